import fc from 'fast-check';
import { validateFlowJson } from '../../../../nodes/WhatsAppBusinessCloud/flows/json';
import { findPositions } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/text/locate';
import { parseJson } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/text/parse';
import { syntaxProblem } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/text/syntax';
import { fixtureText } from './support';

/** ▲ marks the position where the text stops being valid JSON. */
test.each([
	['{"a": 1,▲}', 'comma before the end'],
	['[1, 2,▲]', 'comma before the end'],
	['{"a": 1 ▲"b": 2}', 'comma missing'],
	["{▲'a': 1}", 'single quote'],
	['{"a": ▲// x\n1}', 'comment'],
	['{"a": 1}▲}', 'where the end has to be'],
	['{"a": ▲undefined}', 'where a value has to be'],
	['{"a": ▲"x\ny"}', 'does not end'],
	['{"a": ▲"\\x"}', 'does not end'],
	['{"a": 01▲', ''],
	['{"a" ▲1}', 'where : has to be'],
	['{"a": [1, {"b": ▲', 'too early'],
	['▲', 'too early'],
	['{"a": ▲"😀', 'does not end'],
	['{"a": ▲1.}', 'The number 1. is not complete'],
	['{"a": ▲truex}', 'There is "truex" where a value has to be'],
	['{"a" ▲"b"}', 'colon missing'],
	['{▲a: 1}', 'There is "a" where a name in double quotes, or } has to be'],
	['\r\n{"a":\r\n▲}', 'There is "}" where a value has to be'],
	['{"a": ▲"\ud800\n"}', 'does not end'],
	['▲\uFEFF{}', 'There is "\uFEFF{}'.slice(0, 11)],
])('reports the syntax error at the mark in %s', (marked, message) => {
	const text = marked.replace('▲', '');
	const found = syntaxProblem(text);
	expect(() => JSON.parse(text) as unknown).toThrow();
	if (marked.includes('01')) return expect(found?.position.offset).toBe(7);
	expect(found?.position.offset).toBe(marked.indexOf('▲'));
	expect(found?.message).toContain(message);
});

test('reports no syntax error for valid JSON', () => {
	for (const text of [
		fixtureText('gallery'),
		' [] ',
		'"x"',
		'-1.5e+3',
		'{"\\u00e9\\n": [null, true, {}]}',
		'{"__proto__": 1, "constructor": 2, "a": 1, "a": 2, "b": 12345678901234567890, "\ud800": "\udfff"}',
		'['.repeat(500) + ']'.repeat(500),
	]) {
		expect(syntaxProblem(text)).toBeUndefined();
		expect(() => JSON.parse(text) as unknown).not.toThrow();
	}
});

test('returns values as JSON.parse does', () => {
	const text = '{"__proto__": {"x": 1}, "constructor": 2, "a": 1, "a": 2, "b": 9007199254740993, "\ud800": "\udfff"}';
	expect(parseJson(text)).toStrictEqual({ data: JSON.parse(text) as unknown });
});

test('finds the same syntax errors as JSON.parse in any text', () => {
	const piece = fc.oneof(
		fc.constantFrom(...'[]{},:"\\/ -+.eE019\t\n\r\b\u2028\uFEFF\u00a0'),
		fc.constantFrom(
			'true',
			'null',
			'"a"',
			'"\\u12',
			'"\\n"',
			'//',
			'/*',
			'*/',
			'1e',
			'-0',
			'{"a":',
			'\ud800',
			'"__proto__":',
		),
		fc.json(),
	);
	const isJson = (text: string): boolean => {
		try {
			JSON.parse(text);
			return true;
		} catch {
			return false;
		}
	};
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
			const text = pieces.join('');
			expect(syntaxProblem(text) === undefined).toBe(isJson(text));
		}),
		{ numRuns: 5000 },
	);
});

test.each([
	['lists', '[', ']', 501],
	['objects', '{"a":', '}', 2501],
	['lists that are not closed', '[', '', 501],
])('reports 10,000 levels of %s with their position', (_, open, close, column) => {
	expect(validateFlowJson(`${open.repeat(10_000)}1${close.repeat(10_000)}`).findings).toEqual([
		{
			level: 'error',
			rule: 'nesting-depth',
			message: 'The JSON nests deeper than 500 levels',
			advice: 'Make it flatter',
			pointer: '',
			jsonPointer: '',
			line: 1,
			column,
		},
	]);
});

test('finds the second of two properties of the same name, in a text with CRLF', () => {
	const { findings } = validateFlowJson('{\r\n"version": "7.3",\r\n"screens": [],\r\n"screens": 1}');
	expect(findings).toMatchObject([{ rule: 'property-type', pointer: 'screens', line: 4, column: 12 }]);
});

test('handles a string of 10 MB', () => {
	const { findings } = validateFlowJson(`{"version": "7.3", "screens": [], "x": "${'a'.repeat(10_000_000)}"}`);
	expect(findings).toMatchObject([{ pointer: 'screens' }, { pointer: 'x', line: 1, column: 35 }]);
});

test('reports a syntax error with line and column', () => {
	const report = validateFlowJson('{\n  "version": "7.3",\n  "screens": [,]\n}');
	expect(report).toEqual({
		valid: false,
		errors: 1,
		warnings: 0,
		version: '',
		dataApiVersion: '',
		screens: [],
		findings: [
			{
				level: 'error',
				rule: 'json-syntax',
				message: 'There is "," where a value or ] has to be',
				advice: 'Fix the JSON at this position',
				pointer: '',
				jsonPointer: '',
				line: 3,
				column: 15,
			},
		],
	});
});

test('finds positions in JSON with any formatting', () => {
	const text = '\uFEFF'.slice(1) + '{ "a\\"b" : [ 1,\n {"]": "}", "c" :-2} ,[]] , "d":"x\\\\","e\\u0066":\ttrue }';
	const data = JSON.parse(text) as unknown;
	const at = (keys: Array<string | number>, atKey = false): string => {
		let offset = -1;
		findPositions(text, [{ keys, atKey, found: (position) => (offset = position.offset) }]);
		return text.slice(offset, offset + 6);
	};
	expect(data).toEqual({ 'a"b': [1, { ']': '}', c: -2 }, []], d: 'x\\', ef: true });
	expect(at([])).toBe('{ "a\\"');
	expect(at(['a"b'])).toBe('[ 1,\n ');
	expect(at(['a"b', 0])).toMatch(/^1,/);
	expect(at(['a"b', 1, 'c'])).toMatch(/^-2}/);
	expect(at(['a"b', 1, ']'], true)).toMatch(/^"]": /);
	expect(at(['a"b', 2])).toMatch(/^\[\]\]/);
	expect(at(['d'])).toMatch(/^"x\\\\"/);
	expect(at(['ef'])).toMatch(/^true/);
	expect(at(['ef'], true)).toBe('"e\\u00');
});

test('returns findings without positions when lines are off', () => {
	const report = validateFlowJson('{"version": "7.3"}', { lines: false });
	expect(report.findings).toEqual([
		{
			level: 'error',
			rule: 'property-required',
			message: "The flow has no 'screens'",
			advice: "Add 'screens'",
			pointer: '',
			jsonPointer: '',
		},
	]);
});

test('escapes unusual keys in pointers', () => {
	const { findings } = validateFlowJson('{"version": "7.3", "screens": [], "a/b~c d": 1}');
	expect(findings).toMatchObject([
		{ pointer: 'screens' },
		{ pointer: '["a/b~c d"]', jsonPointer: '/a~1b~0c d', line: 1, column: 35 },
	]);
});
