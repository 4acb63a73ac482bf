import {
	accountCredential,
	appCredential,
	credentialText,
	flowsCredential,
	parseCredential,
} from '../../../nodes/WhatsAppBusinessCloud/shared/credentials';
import { inputErrorOf } from '../inputErrorOf';

const schemas = { accountCredential, flowsCredential, appCredential };
const fields = Object.entries(schemas).flatMap(([name, schema]) =>
	Object.keys(schema.shape)
		.filter((key) => key !== 'oauthTokenData')
		.map((key) => [name as keyof typeof schemas, key] as const),
);
const read = (name: keyof typeof schemas, key: string, value: unknown): unknown => {
	const found: Record<string, unknown> = parseCredential(schemas[name], { [key]: value as string });
	return found[key];
};
const text = (value: unknown): string => credentialText(value as string);

test('names the fields of all credentials', () => {
	expect(fields.map(([, key]) => key)).toEqual([
		...['apiVersion', 'baseUrl', 'accessToken', 'businessAccountId', 'appId', 'appSecret'],
		...['apiVersion', 'baseUrl', 'accessToken', 'businessAccountId', 'appSecret', 'privateKey', 'passphrase'],
		...['apiVersion', 'baseUrl', 'clientId', 'clientSecret'],
	]);
});

describe.each(fields)('of %s, %s', (name, key) => {
	test.each<[string, unknown, string]>([
		['text', 'abc', 'abc'],
		['white space around it', ' \r\nabc\r\n\t', 'abc'],
		['a line break within', 'a\r\nb', 'a\r\nb'],
		['a number', 102290129340398, '102290129340398'],
		['nothing', undefined, ''],
		['null', null, ''],
		['a lone surrogate', 'a\ud83d', 'a\ud83d'],
	])('is read as text from %s', (_, value, expected) => expect(text(read(name, key, value))).toBe(expected));

	test.each<[unknown, string]>([
		[{ a: 1 }, 'an object'],
		[['abc'], 'an array'],
		[JSON.parse('{"__proto__":{"a":1}}'), 'an object'],
	])('is rejected as %j', (value, got) => {
		const { message, advice, field } = inputErrorOf(() => read(name, key, value));
		expect([message, advice]).toEqual([`'${field}' needs text, got ${got}`, 'Check the expression in the credential']);
		expect(field).toMatch(/^[A-Z]/);
	});
});

test('ignores other keys, and those of prototypes', () => {
	const data = JSON.parse('{"baseUrl":"a","__proto__":{"appSecret":"b"},"constructor":1,"testHook":""}');
	expect(parseCredential(accountCredential, data)).toEqual({ baseUrl: 'a' });
});

test('reads the token that n8n requested', () => {
	const data = { clientId: 1, oauthTokenData: { access_token: 'EAAJB', token_type: 'bearer' } };
	expect(parseCredential(appCredential, data)).toEqual({ clientId: 1, oauthTokenData: { access_token: 'EAAJB' } });
});
