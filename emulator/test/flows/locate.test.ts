import { checkFlowJson } from '../../src/flows/check';

test.each([
	['lists', '['.repeat(10_000)],
	['objects', '{"a":'.repeat(10_000)],
])('reports 10,000 levels of %s as an error with its position', (_, text) => {
	const column = text.indexOf(text[0], 200 * (text.length / 10_000)) + 1;
	const span = { line_start: 1, line_end: 1, column_start: column, column_end: column };
	expect(checkFlowJson(text)).toEqual([
		{
			error: 'INVALID_JSON',
			error_type: 'JSON_SCHEMA_ERROR',
			message: 'The file is not valid JSON. It nests deeper than 200 levels.',
			...span,
			pointers: [{ ...span, path: '' }],
		},
	]);
});

test.each([
	['{"version": "7.3",}', 'Unexpected character "}"', 19],
	['{"version": "7.3" // x\n}', 'Unexpected character "/"', 19],
	['{"version": ', 'Unexpected end of the file', 13],
])('reports the position of the syntax error in %s', (text, message, column) => {
	expect(checkFlowJson(text)).toMatchObject([
		{ message: `The file is not valid JSON. ${message}.`, line_start: 1, column_start: column },
	]);
});

test('reports an error at the second of two properties of the same name', () => {
	expect(checkFlowJson('{"version": "7.3",\r\n"screens": [],\r\n"screens": 1, "__proto__": 2}')).toMatchObject([
		{ error: 'INVALID_PROPERTY', line_start: 3, column_start: 15, column_end: 25, pointers: [{ path: '__proto__' }] },
		{ error: 'INVALID_PROPERTY_TYPE', line_start: 3, column_start: 12, column_end: 12 },
	]);
});
