import fc from 'fast-check';
import { parse as parseQuery } from 'node:querystring';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import type { IDataObject, INodeParameters, IRun } from 'n8n-workflow';
import { openBinaryStore, readStored } from '../engine/harness';
import { sendQuestion, linkOf, PERSON, question } from '../engine/sendAndWait/question';
import { form, openPage, type PageResponse, type PageRequest } from '../engine/sendAndWait/openPage';
import { samples } from '../../emulator/src/samples';
import { damaged } from './mutations/bytes';
import { hostileValues, mutate, mutations } from './mutations/json';
import { BOUNDARY, encodeForm, fieldTexts, strangeParts, type Part } from './mutations/multipart';
import { parseForm } from './parseForm';
import { expectPlain, expectStorable, fuzz, timeFor } from './run';

const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;
const HIDDEN = 'hidden-value-0123456789';

const values: IDataObject[] = [
	{ fieldLabel: 'Name', fieldType: 'text', requiredField: true },
	{ fieldLabel: 'Age', fieldType: 'number' },
	{ fieldLabel: 'Mail', fieldType: 'email' },
	{ fieldLabel: 'Day', fieldType: 'date', formatDate: 'dd.MM.yyyy' },
	{ fieldLabel: 'Size', fieldType: 'dropdown', fieldOptions: { values: [{ option: 'S' }, { option: 'L' }] } },
	{ fieldLabel: 'Extras', fieldType: 'checkbox', fieldOptions: { values: [{ option: 'a, b' }, { option: 'c' }] } },
	{ fieldLabel: 'Way', fieldType: 'radio', fieldOptions: { values: [{ option: 'Post' }, { option: 'Courier' }] } },
	{ fieldLabel: 'Secret', fieldType: 'password' },
	{ fieldLabel: '__proto__', fieldType: 'textarea' },
	{ fieldType: 'hiddenField', fieldName: 'source', fieldValue: HIDDEN },
	{ fieldLabel: 'Photo_', fieldType: 'file', multipleFiles: true },
	{ fieldLabel: 'Photo!', fieldType: 'file', multipleFiles: true },
];
const TEXTS = 9;
const FILES = ['field-10', 'field-11'];

const customForm = { responseType: 'customForm', formFields: { values } } as unknown as INodeParameters;
const choice: INodeParameters = {
	responseType: 'choice',
	choices: { choice: [{ label: 'Red', value: 'r' }, { label: 'Blue' }] },
};
const buttons: INodeParameters = {
	approvalOptions: { values: { approvalType: 'double' } },
	answerBy: 'buttons',
};

interface Question {
	run: IRun;
	query: Record<string, string>;
	parameters: INodeParameters;
}

let uploads: string;
const questions: Record<string, Question> = {};

beforeAll(async () => {
	nock.disableNetConnect();
	await openBinaryStore();
	uploads = mkdtempSync(join(tmpdir(), 'fuzz-uploads-'));
	for (const [name, parameters] of Object.entries({ customForm, choice })) {
		const { run, bodies } = await sendQuestion(parameters);
		const query = Object.fromEntries(linkOf(bodies).searchParams);
		questions[name] = { run, query, parameters: question(parameters) };
	}
	const { run } = await sendQuestion(buttons);
	questions.buttons = { run, query: { answer: 'approve', run: '0' }, parameters: question(buttons) };
	nock.cleanAll();
});
afterAll(() => {
	rmSync(uploads, { recursive: true, force: true });
	nock.enableNetConnect();
});

async function post(name: string, request: PageRequest): Promise<PageResponse> {
	const { run, query, parameters } = questions[name];
	return await openPage(parameters, run, { method: 'POST', query, ...request });
}

/** Sends a form's body through n8n's parser. @returns undefined if n8n itself rejects it */
async function send(raw: Buffer, type = TYPE): Promise<PageResponse | undefined> {
	const body = await parseForm(raw, type, uploads);
	try {
		return body && (await post('customForm', form(body.data, body.files)));
	} finally {
		for (const file of readdirSync(uploads)) rmSync(join(uploads, file), { force: true });
	}
}

