import type * as parse from '../../../../nodes/WhatsAppBusinessCloud/shared/input/parseInput';
import type * as errors from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import type * as zod from 'zod';

interface Modules {
	z: typeof zod.z;
	parse: typeof parse;
	InputError: typeof errors.InputError;
}

/** The modules with one version of zod: n8n provides either. */
function load(name: 'zod' | 'zod/v4'): Modules {
	const loaded: Modules[] = [];
	jest.isolateModules(() => {
		jest.doMock('zod', () => jest.requireActual<typeof zod>(name));
		loaded.push({
			z: jest.requireMock<typeof zod>('zod').z,
			parse: jest.requireActual<typeof parse>('../../../../nodes/WhatsAppBusinessCloud/shared/input/parseInput'),
			InputError: jest.requireActual<typeof errors>('../../../../nodes/WhatsAppBusinessCloud/shared/inputError')
				.InputError,
		});
	});
	return loaded[0];
}

describe.each(['zod', 'zod/v4'] as const)('a schema of %s', (version) => {
	const {
		z,
		parse: { anyObject, checkInput, jsonError, parseInput, problem, withJsonPath },
		InputError,
	} = load(version);

	const message = z
		.object({
			type: z.string().min(1),
			text: z.object({ body: z.string().max(10), lines: z.array(z.string()).min(1).max(2).optional() }).passthrough(),
			count: z.number().int().min(2).max(1000).optional(),
			mode: z.enum(['list', 'grid']).optional(),
			id: z.union([z.string(), z.number()]).nullish(),
			'a b': z.boolean().optional(),
			number: z
				.string()
				.refine((value) => /^\d+$/.test(value), problem('has letters', 'Enter digits only'))
				.optional(),
		})
		.passthrough();
	const good = { type: 'text', text: { body: 'Hello' } };

	function messageAndAdvice(run: () => unknown): [string, string | undefined] {
		try {
			run();
		} catch (thrown) {
			if (thrown instanceof InputError) return [thrown.message, thrown.advice];
			throw thrown;
		}
		throw new Error('Expected an InputError');
	}

	test.each<[string, unknown, string, string]>([
		['a list', [], "'Message (JSON)' needs a JSON object, got an array", 'Check the expression or the JSON'],
		['text', 'x', "'Message (JSON)' needs a JSON object, got text", 'Check the expression or the JSON'],
		['null', null, "'Message (JSON)' needs a JSON object, got null", 'Check the expression or the JSON'],
		['undefined', undefined, "'Message (JSON)' is missing", 'Check the expression or the JSON'],
		[
			'a missing type',
			{ text: { body: '' } },
			"In 'Message (JSON)', type is missing",
			'Check the expression or the JSON',
		],
		['empty text', { ...good, type: '' }, "In 'Message (JSON)', type is empty", 'Check the expression or the JSON'],
		[
			'a number in place of text',
			{ ...good, text: { body: 12 } },
			"In 'Message (JSON)', text.body needs text, got a number",
			'Check the expression or the JSON',
		],
		[
			'a long text',
			{ ...good, text: { body: 'Hello world' } },
			"In 'Message (JSON)', text.body has 11 characters, WhatsApp allows 10",
			'Shorten it',
		],
		[
			'an empty list',
			{ ...good, text: { body: '', lines: [] } },
			"In 'Message (JSON)', text.lines is empty",
			'Check the expression or the JSON',
		],
		[
			'a long list',
			{ ...good, text: { body: '', lines: ['a', 'b', 'c'] } },
			"In 'Message (JSON)', text.lines has 3 entries, WhatsApp allows 2",
			'Remove entries',
		],
		[
			'a wrong entry',
			{ ...good, text: { body: '', lines: ['a', null] } },
			"In 'Message (JSON)', text.lines[1] needs text, got null",
			'Check the expression or the JSON',
		],
		[
			'a fraction',
			{ ...good, count: 2.5 },
			"In 'Message (JSON)', count needs a whole number, got 2.5",
			'Check the expression or the JSON',
		],
		[
			'a small number',
			{ ...good, count: 1 },
			"In 'Message (JSON)', count is 1, at least 2 is required",
			'Enter a number of at least 2',
		],
		[
			'a large number',
			{ ...good, count: 1001 },
			"In 'Message (JSON)', count is 1001, WhatsApp allows at most 1,000",
			'Enter a number of at most 1,000',
		],
		[
			'an unknown value',
			{ ...good, mode: 'table' },
			"In 'Message (JSON)', mode has an unknown value",
			'Use one of: list, grid',
		],
		[
			'another type than those of a union',
			{ ...good, id: [1] },
			"In 'Message (JSON)', id needs text, got an array",
			'Check the expression or the JSON',
		],
		[
			'a key with a space',
			{ ...good, 'a b': 'yes' },
			'In \'Message (JSON)\', ["a b"] needs true or false, got text',
			'Check the expression or the JSON',
		],
		['a refinement', { ...good, number: 'x' }, "In 'Message (JSON)', number has letters", 'Enter digits only'],
	])('reports the place in JSON, the limit and the value of %s', (_, value, sentence, advice) => {
		expect(messageAndAdvice(() => parseInput(message, value, 'Message (JSON)'))).toEqual([sentence, advice]);
	});

	const row = z.object({
		id: z.string(),
		title: z.string().min(1).max(5),
	});
	const section = z.object({
		title: z.string().max(5).optional(),
		rows: z.array(row),
	});
	const names = { rows: { list: 'Rows', entry: 'row' }, title: 'Title', id: 'ID' };
	const parseSection = (value: unknown) =>
		parseInput(section, value, ['section', 1], { names, advice: 'Check the section' });

	test.each<[string, unknown, string, string]>([
		['a value that is not a list', { rows: 1 }, "'Rows' of section 1 needs a list, got a number", 'Check the section'],
		['an entry', { rows: [1] }, 'row 1 of section 1 needs an object with fields, got a number', 'Check the section'],
		['a key', { rows: [{ title: 'A' }] }, "'ID' of row 1 of section 1 is missing", 'Check the section'],
		[
			'an empty text',
			{ rows: [{ id: 'a', title: '' }] },
			"'Title' of row 1 of section 1 is empty",
			'Check the section',
		],
		[
			'a long text',
			{
				rows: [
					{ id: 'a', title: 'A' },
					{ id: 'b', title: 'Title 2' },
				],
			},
			"'Title' of row 2 of section 1 has 7 characters, WhatsApp allows 5",
			'Shorten it',
		],
	])('reports %s with its display name', (_, value, sentence, advice) => {
		const [first, adviceGiven] = messageAndAdvice(() => parseSection(value));
		expect([first.replace(/^Row/, 'row'), adviceGiven]).toEqual([sentence, advice]);
	});

	test('counts the entries of a list without a noun', () => {
		const list = z.array(z.object({ id: z.string() }));
		expect(messageAndAdvice(() => parseInput(list, [{ id: 'a' }, {}], 'Rows', { names }))).toEqual([
			"'ID' of entry 2 of 'Rows' is missing",
			'Check the expression or the JSON',
		]);
	});

	test('reports a place within a part of the JSON', () => {
		const part = z.array(z.object({ type: z.string() }));
		expect(messageAndAdvice(() => checkInput(part, [{}], 'Message (JSON)', { at: ['cards', 1, 'list'] }))).toEqual([
			"In 'Message (JSON)', cards[1].list[0].type is missing",
			'Check the expression or the JSON',
		]);
	});

	test.each<[string, () => unknown, string, string | undefined]>([
		[
			'a sentence',
			() => jsonError('Field', ['a', 0], 'is empty', 'Fill it in'),
			"In 'Field', a[0] is empty",
			'Fill it in',
		],
		['the root', () => jsonError('Field', [], 'is empty'), "'Field' is empty", undefined],
		[
			'a function',
			() => jsonError(['card', 1, 'Field'], ['a'], (quoted) => `${quoted}: the file is missing`),
			"In 'Field' of card 1, a: the file is missing",
			undefined,
		],
	])('names the place of an error: %s', (_, error, sentence, advice) => {
		const run = (): never => {
			throw error();
		};
		expect(messageAndAdvice(run)).toEqual([sentence, advice]);
	});

	test('names the place of what a reader rejects, and passes its other errors on', () => {
		const rejected = (): never => {
			throw new InputError('Title', 'is empty', 'Enter a title');
		};
		const broken = (): never => {
			throw new RangeError('broken');
		};
		expect(messageAndAdvice(() => withJsonPath('Field', ['rows', 0, 'title'], rejected))).toEqual([
			"In 'Field', rows[0].title is empty",
			'Enter a title',
		]);
		expect(() => withJsonPath('Field', ['a'], broken)).toThrow(RangeError);
	});

	test('keeps every key of a value that is only checked', () => {
		const text =
			'{"type":"text","text":{"body":"a","__proto__":{"b":1}},"__proto__":{"a":1},"constructor":5,"new":null}';
		const value: unknown = JSON.parse(text);
		expect(checkInput(message, value, 'Message (JSON)')).toBe(value);
		expect(JSON.stringify(checkInput(anyObject, value, 'Message (JSON)'))).toBe(text);
	});

	test('returns no unknown keys, including __proto__', () => {
		const value: unknown = JSON.parse('{"rows":[],"__proto__":{"title":"A"},"constructor":5}');
		const read = parseInput(section, value, 'Field');
		expect([JSON.stringify(read), Object.getPrototypeOf(read), read.title]).toEqual([
			'{"rows":[]}',
			Object.prototype,
			undefined,
		]);
	});

	test.each(['type', 'constructor', 'toString'])('looks up the display name of %s as its own key only', (key) => {
		const schema = z.object({ [key]: z.string() }).passthrough();
		const value: unknown = JSON.parse(`{"${key}": 1}`);
		expect(messageAndAdvice(() => parseInput(schema, value, 'Field', { names: {} }))[0]).toBe(
			`'${key}' of 'Field' needs text, got a number`,
		);
	});
});
