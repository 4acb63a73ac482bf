import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import type { INodeParameters } from 'n8n-workflow';
import { openBinaryStore, readStored } from '../harness';
import { sendQuestion, PERSON, question } from './question';
import { form, openPage, type PageRequest } from './openPage';

// Found by test/fuzz/formPosts.test.ts.
beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.enableNetConnect());

const buttons: INodeParameters = { answerBy: 'buttons' };

async function tapped(query: unknown, message: unknown) {
	const { run } = await sendQuestion(buttons);
	return await openPage(question(buttons), run, {
		method: 'POST',
		query: query as PageRequest['query'],
		body: { message },
		contentType: 'application/json',
	});
}

// Converting this object to a string throws.
const noText = { toString: null };

test('treats an answer that is not text as outdated instead of failing', async () => {
	const { status, body } = await tapped({ answer: noText, run: '0' }, { from: PERSON, type: 'text' });
	expect([status, body]).toEqual([410, { result: 'outdated' }]);
});

test('returns an empty text for a message whose type is not text', async () => {
	const { status, items } = await tapped({ answer: 'message', run: '0' }, { from: PERSON, type: noText });
	expect([status, (items![0].json as { data: { text: unknown } }).data.text]).toEqual([200, '']);
});

test('keeps the files of fields whose labels result in the same name', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'labels-'));
	const file = (name: string) => {
		const filepath = join(folder, name);
		writeFileSync(filepath, name);
		return { filepath, originalFilename: name, mimetype: 'text/plain', size: name.length };
	};
	const labels = ['Photo 1', 'Photo-1', '__proto__'];
	const parameters = {
		responseType: 'customForm',
		formFields: { values: labels.map((fieldLabel) => ({ fieldLabel, fieldType: 'file' })) },
	} as unknown as INodeParameters;
	const { run } = await sendQuestion(parameters);
	const sent = form({}, { 'field-0': file('a.txt'), 'field-1': file('b.txt'), 'field-2': file('c.txt') });
	const { items } = await openPage(question(parameters), run, { ...sent, query: { run: '0' } });
	const binary = items![0].binary!;
	const contents = await Promise.all(
		Object.entries(binary).map(async ([name, stored]) => [name, (await readStored(stored)).toString()]),
	);
	expect(contents).toEqual([
		['Photo_1', 'a.txt'],
		['Photo_1_1', 'b.txt'],
		['__proto___1', 'c.txt'],
	]);
});
