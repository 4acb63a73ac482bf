import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { openBinaryStore } from '../harness';
import { sendQuestion, question } from './question';
import { form, openPage } from './openPage';

/**
 * A built-in node's parameters, as exported by n8n, used for a question of this node. The expected output was recorded
 * from the built-in node of n8n 2.41 for the same answers.
 */
const options = (...values: string[]) => ({ values: values.map((option) => ({ option })) });
const fields = [
	{ fieldLabel: 'Name', fieldType: 'text', requiredField: true },
	{ fieldLabel: 'Age', fieldType: 'number' },
	{ fieldLabel: 'Mail', fieldType: 'email' },
	{ fieldLabel: 'Day', fieldType: 'date' },
	{ fieldLabel: 'Size', fieldType: 'dropdown', fieldOptions: options('S', 'L') },
	{ fieldLabel: 'Several', fieldType: 'dropdown', multiselect: true, fieldOptions: options('a', 'b', 'c') },
	{ fieldLabel: 'Extras', fieldType: 'checkbox', fieldOptions: options('x', 'y') },
	{ fieldLabel: 'Way', fieldType: 'radio', fieldOptions: options('Post', 'Courier') },
	{ fieldLabel: 'Secret', fieldType: 'password' },
	{ fieldLabel: 'Note', fieldType: 'textarea' },
	{ fieldType: 'html', html: '<p>Hi</p>', elementName: 'terms' },
	{ fieldType: 'hiddenField', fieldName: 'source', fieldValue: 'web' },
	{ fieldLabel: 'One file', fieldType: 'file', multipleFiles: false },
	{ fieldLabel: 'Any files', fieldType: 'file' },
];
const answers = {
	'field-0': ' Ada ',
	'field-1': '36.5',
	'field-2': ' a@b.c ',
	'field-3': '2030-02-28',
	'field-4': 'L',
	'field-5': ['a', 'c'],
	'field-6': 'x',
	'field-7': 'Courier',
	'field-8': 's p ',
	'field-9': ' two\nlines ',
};
const folder = mkdtempSync(join(tmpdir(), 'parity-'));
const file = (originalFilename: string): IDataObject => {
	const filepath = join(folder, originalFilename);
	writeFileSync(filepath, 'x');
	return { filepath, originalFilename, mimetype: 'text/plain', size: 1 };
};
const recordedForm = {
	Name: 'Ada',
	Age: 36.5,
	Mail: 'a@b.c',
	Day: '2030-02-28',
	Size: 'L',
	Several: ['a', 'c'],
	Extras: ['x'],
	Way: 'Courier',
	Secret: 's p ',
	Note: ' two\nlines ',
	terms: '<p>Hi</p>',
	source: 'web',
	'One file': { filename: 'one.txt', mimetype: 'text/plain', size: 1 },
};
const described = (filename: string) => ({ filename, mimetype: 'text/plain', size: 1 });

async function answered(parameters: INodeParameters, request: Parameters<typeof openPage>[2]) {
	const { run } = await sendQuestion(parameters);
	const { items } = await openPage(question(parameters), run, { query: { run: '0' }, ...request });
	const [{ json, binary }] = items!;
	const { respondedAt, ...data } = json.data as IDataObject;
	expect(new Date(String(respondedAt)).toISOString()).toBe(respondedAt);
	expect(Object.keys(json)).toEqual(['data']);
	const files = Object.entries(binary ?? {}).map(([name, { fileName, mimeType }]) => [name, fileName, mimeType]);
	return { data, files };
}

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

test('returns the output of the built-in node for an approval', async () => {
	expect(await answered({}, { method: 'POST', body: { answer: 'approve' } })).toEqual({
		data: { approved: true },
		files: [],
	});
	const approvalOptions = { values: { approvalType: 'double' } };
	expect(await answered({ approvalOptions }, { method: 'POST', body: { answer: 'decline' } })).toEqual({
		data: { approved: false },
		files: [],
	});
});

test('returns the output of the built-in node for free text', async () => {
	expect(await answered({ responseType: 'freeText' }, form({ 'field-0': ' All\nfine ' }))).toEqual({
		data: { text: ' All\nfine ' },
		files: [],
	});
});

test('returns the output of the built-in node for a custom form defined by fields', async () => {
	const parameters = { responseType: 'customForm', formFields: { values: fields } } as unknown as INodeParameters;
	const request = form(answers, { 'field-12': file('one.txt'), 'field-13': [file('a.txt'), file('b.txt')] });
	expect(await answered(parameters, request)).toEqual({
		data: { ...recordedForm, 'Any files': [described('a.txt'), described('b.txt')] },
		files: [
			['One_file', 'one.txt', 'text/plain'],
			['Any_files_0', 'a.txt', 'text/plain'],
			['Any_files_1', 'b.txt', 'text/plain'],
		],
	});
});

test('returns the output of the built-in node for a custom form defined by JSON', async () => {
	const parameters: INodeParameters = {
		responseType: 'customForm',
		defineForm: 'json',
		jsonOutput: JSON.stringify(fields),
	};
	expect(await answered(parameters, form(answers, { 'field-12': file('one.txt'), 'field-13': file('a.txt') }))).toEqual(
		{
			data: { ...recordedForm, 'Any files': described('a.txt') },
			files: [
				['One_file', 'one.txt', 'text/plain'],
				['Any_files', 'a.txt', 'text/plain'],
			],
		},
	);
});