/** Expects a documented response, and a page that shows only what the user may see. */
function expectSound({ status, body, items }: PageResponse, statuses: number[]): void {
	expect(statuses).toContain(status);
	expect(items !== undefined).toBe(status === 200);
	const page = typeof body === 'string' ? body : JSON.stringify(body);
	expectPlain(page, [HIDDEN, uploads]);
	// Only the node creates markup: scripts of a visitor arrive as text.
	expect(page).not.toMatch(/<script>x\(\)|<img src=x/);
	for (const { json } of items ?? []) expectStorable(json);
	expect(JSON.stringify(items ?? []).includes(uploads)).toBe(false);
}

const answersOf = ({ items }: PageResponse): IDataObject => (items![0].json as { data: IDataObject }).data;

test(
	'returns exactly the values of a valid form, and ignores other parts',
	async () => {
		const lines = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => `x${text.replace(/\s/g, ' ').trim()}`);
		const inputs = fc.record({
			name: lines,
			note: lines,
			age: fc.double({ noNaN: true, noDefaultInfinity: true }),
			size: fc.constantFrom('S', 'L'),
			files: fc.array(
				fc.record({
					which: fc.constantFrom(...FILES),
					fileName: fc.constantFrom('a.png', '../b.png', 'C:\\c.png', '\u202ed.png', 'CON', `${'e'.repeat(300)}.png`),
					content: fc.uint8Array({ minLength: 1, maxLength: 50 }),
				}),
				{ maxLength: 4 },
			),
			strange: fc.array(strangeParts, { maxLength: 20 }),
			order: fc.infiniteStream(fc.nat(1000)),
		});
		await fuzz(0.35, inputs, async ({ name, note, age, size, files, strange, order }) => {
			const filled: Part[] = [
				{ name: 'field-0', content: Buffer.from(name) },
				{ name: 'field-1', content: Buffer.from(String(age)) },
				{ name: 'field-4', content: Buffer.from(size) },
				{ name: 'field-8', content: Buffer.from(note) },
				...files.map(({ which, fileName, content }) => ({
					name: which,
					fileName,
					type: 'image/png',
					content: Buffer.from(content),
				})),
			];
			const parts = strange.reduce((list, part) => {
				const at = (order.next().value as number) % (list.length + 1);
				return [...list.slice(0, at), part, ...list.slice(at)];
			}, filled);
			const response = await send(encodeForm(parts));
			// n8n's parser rejects some of the unusual parts.
			if (response === undefined) return;
			expectSound(response, [200]);
			const answers = answersOf(response);
			expect({ ...answers, photos: undefined }).toMatchObject({ Name: name, Age: age, Size: size, source: HIDDEN });
			expect(Object.getOwnPropertyDescriptor(answers, '__proto__')?.value).toBe(note);
			// No file replaces another one.
			const kept = await Promise.all(
				Object.values(response.items![0].binary ?? {}).map(async (file) => (await readStored(file)).toString('hex')),
			);
			expect(kept.sort()).toEqual(files.map(({ content }) => Buffer.from(content).toString('hex')).sort());
			for (const { fileName } of Object.values(response.items![0].binary ?? {}))
				expect(fileName).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
		});
	},
	timeFor(0.35),
);

test(
	'accepts any text in any field, or shows an error beside the field',
	async () => {
		const parts = fc.record({ index: fc.nat(FILES.length + TEXTS), text: fieldTexts });
		await fuzz(0.2, fc.array(parts, { maxLength: 20 }), async (list) => {
			const response = await send(
				encodeForm(list.map(({ index, text }) => ({ name: `field-${index}`, content: Buffer.from(text) }))),
			);
			if (response === undefined) return;
			expectSound(response, [200, 422]);
			const wrong = [...String(response.body).matchAll(/id="(field-\d+)-wrong">/g)];
			expect(wrong.length > 0).toBe(response.status === 422);
		});
	},
	timeFor(0.2),
);

