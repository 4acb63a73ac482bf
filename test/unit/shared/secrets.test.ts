import { generateKeyPairSync } from 'node:crypto';
import {
	rememberCredential,
	rememberSecrets,
	removeSecrets,
} from '../../../nodes/WhatsAppBusinessCloud/shared/secrets';

const clean = (text: string): string => removeSecrets(text, '[removed]');

const linesOf = (pem: string): string[] => pem.split('\n').filter((line) => line.length >= 16 && !line.startsWith('-'));

function keyPair(bits: number) {
	const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
	const format = 'pem';
	const cipher = { cipher: 'aes-256-cbc', passphrase: 'x' };
	return {
		publicPem: publicKey.export({ type: 'spki', format }).toString(),
		privatePems: [
			privateKey.export({ type: 'pkcs8', format }).toString(),
			privateKey.export({ type: 'pkcs1', format }).toString(),
			privateKey.export({ type: 'pkcs8', format, ...cipher }).toString(),
		],
	};
}

const {
	publicPem,
	privatePems: [PEM],
} = keyPair(2048);

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
])('removes secrets from %s', (text, expected) => {
	expect(clean(text)).toBe(expected);
});

test.each([
	['unchanged', PEM],
	['with CRLF', PEM.replace(/\n/g, '\r\n')],
	['with spaces', PEM.replace(/\n/g, ' ')],
	['in JSON', JSON.stringify(PEM)],
	['in a URL', encodeURIComponent(PEM)],
	['of a single line', `x ${linesOf(PEM)[4]} y`],
])('removes a private key %s', (_name, text) => {
	const result = clean(text);
	expect(result).toContain('[removed]');
	for (const line of linesOf(PEM)) {
		expect(result).not.toContain(line);
		expect(result).not.toContain(encodeURIComponent(line));
	}
});

test.each([2048, 4096])('keeps the public half of a key of %i bits', (bits) => {
	const keys = keyPair(bits);
	// A public key pasted into the private key field is not a secret.
	rememberSecrets(...keys.privatePems, keys.publicPem);
	expect(clean(keys.publicPem)).toBe(keys.publicPem);
	for (const pem of keys.privatePems) {
		const result = clean(pem);
		for (const line of linesOf(pem)) expect(result).not.toContain(line);
	}
});

test("keeps the public half of the credential's key", () => {
	expect(clean(publicPem)).toBe(publicPem);
});

test('does not remove a short secret from ordinary text', () => {
	const text = 'This is a test of the latest contest 12345678';
	expect(clean(text)).toBe(text);
});

test('remembers the 200 most recently used secrets', () => {
	for (let index = 0; index < 250; index++) {
		rememberSecrets(`secret-number-${index}-`);
		rememberSecrets('c0ffee00c0ffee00');
	}
	expect(clean('secret-number-0- secret-number-249- c0ffee00c0ffee00')).toBe('secret-number-0- [removed] [removed]');
});
