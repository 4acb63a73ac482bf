import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { checkSignature, readSignature, signatureOf } from '../../../nodes/WhatsAppBusinessCloud/webhooks/signature';

const secret = 'app-secret';
const body = Buffer.from('{"text":"\\u00e4\\/"}');
const right = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

/** Why a header is not trusted; most are rejected without the secret. */
function untrusted(content: Buffer, header: unknown, key: string): string | undefined {
	const read = readSignature(header);
	return 'untrusted' in read ? read.untrusted : checkSignature(content, read.signature, key);
}

describe('signature', () => {
	test('accepts a signature from Meta', () => {
		expect(untrusted(body, right, secret)).toBeUndefined();
		expect(untrusted(body, right.toUpperCase().replace('SHA', 'sha'), secret)).toBeUndefined();
		expect(signatureOf(body, secret)).toBe(right);
	});

	test.each<[string, unknown, string, string]>([
		['missing', undefined, secret, 'missing'],
		['empty', '', secret, 'missing'],
		['present twice', [right, right], secret, 'malformed'],
		['of the legacy SHA-1 kind', `sha1=${'0'.repeat(40)}`, secret, 'malformed'],
		['truncated', right.slice(0, -1), secret, 'malformed'],
		['too long', `${right}0`, secret, 'malformed'],
		['made with another secret', signatureOf(body, 'other'), secret, 'wrong'],
		['made for another body', signatureOf(Buffer.from('{}'), secret), secret, 'wrong'],
		['checked without a secret', `sha256=${createHmac('sha256', '').update(body).digest('hex')}`, '', 'noSecret'],
	])('rejects a signature header that is %s', (_, header, key, reason) => {
		expect(untrusted(body, header, key)).toBe(reason);
	});

	test('rejects any changed byte and any invented header', () => {
		fc.assert(
			fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), fc.string(), (at, change, header) => {
				const changed = Buffer.from(body);
				changed[at] ^= change;
				expect(untrusted(changed, right, secret)).toBe('wrong');
				expect(untrusted(body, header, secret)).not.toBeUndefined();
			}),
		);
	});
});