test(
	'handles any bytes, and input that no parser creates',
	async () => {
		const files = fc
			.constantFrom(0, 1, 30, 10_000)
			.map((count) => Array.from({ length: count }, () => ({ filepath: '/nowhere', originalFilename: 'a', size: 1 })));
		const complete = fc
			.array(
				fc.oneof(
					strangeParts,
					fc.record({
						name: fc.nat(12).map((index) => `field-${index}`),
						content: fieldTexts.map((text) => Buffer.from(text)),
					}),
				),
				{ maxLength: 12 },
			)
			.map((parts) => encodeForm([{ name: 'field-0', content: Buffer.from('x') }, ...parts], (name) => name));
		const inputs = fc.oneof(
			{ weight: 4, arbitrary: damaged(complete).map((raw) => ({ raw, type: TYPE })) },
			{ weight: 1, arbitrary: complete.map((raw) => ({ raw, type: `${TYPE}x` })) },
			{
				weight: 2,
				arbitrary: fc.record({
					data: fc.oneof(
						hostileValues,
						fc.dictionary(fc.constantFrom('field-0', 'field-5', '__proto__'), hostileValues),
					),
					files: fc.oneof(
						hostileValues,
						files.map((list) => ({ 'field-2': list, 'field-0': list })),
					),
				}),
			},
		);
		await fuzz(0.2, inputs, async (input) => {
			if ('raw' in input) {
				const response = await send(input.raw, input.type);
				if (response !== undefined) expectSound(response, [200, 400, 422]);
			} else
				expectSound(
					await post('customForm', form(input.data as IDataObject, input.files as IDataObject)),
					[200, 400, 422],
				);
		});
	},
	timeFor(0.2),
);

test(
	'accepts a choice only if the page offers it',
	async () => {
		const bodies = fc.oneof(
			fc.constantFrom(
				'answer=0',
				'answer=1',
				'answer=2',
				'answer=0&answer=1',
				'answer',
				'&&&',
				'answer=%00',
				'answer=%E0%A4%A',
			),
			fc
				.array(fc.tuple(fc.constantFrom('answer', '__proto__', 'a'), fieldTexts), { maxLength: 4 })
				.map((pairs) => pairs.map(([name, text]) => `${name}=${encodeURIComponent(text).slice(0, 5000)}`).join('&')),
			damaged(fc.constant(Buffer.from('answer=1&x=y'))).map((raw) => raw.toString('latin1')),
		);
		const inputs = fc.oneof(
			bodies.map((text) => ({ ...parseQuery(text) })),
			hostileValues,
		);
		await fuzz(0.1, inputs, async (body) => {
			const answer = typeof body === 'object' && body !== null ? (body as IDataObject).answer : undefined;
			const response = await post('choice', { body, contentType: 'application/x-www-form-urlencoded' });
			expectSound(response, answer === '0' || answer === '1' ? [200] : [422]);
			if (response.status === 200) expect(answersOf(response).choice).toBe(answer === '0' ? 'r' : 'Blue');
		});
	},
	timeFor(0.1),
);

test(
	'resumes with a forwarded message, or rejects it',
	async () => {
		const messages = Object.values(samples.messages).flatMap((value) =>
			Array.isArray((value as IDataObject).messages) ? ((value as IDataObject).messages as IDataObject[]) : [],
		);
		const inputs = fc.record({
			message: fc.oneof(
				fc
					.record({ message: fc.constantFrom(...messages), list: fc.array(mutations(), { maxLength: 3 }) })
					.map(({ message, list }) => mutate({ ...message, from: PERSON }, list)),
				hostileValues,
			),
			answer: fc.oneof(fc.constantFrom<unknown>('approve', 'decline', 'message', '0', ''), hostileValues),
			run: fc.oneof({ weight: 4, arbitrary: fc.constant<unknown>('0') }, { weight: 1, arbitrary: hostileValues }),
		});
		await fuzz(0.15, inputs, async ({ message, answer, run }) => {
			const query = { answer, run } as unknown as Record<string, string>;
			const response = await post('buttons', { body: { message }, contentType: 'application/json', query });
			expectSound(response, [200, 403, 405, 409, 410]);
		});
	},
	timeFor(0.15),
);
