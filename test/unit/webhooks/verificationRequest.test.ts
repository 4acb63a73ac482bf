import {
	checkVerifyToken,
	deriveVerifyToken,
	parseVerificationRequest,
} from '../../../nodes/WhatsAppBusinessCloud/webhooks/verificationRequest';

const secret = 'app-secret';

describe('verify token', () => {
	const url = 'https://n8n.example.com/webhook/5f1c/webhook';

	test('creates one token for each trigger and app', () => {
		const token = deriveVerifyToken(secret, url);
		expect(token).toMatch(/^[0-9a-f]{64}$/);
		expect(deriveVerifyToken(secret, 'https://n8n.example.com/webhook/5f1d/webhook')).not.toBe(token);
		expect(deriveVerifyToken('other', url)).not.toBe(token);
	});

	test('creates the same token for the test URL, another host, a proxy, and with a query', () => {
		const token = deriveVerifyToken(secret, url);
		for (const other of [
			'https://n8n.example.com/webhook-test/5f1c/webhook',
			'http://127.0.0.1:5678/n8n/webhook/5f1c/webhook/',
			`${url}?a=/b/c#d`,
		]) {
			expect(deriveVerifyToken(secret, other)).toBe(token);
		}
	});

	test('creates no token from an empty secret or a URL without a webhook ID', () => {
		expect(() => deriveVerifyToken('', url)).toThrow();
		expect(() => deriveVerifyToken(secret, 'https://n8n.example.com/webhook')).toThrow();
	});

	const verifyToken = '0a'.repeat(32);
	const wrongToken = { status: 403, reason: 'its verify token is not the one of this trigger' };
	test.each<[string, Record<string, unknown>, object]>([
		['the correct token', {}, { challenge: '1158201444', verifyToken }],
		['a token of no trigger', { 'hub.verify_token': 'x' }, wrongToken],
		['a longer token', { 'hub.verify_token': `${verifyToken}0` }, wrongToken],
		['a missing token', { 'hub.verify_token': undefined }, wrongToken],
		['a list of tokens', { 'hub.verify_token': [verifyToken] }, wrongToken],
		['a missing challenge', { 'hub.challenge': undefined }, { status: 403, reason: 'it has no challenge' }],
		['a very long challenge', { 'hub.challenge': 'x'.repeat(1001) }, { status: 403, reason: 'it has no challenge' }],
		[
			'another mode',
			{ 'hub.mode': 'unsubscribe' },
			{ status: 403, reason: 'it is no verification request (hub.mode)' },
		],
	])('checks a verification request with %s', (_, change, read) => {
		const query = { 'hub.mode': 'subscribe', 'hub.challenge': '1158201444', 'hub.verify_token': verifyToken };
		expect(parseVerificationRequest({ ...query, ...change })).toEqual(read);
	});

	test('checks the token against app secret and URL of the trigger', () => {
		const token = deriveVerifyToken(secret, url);
		expect(checkVerifyToken(token, secret, url)).toBeUndefined();
		expect(checkVerifyToken(token, 'other', url)).toEqual(wrongToken);
		expect(checkVerifyToken(token, secret, undefined)).toEqual(wrongToken);
		expect(checkVerifyToken(token, '', url)).toEqual({
			status: 403,
			reason: "'App Secret' in the credential is empty, so no signature can be checked",
		});
	});
});
