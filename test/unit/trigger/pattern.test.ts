import fc from 'fast-check';
import { InputError } from '../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { compilePattern } from '../../../nodes/WhatsAppBusinessCloud/trigger/receive/pattern';
import { RE2JS } from 're2js';

const field = 'Text Matches';
/** Searches with a step budget that no text and pattern can exceed. */
const finds = async (pattern: string, text: string): Promise<boolean | undefined> =>
	(await compilePattern(pattern, field))(text, { left: 1e9 });
const errorOf = async (pattern: string): Promise<{ message: string; advice?: string }> => {
	try {
		await compilePattern(pattern, field);
	} catch (error) {
		if (error instanceof InputError) return { message: error.message, advice: error.advice };
	}
	throw new Error('It was taken');
};

/** Random, nested patterns of all supported syntax. */
const { pattern } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
	pattern: fc.array(tie('item'), { maxLength: 4 }).map((items) => items.join('')),
	item: fc.oneof(
		{ depthSize: 'small', maxDepth: 4 },
		fc.constantFrom(
			'a',
			'b',
			'ß',
			'😀',
			'.',
			'\\d',
			'\\w',
			'\\S',
			'[ab]',
			'[^a]',
			'[\\]b]',
			'\\u{1F600}',
			'\\x61',
			'^',
			'$',
			'\\b',
			'\\B',
			'\\.',
			'\\n',
			'\\p{L}',
		),
		fc
			.tuple(
				fc.constantFrom('a', '[ab]', '.', '\\w'),
				fc.constantFrom('*', '+', '?', '{2}', '{1,}', '{0,2}', '*?', '+?'),
			)
			.map((two) => two.join('')),
		fc
			.tuple(tie('pattern'), fc.constantFrom('', '*', '+', '?', '{2}', '{0,2}'))
			.map(([inner, times]) => `(${inner})${times}`),
		fc.tuple(tie('pattern'), tie('pattern')).map(([one, two]) => `(?:${one}|${two})`),
	),
}));

const texts = fc
	.array(fc.constantFrom('a', 'b', 'A', 'ß', '😀', '1', ' ', '.', '\n', ']'), { maxLength: 8 })
	.map((chars) => chars.join(''));

