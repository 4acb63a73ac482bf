import fc from 'fast-check';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';
import { checkLink } from '../../../../nodes/WhatsAppBusinessCloud/messages/media';
import { inputErrorOf } from '../../inputErrorOf';

test.each<[string, string]>([
	['https://example.com', 'https://example.com'],
	['http://example.com/a.jpg?x=1#y', 'http://example.com/a.jpg?x=1#y'],
	['HTTPS://Example.com/A', 'HTTPS://Example.com/A'],
	[' https://example.com/a.jpg\n', 'https://example.com/a.jpg'],
	['https://example.com/my file.pdf', 'https://example.com/my%20file.pdf'],
	['https://bücher.example.com/ä', 'https://xn--bcher-kva.example.com/%C3%A4'],
	['https://8.8.8.8/a', 'https://8.8.8.8/a'],
	['https://172.32.0.1/a', 'https://172.32.0.1/a'],
	['https://[2606:4700::1111]/a', 'https://[2606:4700::1111]/a'],
	['https://example.com:8443/a', 'https://example.com:8443/a'],
])('accepts the public URL %s', (value, link) => {
	expect(checkLink(value, 'Link')).toBe(link);
	expect(checkLink(link, 'Link')).toBe(link);
});

test.each<[unknown, string]>([
	['', "'Link' is empty"],
	[null, "'Link' is empty: got null"],
	[['https://example.com'], "'Link' needs text, got an array"],
	['example.com/a.jpg', "'Link' is not a valid URL"],
	['https://', "'Link' is not a valid URL"],
	[12, "'Link' is not a valid URL"],
	['ftp://example.com/a', "'Link' must start with https:// or http://"],
	['file:///tmp/a', "'Link' must start with https:// or http://"],
	['javascript:alert(1)', "'Link' must start with https:// or http://"],
	['data:text/plain,a', "'Link' must start with https:// or http://"],
	['https://user:secret@example.com/a', "'Link' contains a user name or password"],
	['https://user@example.com/a', "'Link' contains a user name or password"],
	...[
		'http://localhost/a',
		'http://LOCALHOST:8080/a',
		'http://app.localhost/a',
		'http://minio/a',
		'http://nas.local/a',
		'http://nas.local./a',
		'http://db.internal/a',
		'http://127.0.0.1/a',
		'http://127.9.9.9/a',
		'http://2130706433/a',
		'http://0x7f.1/a',
		'http://0.0.0.0/a',
		'http://10.1.2.3/a',
		'http://100.64.0.1/a',
		'http://169.254.169.254/latest',
		'http://172.16.0.1/a',
		'http://172.31.255.255/a',
		'http://192.168.1.1/a',
		'http://[::1]/a',
		'http://[::]/a',
		'http://[fe80::1]/a',
		'http://[fd00::1]/a',
		'http://[::ffff:10.0.0.1]/a',
		'http://[64:ff9b::10.0.0.1]/a',
		'http://[2002:a00:1::]/a',
		'http://192.0.0.192/a',
		'http://198.18.0.1/a',
		'http://224.0.0.1/a',
		'http://wiki.corp/a',
		'http://metadata.goog/a',
	].map((link): [string, string] => [link, "'Link' leads to a host that Meta's servers cannot reach"]),
])('rejects as public URL %p', (value, message) => {
	const found = inputErrorOf(() => checkLink(value, 'Link'));
	expect(found.message).toBe(message);
	expect(`${found.message} ${found.advice}`).not.toContain('secret');
});

test.each([
	['http://127.0.0.1:5690/samples/clip.mp4', true],
	['http://localhost/a', true],
	['http://[::1]/a', true],
	['http://192.168.1.1/a', false],
	['http://nas.local/a', false],
])('with loopback allowed, accepts %s: %p', (link, isAccepted) => {
	const read = (): string => checkLink(link, 'Link', { allowLoopback: true });
	if (isAccepted) expect(read()).toBe(link);
	else expect(inputErrorOf(read).message).toBe("'Link' leads to a host that Meta's servers cannot reach");
});

test('returns a URL or an InputError for any input', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.webUrl(),
				fc.anything(),
				fc.string16bits().map((s) => `https://${s}`),
			),
			(value) => {
				try {
					const link = checkLink(value, 'Link');
					expect(link).toMatch(/^https?:/i);
					expect(checkLink(link, 'Link')).toBe(link);
				} catch (thrown) {
					if (!(thrown instanceof InputError)) throw thrown;
				}
			},
		),
	);
});
