import fc from 'fast-check';
import { parsePayload } from '../../../nodes/WhatsAppBusinessCloud/webhooks/rawBody';
import { quoteBigIntegers } from '../../../nodes/WhatsAppBusinessCloud/shared/preserveBigIntegers';
import { read } from '../trigger/payloads';

const parsed = (json: string): unknown => JSON.parse(quoteBigIntegers(json)) as unknown;

test.each<[string, unknown]>([
	['{"a":16895569081298321}', { a: '16895569081298321' }],
	[
		'{"a": -16895569081298321 , "b":[12345678901234567890,1]}',
		{ a: '-16895569081298321', b: ['12345678901234567890', 1] },
	],
	['[9007199254740991,9007199254740992,9007199254740993]', [9007199254740991, '9007199254740992', '9007199254740993']],
	['16895569081298321', 16895569081298320],
	[
		'{"a":"id: 16895569081298321, \\"16895569081298321 ","b":16895569081298321}',
		{ a: 'id: 16895569081298321, "16895569081298321 ', b: '16895569081298321' },
	],
	[
		'{"a":1234567890123456789.5,"b":12345678901234567890e3,"c":1e400,"d":12345678901234567}',
		{ a: 1234567890123456800, b: 1.2345678901234567e22, c: '1e400', d: '12345678901234567' },
	],
	['{"a":1e999,"b":[-1E+400, 1.5e308,0e999]}', { a: '1e999', b: ['-1E+400', 1.5e308, 0] }],
	['{"a":1e308,"b":"x: 1e999"}', { a: 1e308, b: 'x: 1e999' }],
	['{"a":1689556908129832,"b":0,"c":-1,"d":1.5}', { a: 1689556908129832, b: 0, c: -1, d: 1.5 }],
])('parses the JSON %s', (json, expected) => {
	expect(parsed(json)).toEqual(expected);
});

test("keeps the digits of numbers beyond JavaScript's range, and everything else unchanged", () => {
	const tree = fc.letrec<{ value: unknown }>((tie) => ({
		value: fc.oneof(
			{ depthSize: 'small' },
			fc.jsonValue({ maxDepth: 1 }),
			fc.bigInt(-(10n ** 25n), 10n ** 25n).map((value) => ({ big: value })),
			fc.string().map((text) => `${text}: 12345678901234567, `),
			fc.array(tie('value')),
			fc.dictionary(fc.string(), tie('value')),
		),
	})).value;
	const write = (value: unknown, asText: boolean): string => {
		if (Array.isArray(value)) return `[${value.map((one) => write(one, asText)).join(' , ')}]`;
		const { big } = (value ?? {}) as { big?: unknown };
		if (typeof big === 'bigint' || typeof value !== 'object' || value === null) {
			const json = typeof big === 'bigint' ? String(big) : JSON.stringify(value);
			return asText && /^-?\d+$/.test(json) && !Number.isSafeInteger(Number(json)) ? `"${json}"` : json;
		}
		return `{${Object.entries(value)
			.map(([key, one]) => `${JSON.stringify(key)}: ${write(one, asText)}`)
			.join(',')}}`;
	};
	fc.assert(
		fc.property(fc.array(tree), (value) => expect(parsed(write(value, false))).toEqual(JSON.parse(write(value, true)))),
		{ numRuns: 1000 },
	);
});

test('does not turn invalid JSON into valid JSON', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[[\]{}:,"0-9.eE\\ -]{16,80}$/)), (text) => {
			const isJson = (one: string): boolean => {
				try {
					JSON.parse(one);
					return true;
				} catch {
					return false;
				}
			};
			expect(isJson(quoteBigIntegers(text))).toBe(isJson(text));
		}),
		{ numRuns: 5000 },
	);
	expect(() => parsed('{"a":01234567890123456789}')).toThrow(SyntaxError);
	expect(() => parsed('{"a":12345678901234567890x}')).toThrow(SyntaxError);
});

test('does not change an ordinary payload, and handles one of 3 MB', () => {
	const ordinary = JSON.stringify({
		entry: [{ id: '102290129340398', time: 1749416383, text: 'a'.repeat(3_000_000) }],
	});
	expect(quoteBigIntegers(ordinary)).toBe(ordinary);
	const large = `{"a":[${'"\\u00e4\\"",12345678901234567,'.repeat(100_000)}1]}`;
	expect((parsed(large) as { a: unknown[] }).a).toHaveLength(200_001);
});

test("keeps a template ID beyond 2^53 in its own field and in Meta's payload", () => {
	const raw = Buffer.from(
		'{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","time":1739321024,"changes":[{"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":9234567890123456789,"message_template_name":"a"}}]}]}',
	);
	const body = parsePayload(raw);
	if (!('payload' in body)) throw new Error(body.reason);
	const [entry] = body.payload.entry as Array<{ changes: Array<Record<string, unknown>> }>;
	expect(read(entry.changes[0])[0].json).toMatchObject({
		templateId: '9234567890123456789',
		value: { message_template_id: '9234567890123456789' },
	});
});
