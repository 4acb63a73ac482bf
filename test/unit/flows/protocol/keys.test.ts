import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import vectors from '../../../fixtures/flowVectors.json';
import {
	generateKeyPair,
	publicKeyOf,
	readPrivateKey,
} from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/keys';
import { readPublicKey } from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/publicKey';
import { InputError } from '../../../../nodes/WhatsAppBusinessCloud/shared/inputError';

const { passphrase, publicKey, pkcs8, pkcs8Encrypted, pkcs1, pkcs1Encrypted } = vectors.keys;

/**
 * Two keys in openssl's legacy encryption format. The base64 of one begins with a hexadecimal digit, the other does
 * not.
 */
function pkcs1EncryptedWith(cipher: string): string[] {
	const found: string[] = [];
	for (const isDigit of [true, false]) {
		let pem = '';
		do pem = createPrivateKey(pkcs8).export({ type: 'pkcs1', format: 'pem', cipher, passphrase }) as string;
		while (/^[0-9A-Fa-f]$/.test(pem.split('\n\n')[1][0]) !== isDigit);
		found.push(pem);
	}
	return found;
}

/** What can happen to a PEM before it reaches a field. */
const damages: Array<[string, (pem: string) => string]> = [
	['unchanged', (pem) => pem],
	['without line breaks', (pem) => pem.replace(/\n/g, '')],
	['with spaces for line breaks', (pem) => pem.replace(/\n/g, ' ')],
	['with CRLF', (pem) => pem.replace(/\n/g, '\r\n')],
	['with \\n for line breaks', (pem) => pem.replace(/\n/g, '\\n')],
	['with \\\\n for line breaks', (pem) => pem.replace(/\n/g, '\\\\n')],
	['with \\r\\n for line breaks', (pem) => pem.replace(/\n/g, '\\r\\n')],
	['with blank lines and indentation', (pem) => pem.replace(/\n/g, '\n\n\t ')],
	[
		'with zero-width spaces',
		(pem) => pem.replace(/\n/g, '\n\u200b').replace('-----\n\u200bProc', '-----\nProc').replace('\u200bDEK', 'DEK'),
	],
	['with text around it', (pem) => `  some words\n"${pem}"\n\n`],
];

describe.each(damages)('key %s', (_damage, damaged) => {
	test.each([
		['PKCS#8', pkcs8],
		['PKCS#1', pkcs1],
		['PKCS#8 with passphrase', pkcs8Encrypted],
		['PKCS#1 with passphrase', pkcs1Encrypted],
	])('reads the private key: %s', (_kind, pem) => {
		expect(publicKeyOf(readPrivateKey(damaged(pem), passphrase))).toBe(publicKey);
	});

	test.each(['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'des-ede3-cbc'])(
		'reads the private key: PKCS#1 encrypted with %s',
		(cipher) => {
			for (const pem of pkcs1EncryptedWith(cipher))
				expect(publicKeyOf(readPrivateKey(damaged(pem), passphrase))).toBe(publicKey);
		},
	);

	test.each([
		['SPKI', publicKey],
		['PKCS#1', createPublicKey(publicKey).export({ type: 'pkcs1', format: 'pem' }) as string],
	])('reads the public key: %s', (_kind, pem) => {
		expect(readPublicKey(damaged(pem), 'Public Key')).toBe(publicKey);
	});
});

describe('generated keys', () => {
	test('generates a working key pair of the type that WhatsApp accepts', async () => {
		const pair = await generateKeyPair();
		expect(pair.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
		expect(pair.publicKey).toMatch(/^-----BEGIN PUBLIC KEY-----\n/);
		expect(publicKeyOf(readPrivateKey(pair.privateKey))).toBe(pair.publicKey);
		expect(createPrivateKey(pair.privateKey).asymmetricKeyDetails?.modulusLength).toBe(2048);
	});

	test('generates a private key with a passphrase', async () => {
		const pair = await generateKeyPair('geheim');
		expect(pair.privateKey).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
		expect(publicKeyOf(readPrivateKey(pair.privateKey, 'geheim'))).toBe(pair.publicKey);
	});
});

const lines = pkcs8.split('\n');
const ec = generateKeyPairSync('ec', {
	namedCurve: 'P-256',
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).privateKey;
const small = generateKeyPairSync('rsa', {
	modulusLength: 1024,
	publicKeyEncoding: { type: 'spki', format: 'pem' },
	privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}).privateKey;

test.each<[string, unknown, unknown, string, RegExp]>([
	['an empty value', '', '', 'Private Key', /^'Private Key' is empty$/],
	['a value that is not text', { a: 1 }, '', 'Private Key', /^'Private Key' is empty$/],
	['text that is not PEM', 'MIIEvQ', '', 'Private Key', /is not a key in PEM format/],
	['a public key', publicKey, '', 'Private Key', /contains a public key$/],
	[
		'a certificate',
		'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
		'',
		'Private Key',
		/contains a certificate$/,
	],
	[
		'another PEM type',
		'-----BEGIN MESSAGE-----\nAAAA\n-----END MESSAGE-----',
		'',
		'Private Key',
		/is not a private key$/,
	],
	[
		'a key truncated at its end',
		lines.slice(0, -3).join('\n'),
		'',
		'Private Key',
		/is cut off: its END line is missing$/,
	],
	['a key with a missing line', [...lines.slice(0, 5), ...lines.slice(6)].join('\n'), '', 'Private Key', /is damaged/],
	[
		'a key with a character that is not base64',
		pkcs8.replace(lines[3], `*${lines[3].slice(1)}`),
		'',
		'Private Key',
		/is damaged/,
	],
	[
		'an encrypted key with a missing line',
		pkcs8Encrypted.replace(`${pkcs8Encrypted.split('\n')[4]}\n`, ''),
		passphrase,
		'Private Key',
		/is damaged/,
	],
	[
		'an encrypted key without a passphrase',
		pkcs8Encrypted,
		'',
		'Passphrase',
		/is empty, but the private key is protected by one$/,
	],
	[
		'a key encrypted in the legacy format without a passphrase',
		pkcs1Encrypted,
		undefined,
		'Passphrase',
		/is empty, but/,
	],
	['a wrong passphrase', pkcs8Encrypted, 'incorrect', 'Passphrase', /does not open the private key$/],
	[
		'a wrong passphrase for the legacy format',
		pkcs1Encrypted,
		'incorrect',
		'Passphrase',
		/does not open the private key$/,
	],
	['another kind of key', ec, '', 'Private Key', /is not an RSA key$/],
	['a key that is too small', small, '', 'Private Key', /has 1024 bits, WhatsApp requires 2048$/],
])('rejects as private key: %s', (_, pem, secret, field, message) => {
	for (let time = 0; time < 2; time++) {
		try {
			readPrivateKey(pem, secret);
			throw new Error('It was read');
		} catch (error) {
			expect(error).toBeInstanceOf(InputError);
			const { message: text, advice = '', field: named } = error as InputError;
			expect(text).toMatch(message);
			expect(named).toBe(field);
			expect(advice).not.toBe('');
			for (const part of [lines[1], 'incorrect', passphrase]) expect(text + advice).not.toContain(part);
		}
	}
});