describe('regular expressions', () => {
	test('matches the same texts as in JavaScript', async () => {
		await fc.assert(
			fc.asyncProperty(pattern, fc.subarray(['i', 'm', 's']), texts, async (source, flags, text) => {
				fc.pre(source !== '' && !source.startsWith('/'));
				// With the flag u, V8 lets \B match inside a surrogate pair. ECMAScript advances by whole code points there.
				fc.pre(!(source.includes('\\B') && text.includes('😀')));
				expect(await finds(`/${source}/${flags.join('')}`, text)).toBe(
					new RegExp(source, `u${flags.join('')}`).test(text),
				);
			}),
			{ numRuns: 1000 },
		);
	});

	test.each([
		['order \\d+', 'my order 77', true],
		['order \\d+', 'my ORDER 77', false],
		['/order \\d+/i', 'my ORDER 77', true],
		['/^stop$/im', 'please\nSTOP\nnow', true],
		['^stop$', 'please\nstop', false],
		['(?<day>mon|tues)day', 'on tuesday', true],
		['/a.b/gy', 'xx a-b', true],
		['/', 'a/b', true],
		['\\p{Script=Greek}{2}', 'xαβ', true],
		['[^\\p{sc=Greek}\\p{gc=Lu}]', 'αA', false],
		['\\\\p\\{sc=Greek\\}', '\\p{sc=Greek}', true],
		['\\\\k', '\\k', true],
		['/ÄRGER/i', 'ärger', true],
		['^order$', 'order\n', false],
		['\\u{1F600}|\\u00e4', '😀', true],
		['a', '\ud800a\udfff', true],
		[`${'('.repeat(400)}a${')'.repeat(400)}`, 'xa', true],
	])('searches %s in %j: %s', async (source, text, found) => {
		expect(await finds(source, text)).toBe(found);
	});

	test('runs in limited time on texts that cause backtracking', async () => {
		const text = 'a'.repeat(4096);
		const started = process.cpuUsage();
		for (const source of ['(a+)+$b', '(a|a)*b', '(a*)*(a*)*b', 'a*a*a*a*a*a*b', '(?:(?:a?){30}){10}b', '(.*)*x']) {
			expect(await finds(source, text)).toBe(false);
		}
		expect(process.cpuUsage(started).user / 1e6).toBeLessThan(20);
	});

	test.each(['(a+)+$b', '(a|a)*b', '(a*)*(a*)*b', '(?:(?:a?){30}){10}[bc]\\d', '(.*)*b\\d', '[ab]*a[ab]{100}[cd]'])(
		'%s reads each character at most twice',
		async (source) => {
			const matches = await compilePattern(source, field);
			const text = `b${'ab'.repeat(2000)}`;
			const reads = (['charCodeAt', 'codePointAt'] as const).map((name) => jest.spyOn(String.prototype, name));
			const found = matches(text, { left: 1e9 });
			const count = reads.flatMap(({ mock }) => mock.contexts).filter((context) => String(context) === text).length;
			jest.restoreAllMocks();
			expect([found, count > 0, count <= 2 * text.length]).toEqual([new RegExp(source).test('ba'), true, true]);
		},
	);

	test('searches only the first 4,096 characters', async () => {
		expect(await finds('b', `${'a'.repeat(4095)}b`)).toBe(true);
		expect(await finds('b', `${'a'.repeat(65_535)}b`)).toBe(false);
	});

	test.each(['(?:(?:a?){30}){10}b', '(?:[\\p{L}a]?){480}b', '(.*)*x'])(
		'stops %s without a result when its budget is used up',
		async (source) => {
			const budget = { left: 10_000 };
			expect([(await compilePattern(source, field))('a'.repeat(4096), budget), budget.left]).toEqual([undefined, 0]);
		},
	);

	test('counts one step for each instruction of the pattern at each character', async () => {
		const budget = { left: 100 };
		// The pattern has four instructions: fail, a, b and match. The end of the text counts as a character.
		expect([(await compilePattern('ab', field))('aaa', budget), budget.left]).toEqual([false, 84]);
	});

	test('compiles a pattern once', async () => {
		const asked = jest.spyOn(RE2JS, 'compile');
		for (const text of ['order 1', 'nothing', 'order 2']) await finds('/once (\\d+)/i', text);
		expect(asked).toHaveBeenCalledTimes(1);
	});

	test.each(['(?:){99999999999999}', '(?:a{0}){0,99999999999999}', '(?:(?:(?:(?:){900}){900}){900}){900}'])(
		'rejects %s quickly',
		async (source) => {
			const started = process.cpuUsage();
			expect(await errorOf(source)).toEqual({
				message: "'Text Matches' uses repetitions that make it too large, which this filter does not support",
				advice: 'Write it without, or check the text in an If node',
			});
			expect(process.cpuUsage(started).user / 1e6).toBeLessThan(1);
		},
	);

	test.each([
		['(', "'Text Matches' is not a regular expression: Unterminated group", 'Correct it, or remove it'],
		[
			'(a)\\1',
			"'Text Matches' uses references to a group, such as \\1, which this filter does not support",
			'Write it without, or check the text in an If node',
		],
		[
			'a(?=b)',
			"'Text Matches' uses looking ahead or behind, such as (?=...), which this filter does not support",
			'Write it without, or check the text in an If node',
		],
		[
			'(?<!b)a',
			"'Text Matches' uses looking ahead or behind, such as (?=...), which this filter does not support",
			'Write it without, or check the text in an If node',
		],
		[
			'(?:a{50}){50}',
			"'Text Matches' uses repetitions that make it too large, which this filter does not support",
			'Write it without, or check the text in an If node',
		],
		[
			'(?<a>x)\\k<a>',
			"'Text Matches' uses references to a group, such as \\1, which this filter does not support",
			'Write it without, or check the text in an If node',
		],
		[
			'\\p{Letter}',
			"'Text Matches' uses \\p{Letter}, which this filter does not support",
			'Write it without, or check the text in an If node',
		],
		[
			'(?:ab){400}[cd]{300}',
			"'Text Matches' uses repetitions that make it too large, which this filter does not support",
			'Write it without, or check the text in an If node',
		],
		['a'.repeat(1001), "'Text Matches' has 1,001 characters; at most 1,000 are allowed", 'Shorten it'],
	])('rejects unsupported syntax (%#)', async (source, message, advice) => {
		expect(await errorOf(source)).toEqual({ message, advice });
	});
});
