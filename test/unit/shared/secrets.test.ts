import {
	rememberCredential,
	rememberSecrets,
	removeSecrets,
} from '../../../nodes/WhatsAppBusinessCloud/shared/secrets';

const clean = (text: string): string => removeSecrets(text, '[removed]');

const KEY_LINE = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKB';
const OTHER_LINE = 'wko6HHDMXyNEfWFmZDFYlJ3s+/yVYAcxiWmR6FbbEnZ6aZbHlvXqTBQ2fJcVhZQ=';
const PEM = `-----BEGIN PRIVATE KEY-----\n${KEY_LINE}\n${OTHER_LINE}\n-----END PRIVATE KEY-----`;

beforeAll(() => {
	rememberCredential({
		accessToken: ' proxy/token+1=ü ',
		appSecret: 'c0ffee00c0ffee00',
		clientSecret: 'say "please"\\1',
		passphrase: 'horsebattery',
		privateKey: PEM,
		oauthTokenData: { access_token: '42|granted-token' },
	});
	rememberSecrets('test', '', undefined, 12345678, 'verify~token 1');
});

test.each([
	['a proxy/token+1=ü b', 'a [removed] b'],
	['{"t":"proxy/token+1=ü"}', '{"t":"[removed]"}'],
	['{"t":"proxy\\/token+1=\\u00fc"}', '{"t":"[removed]"}'],
	['?t=proxy%2Ftoken%2B1%3D%C3%BC&x', '?t=[removed]&x'],
	['?t=proxy%2ftoken%2b1%3d%c3%bc&x', '?t=[removed]&x'],
	['glued:xproxy/token+1=üx', 'glued:x[removed]x'],
	['c0ffee00c0ffee00, C0FFEE00C0FFEE00', '[removed], C0FFEE00C0FFEE00'],
	['say "please"\\1', '[removed]'],
	[JSON.stringify({ s: 'say "please"\\1' }), '{"s":"[removed]"}'],
	['say%20%22please%22%5C1 say+%22please%22%5C1', '[removed] [removed]'],
	['42|granted-token 42%7Cgranted-token', '[removed] [removed]'],
	['verify~token 1 verify~token+1 verify~token%201', '[removed] [removed] [removed]'],
	['horsebattery, horsebatterystaple, "horsebattery"', '[removed], horsebatterystaple, "[removed]"'],
])('%s', (text, expected) => {
	expect(clean(text)).toBe(expected);
});

test.each([
	PEM,
	PEM.replace(/\n/g, '\r\n'),
	PEM.replace(/\n/g, ' '),
	JSON.stringify(PEM),
	encodeURIComponent(PEM),
	`x ${KEY_LINE}`,
])('a private key, whatever its line breaks: %j', (text) => {
	const result = clean(text);
	expect(result).toContain('[removed]');
	for (const line of [KEY_LINE, OTHER_LINE, encodeURIComponent(OTHER_LINE)]) expect(result).not.toContain(line);
});

test('a short secret does not shred ordinary text', () => {
	const text = 'This is a test of the latest contest 12345678';
	expect(clean(text)).toBe(text);
});

test('at most 200 secrets are remembered, the latest used', () => {
	for (let index = 0; index < 250; index++) {
		rememberSecrets(`secret-number-${index}-`);
		rememberSecrets('c0ffee00c0ffee00');
	}
	expect(clean('secret-number-0- secret-number-249- c0ffee00c0ffee00')).toBe('secret-number-0- [removed] [removed]');
});
