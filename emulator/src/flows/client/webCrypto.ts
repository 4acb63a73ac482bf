import { webcrypto } from 'node:crypto';

/**
 * The endpoint's side of the encryption with the Web Crypto API, as an independent check of the client (Meta docs:
 * Flows > Endpoint > Request decryption and encryption).
 */
const { subtle } = webcrypto;
type CryptoKey = webcrypto.CryptoKey;

const pem = (label: string, der: ArrayBuffer): string =>
	`-----BEGIN ${label}-----\n${Buffer.from(der)
		.toString('base64')
		.match(/.{1,64}/g)!
		.join('\n')}\n-----END ${label}-----\n`;

export interface KeyPair {
	privateKey: CryptoKey;
	/** PEM, PKCS #8. */
	privatePem: string;
	/** PEM, SPKI. */
	publicPem: string;
}

/** A new key pair for an endpoint. */
export async function keyPair(): Promise<KeyPair> {
	const pair = await subtle.generateKey(
		{ name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
		true,
		['encrypt', 'decrypt'],
	);
	return {
		privateKey: pair.privateKey,
		privatePem: pem('PRIVATE KEY', await subtle.exportKey('pkcs8', pair.privateKey)),
		publicPem: pem('PUBLIC KEY', await subtle.exportKey('spki', pair.publicKey)),
	};
}

/** A decrypted request. */
export interface Opened {
	request: Record<string, unknown>;
	key: CryptoKey;
	iv: Buffer;
	/** The 16 bytes of the AES key. */
	rawKey: Buffer;
}

/** Decrypts a request. Rejects when it is for another key, or was modified. */
export async function openRequest(
	body: { encrypted_flow_data: string; encrypted_aes_key: string; initial_vector: string },
	privateKey: CryptoKey,
): Promise<Opened> {
	const rawKey = Buffer.from(
		await subtle.decrypt({ name: 'RSA-OAEP' }, privateKey, Buffer.from(body.encrypted_aes_key, 'base64')),
	);
	const key = await subtle.importKey('raw', rawKey, 'AES-GCM', true, ['encrypt', 'decrypt']);
	const iv = Buffer.from(body.initial_vector, 'base64');
	const plain = await subtle.decrypt(
		{ name: 'AES-GCM', iv, tagLength: 128 },
		key,
		Buffer.from(body.encrypted_flow_data, 'base64'),
	);
	return { request: JSON.parse(Buffer.from(plain).toString('utf8')) as Record<string, unknown>, key, iv, rawKey };
}

/** Encrypts a response as an endpoint does. */
export async function encryptResponse(response: unknown, { key, iv }: Pick<Opened, 'key' | 'iv'>): Promise<string> {
	const flipped = Buffer.from(iv.map((byte) => byte ^ 0xff));
	return Buffer.from(
		await subtle.encrypt({ name: 'AES-GCM', iv: flipped, tagLength: 128 }, key, Buffer.from(JSON.stringify(response))),
	).toString('base64');
}
