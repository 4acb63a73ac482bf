import { redact } from '../../../../nodes/WhatsAppBusinessCloud/shared/redact';
import { TOKEN } from './readError';

describe('redact', () => {
	it.each([
		[
			`https://graph.facebook.com/v25.0/1?access_token=${TOKEN}&limit=2`,
			'https://graph.facebook.com/v25.0/1?access_token=[removed]&limit=2',
		],
		['access_token%3Dshort1%26x', 'access_token%3D[removed]'],
		['{"access_token":"short1","a":1', '{"access_token":"[removed]","a":1'],
		['{\\"client_secret\\":\\"short1\\"}', '{\\"client_secret\\":\\"[removed]\\"}'],
		[`Malformed access token ${TOKEN}.`, 'Malformed access token [removed].'],
		['appsecret_proof=0123456789abcdef&x=1', 'appsecret_proof=[removed]&x=1'],
		['Authorization: Bearer abc.def-123', 'Authorization: Bearer [removed]'],
		['ends in EAAJabc', 'ends in [removed]'],
		['app 123456789012345|Ab0_cdefghijklmnopqrs used', 'app [removed] used'],
		[
			'Invalid OAuth access token - Cannot parse access token',
			'Invalid OAuth access token - Cannot parse access token',
		],
		['Invalid OAuth access token.', 'Invalid OAuth access token.'],
		['Invalid OAuth 2.0 Access Token', 'Invalid OAuth 2.0 Access Token'],
		[
			'The Bearer token, or the OAuth access_token, is missing',
			'The Bearer token, or the OAuth access_token, is missing',
		],
		['A bearer.', 'A bearer.'],
		['OAuth failed: see the OAuth dialog.', 'OAuth failed: see the OAuth dialog.'],
		['Bearer abcdefgh1', 'Bearer [removed]'],
		['Bearer abc.defgh', 'Bearer [removed]'],
		['bearer AbCdEfGh', 'bearer [removed]'],
		['Bearer abcdefghijklmnopqrstuvwxyz', 'Bearer [removed]'],
		['OAuth%20token1', 'OAuth%20[removed]'],
		['Authorization: Bearer secret', 'Authorization: Bearer [removed]'],
		['"authorization":"Basic dXNlcjpwYXNz"', '"authorization":"Basic [removed]"'],
		['EAASE words stay', 'EAASE words stay'],
		['a\u0000b\u001bc\nd\te', 'a b\nd\te'],
	])('redacts secrets in %s', (text, expected) => {
		expect(redact(text)).toBe(expected);
	});

	it('limits the length of redacted text', () => {
		expect(redact('a'.repeat(50), 10)).toBe('aaaaaaaaa…');
	});
});
