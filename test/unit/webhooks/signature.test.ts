import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { MAX_BODY, readBody } from '../../../nodes/WhatsAppBusinessCloud/webhooks/rawBody';
import {
	checkSignature,
	deriveVerifyToken,
	readHandshake,
	readSignature,
	signatureOf,
} from '../../../nodes/WhatsAppBusinessCloud/webhooks/signature';

const secret = 'app-secret';
const body = Buffer.from('{"text":"\\u00e4\\/"}');
const right = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** The trigger's result for a header; most are rejected without the secret. */
function judge(content: Buffer, header: unknown, key: string): string | undefined {
	const read = readSignature(header);
	return 'untrusted' in read ? read.untrusted : checkSignature(content, read.signature, key);
}

describe('signature', () => {
	test('accepts a signature from Meta', () => {
		expect(judge(body, right, secret)).toBeUndefined();
		expect(judge(body, right.toUpperCase().replace('SHA', 'sha'), secret)).toBeUndefined();
		expect(signatureOf(body, secret)).toBe(right);
	});

	test.each<[string, unknown, string, string]>([
		['none', undefined, secret, 'missing'],
		['empty', '', secret, 'missing'],
		['twice', [right, right], secret, 'malformed'],
		['the old kind', `sha1=${'0'.repeat(40)}`, secret, 'malformed'],
		['cut off', right.slice(0, -1), secret, 'malformed'],
		['longer', `${right}0`, secret, 'malformed'],
		['of another secret', signatureOf(body, 'other'), secret, 'wrong'],
		['of another body', signatureOf(Buffer.from('{}'), secret), secret, 'wrong'],
		['with no secret to check it', `sha256=${createHmac('sha256', '').update(body).digest('hex')}`, '', 'noSecret'],
	])('rejects a signature: %s', (_, header, key, reason) => {
		expect(judge(body, header, key)).toBe(reason);
	});

	test('rejects any changed byte and any invented header', () => {
		fc.assert(
			fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), fc.string(), (at, change, header) => {
				const changed = Buffer.from(body);
				changed[at] ^= change;
				expect(judge(changed, right, secret)).toBe('wrong');
				expect(judge(body, header, secret)).not.toBeUndefined();
			}),
		);
	});
});

describe('verify token', () => {
	const url = 'https://n8n.example.com/webhook/5f1c/webhook';

	test('belongs to one trigger and one app', () => {
		const token = deriveVerifyToken(secret, url);
		expect(token).toMatch(/^[0-9a-f]{64}$/);
		expect(deriveVerifyToken(secret, 'https://n8n.example.com/webhook/5f1d/webhook')).not.toBe(token);
		expect(deriveVerifyToken('other', url)).not.toBe(token);
	});

	test('is the same for the test URL, another host, a proxy, and with a query', () => {
		const token = deriveVerifyToken(secret, url);
		for (const other of [
			'https://n8n.example.com/webhook-test/5f1c/webhook',
			'http://127.0.0.1:5678/n8n/webhook/5f1c/webhook/',
			`${url}?a=/b/c#d`,
		]) {
			expect(deriveVerifyToken(secret, other)).toBe(token);
		}
	});

	test('cannot be derived from an empty secret or a URL without a webhook ID', () => {
		expect(() => deriveVerifyToken('', url)).toThrow();
		expect(() => deriveVerifyToken(secret, 'https://n8n.example.com/webhook')).toThrow();
	});

	const verifyToken = '0a'.repeat(32);
	const wrongToken = { refused: 'its verify token is not the one of this trigger' };
	test.each<[string, Record<string, unknown>, object]>([
		['right', {}, { challenge: '1158201444', verifyToken }],
		['a token that no trigger has', { 'hub.verify_token': 'x' }, wrongToken],
		['a longer token', { 'hub.verify_token': `${verifyToken}0` }, wrongToken],
		['no token', { 'hub.verify_token': undefined }, wrongToken],
		['a list of tokens', { 'hub.verify_token': [verifyToken] }, wrongToken],
		['no challenge', { 'hub.challenge': undefined }, { refused: 'it has no challenge' }],
		['a huge challenge', { 'hub.challenge': 'x'.repeat(1001) }, { refused: 'it has no challenge' }],
		['another mode', { 'hub.mode': 'unsubscribe' }, { refused: 'it is no verification request (hub.mode)' }],
	])('reads a verification request: %s', (_, change, read) => {
		const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': verifyToken };
		expect(readHandshake({ ...query, ...change })).toEqual(read);
	});
});

describe('body', () => {
	const about = (rest: string): Buffer => Buffer.from(`{"object":"whatsapp_business_account"${rest}}`);

	test.each<[string, Buffer, object]>([
		['right', about(''), { payload: { object: 'whatsapp_business_account' } }],
		['no JSON', Buffer.from('{"a":'), { status: 400, refused: 'it is not JSON' }],
		['a list', Buffer.from('[]'), { status: 422, refused: 'it is not a JSON object' }],
		['null', Buffer.from('null'), { status: 422, refused: 'it is not a JSON object' }],
		[
			'about pages',
			Buffer.from('{"object":"page"}'),
			{ status: 422, refused: 'its object is not whatsapp_business_account' },
		],
		[
			'too large',
			Buffer.alloc(MAX_BODY + 1, 32),
			{ status: 413, refused: `it has ${MAX_BODY + 1} bytes; Meta sends 3 MB at most` },
		],
		[
			'too deep',
			about(`,"entry":${'['.repeat(100_000)}${']'.repeat(100_000)}`),
			{ status: 422, refused: 'it is nested deeper than 64 levels' },
		],
	])('reads the body: %s', (_, raw, result) => {
		expect(readBody(raw)).toEqual(result);
	});

	test("accepts a request of Meta's maximum size", () => {
		const raw = about(`,"entry":"${'x'.repeat(3 * 1024 * 1024)}"`);
		expect(readBody(raw)).toHaveProperty('payload');
	});
});
