import { validateFlowJson } from '../../../../nodes/WhatsAppBusinessCloud/flows/json';
import { findPositions } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/text/locate';
import { syntaxError } from '../../../../nodes/WhatsAppBusinessCloud/flows/json/text/syntax';
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
])('%s', (marked, message) => {
	const text = marked.replace('▲', '');
	const found = syntaxError(text);
	expect(() => JSON.parse(text) as unknown).toThrow();
	if (marked.includes('01')) return expect(found?.offset).toBe(7);
	expect(found?.offset).toBe(marked.indexOf('▲'));
	expect(found?.message).toContain(message);
});

test('reports no syntax error for valid JSON', () => {
	for (const text of [
		fixtureText('gallery'),
		' [] ',
		'"x"',
		'-1.5e+3',
		'{"\\u00e9\\n": [null, true, {}]}',
		'['.repeat(50_000) + ']'.repeat(50_000),
	]) {
		expect(syntaxError(text)).toBeUndefined();
		expect(() => JSON.parse(text) as unknown).not.toThrow();
	}
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
		findPositions(text, [{ keys, atKey, found: (place) => (offset = place) }]);
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
