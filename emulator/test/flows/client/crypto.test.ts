import { execFileSync } from 'node:child_process';
import { randomBytes, webcrypto } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decryptResponse, encryptRequest, signature, tokenSignature } from '../../../src/flows/client/crypto';
import { Cdn } from '../../../src/flows/client/media';
import { keyPair, openRequest, encryptResponse, type KeyPair } from '../../../src/flows/client/webCrypto';

const REQUEST = { version: '3.0', action: 'data_exchange', screen: 'ÄÖ', data: { emoji: '🍞' }, flow_token: 't' };

let folder: string;
let pair: KeyPair;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'flow-crypto-'));
	pair = await keyPair();
	writeFileSync(join(folder, 'private.pem'), pair.privatePem);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs OpenSSL with binary input and output. */
const openssl = (args: string[], input: Buffer | string): Buffer =>
	execFileSync('openssl', args, { input, cwd: folder });

const flipped = (text: string, bit: number): string => {
	const bytes = Buffer.from(text, 'base64');
	bytes[Math.floor(bit / 8)] ^= 1 << (bit % 8);
	return bytes.toString('base64');
};

it('encrypts requests that the Web Crypto API can read, with a key that OpenSSL can read', async () => {
	const { body, key, iv } = encryptRequest(REQUEST, pair.publicPem);
	const opened = await openRequest(body, pair.privateKey);
	expect(opened.request).toEqual(REQUEST);
	expect({ key: opened.rawKey, iv: opened.iv }).toEqual({ key, iv });
	expect([key.length, iv.length, Buffer.from(body.encrypted_aes_key, 'base64').length]).toEqual([16, 16, 256]);
	const options = ['rsa_padding_mode:oaep', 'rsa_oaep_md:sha256', 'rsa_mgf1_md:sha256'].flatMap((option) => [
		'-pkeyopt',
		option,
	]);
	expect(
		openssl(
			['pkeyutl', '-decrypt', '-inkey', 'private.pem', ...options],
			Buffer.from(body.encrypted_aes_key, 'base64'),
		),
	).toEqual(key);
});

it('uses a new key and IV for each request', () => {
	const [first, second] = [encryptRequest(REQUEST, pair.publicPem), encryptRequest(REQUEST, pair.publicPem)];
	expect(first.key.equals(second.key)).toBe(false);
	expect(first.iv.equals(second.iv)).toBe(false);
});

it('decrypts responses encrypted by the Web Crypto API', async () => {
	const { body, ...encrypted } = encryptRequest(REQUEST, pair.publicPem);
	const response = { screen: 'X', data: { a: ['ü', 1, null] } };
	expect(decryptResponse(await encryptResponse(response, await openRequest(body, pair.privateKey)), encrypted)).toEqual(
		response,
	);
});

it("rejects a response with the request's own IV, another key, truncated, or with any bit changed", async () => {
	const { body, ...encrypted } = encryptRequest(REQUEST, pair.publicPem);
	const opened = await openRequest(body, pair.privateKey);
	const good = await encryptResponse({ a: 1 }, opened);
	const turned = Buffer.from(opened.iv.map((byte) => ~byte));
	const bad = [
		await encryptResponse({ a: 1 }, { ...opened, iv: turned }),
		await encryptResponse(
			{ a: 1 },
			{ ...opened, key: await webcrypto.subtle.importKey('raw', randomBytes(16), 'AES-GCM', true, ['encrypt']) },
		),
		good.slice(0, -4),
		Buffer.from(good, 'base64').subarray(0, 16).toString('base64'),
		'',
		`${good}\n`,
		`${good}*`,
		JSON.stringify({ a: 1 }),
		...Array.from({ length: Buffer.from(good, 'base64').length * 8 }, (_none, bit) => flipped(good, bit)),
	];
	for (const response of bad) expect(() => decryptResponse(response, encrypted)).toThrow();
	expect(decryptResponse(good, encrypted)).toEqual({ a: 1 });
});

it('computes the same signatures as OpenSSL', () => {
	const raw = '{"encrypted_flow_data":"a+/="}';
	const [hex] = openssl(['dgst', '-sha256', '-hmac', 'app-secret', '-r'], raw).toString('utf8').split(' ');
	expect(signature(raw, 'app-secret')).toBe(`sha256=${hex}`);
	const [head, claims, mac] = tokenSignature('T-1', 'app-secret').split('.');
	expect(Buffer.from(mac, 'base64url')).toEqual(
		openssl(['dgst', '-sha256', '-hmac', 'app-secret', '-binary'], `${head}.${claims}`),
	);
	expect(JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))).toEqual({
		flow_token: 'T-1',
		iat: expect.any(Number) as number,
	});
});

it.each([0, 1, 15, 16, 17, 100_000])('encrypts a picked file of %i bytes that OpenSSL can decrypt', (size) => {
	const cdn = new Cdn();
	const content = randomBytes(size);
	const reference = cdn.put({ fileName: 'a.bin', mimeType: 'application/octet-stream', content }, 'http://127.0.0.1:1');
	const { cdn_url, encryption_metadata, file_name } = reference as {
		cdn_url: string;
		file_name: string;
		encryption_metadata: Record<string, string>;
	};
	expect(file_name).toBe('a.bin');
	const file = cdn.get(new URL(cdn_url).pathname)!;
	const bytes = (name: string): Buffer => Buffer.from(encryption_metadata[name], 'base64');
	const [ciphertext, mac] = [file.subarray(0, -10), file.subarray(-10)];
	const sha256 = (input: Buffer): Buffer => openssl(['dgst', '-sha256', '-binary'], input);
	expect(sha256(file)).toEqual(bytes('encrypted_hash'));
	const macKey = `hexkey:${bytes('hmac_key').toString('hex')}`;
	expect(
		openssl(
			['dgst', '-sha256', '-mac', 'HMAC', '-macopt', macKey, '-binary'],
			Buffer.concat([bytes('iv'), ciphertext]),
		).subarray(0, 10),
	).toEqual(mac);
	const plain = openssl(
		['enc', '-d', '-aes-256-cbc', '-K', bytes('encryption_key').toString('hex'), '-iv', bytes('iv').toString('hex')],
		ciphertext,
	);
	expect(plain.equals(content)).toBe(true);
	expect(sha256(plain)).toEqual(bytes('plaintext_hash'));
});
