import {
	jsonObject,
	optionalJsonObject,
	readJson,
} from '../../../../nodes/WhatsAppBusinessCloud/shared/input/jsonParameter';
import { inputErrorOf } from '../../inputErrorOf';

const read = (value: unknown) => readJson(value, 'Field', 'Enter JSON');
const nested = (levels: number): object => {
	let value: object = {};
	for (let level = 1; level < levels; level++) value = { a: value };
	return value;
};
const text = (levels: number): string => '{"a":'.repeat(levels - 1) + '{}' + '}'.repeat(levels - 1);

describe('nesting', () => {
	const message = "'Field' nests deeper than 50 levels, more than any message";

	test.each<[string, unknown]>([
		['text of 51 levels', text(51)],
		['an object of 51 levels', nested(51)],
		['text of 10,000 levels', text(10_000)],
		['an object of 10,000 levels', nested(10_000)],
		['a list of 10,000 levels', '['.repeat(10_000) + ']'.repeat(10_000)],
	])('rejects JSON of more than 50 levels: %s', (_, value) =>
		expect(inputErrorOf(() => read(value)).message).toBe(message),
	);

	test('accepts JSON of 50 levels', () => {
		expect([read(text(50)), read(nested(50))]).toEqual([nested(50), nested(50)]);
	});
});

describe('numbers', () => {
	test.each<[string, string]>([
		['{"id": 9007199254740993}', '9007199254740993'],
		['[1, -12345678901234567890]', '-12345678901234567890'],
		['{"a": {"b": 1e999}}', '1e999'],
		[`{"a": 1${'0'.repeat(400)}}`, `1${'0'.repeat(39)}`],
	])('rejects numbers that JavaScript cannot represent: %s', (value, number) => {
		expect(inputErrorOf(() => read(value))).toMatchObject({
			message: `'Field' contains the number ${number}, which has too many digits`,
			advice: 'Put it in quotes: as a number, it would lose its last digits',
		});
	});

	test.each([
		'{"id": 9007199254740991}',
		'{"id": "9007199254740993"}',
		'{"text": "a\\": 9007199254740993"}',
		'{"rate": 0.1234567890123456789}',
	])('accepts numbers that keep their value: %s', (value) => expect(read(value)).toEqual(JSON.parse(value)));
});

test.each<[string, string]>([
	['keys of prototypes', '{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}}}'],
	['lone surrogates', '{"a":"\\ud83d","\\udc00":"b"}'],
	['line breaks', '{"a\\r\\n":"b\\r\\nc"}'],
	['nulls and empty values', '{"a":null,"b":"","c":[],"d":{}}'],
])('passes %s on unchanged', (_, json) => {
	expect(JSON.stringify(read(json))).toBe(json);
	expect(JSON.stringify(read(JSON.parse(json)))).toBe(json);
	expect(JSON.stringify(jsonObject(json, 'Field'))).toBe(json);
	expect(({} as { a?: unknown; b?: unknown }).b).toBeUndefined();
});

test('rejects one text of 10 MB', () => {
	const long = 'x'.repeat(10_000_000);
	for (const value of [`{"a":"${long}"}`, { a: long }])
		expect(inputErrorOf(() => read(value)).message).toBe("'Field' is too large to be a message");
});

test.each<[unknown, object | undefined]>([
	[undefined, undefined],
	[null, undefined],
	[' \r\n', undefined],
	['{}', undefined],
	['{"a":1}', { a: 1 }],
	[{ a: 1 }, { a: 1 }],
])('reads the optional object %j as %j', (value, expected) => {
	expect(optionalJsonObject(value, 'Field')).toEqual(expected);
});

test.each<[unknown, string]>([
	['[]', "'Field' needs a JSON object, got an array"],
	['5', "'Field' needs a JSON object, got a number"],
	['x', "'Field' is not valid JSON"],
])('rejects %j in place of an object', (value, message) => {
	expect(inputErrorOf(() => jsonObject(value, 'Field')).message).toBe(message);
});
