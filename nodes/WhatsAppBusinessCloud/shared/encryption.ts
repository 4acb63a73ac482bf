import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'crypto';

const CIPHER = 'aes-256-gcm';

/** Bytes. NIST SP 800-38D: an IV of 96 bits, a tag of 128. */
const sizes = { key: 32, iv: 12, tag: 16 };

/**
 * Derives a key from a secret by HKDF-SHA-256 (RFC 5869).
 * @param purpose keys for different purposes have nothing in common
 */
export const deriveKey = (secret: string | Buffer, purpose: string): Buffer =>
	Buffer.from(hkdfSync('sha256', secret, '', purpose, sizes.key));

/**
 * Encrypts a value by AES-256-GCM.
 * @param value anything that JSON can hold
 * @param key of deriveKey()
 * @param associated what the value belongs to: it is decrypted with the same text only
 * @returns base64url
 */
export function encrypt(value: unknown, key: Buffer, associated = ''): string {
	const iv = randomBytes(sizes.iv);
	const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(associated, 'utf8'));
	const encrypted = [cipher.update(JSON.stringify(value), 'utf8'), cipher.final()];
	return Buffer.concat([iv, ...encrypted, cipher.getAuthTag()]).toString('base64url');
}

/** @returns what was encrypted; undefined when the text was changed, or encrypted with another key or for something else */
export function decrypt(text: unknown, key: Buffer, associated = ''): unknown {
	if (typeof text !== 'string') return undefined;
	const bytes = Buffer.from(text, 'base64url');
	if (bytes.length < sizes.iv + sizes.tag) return undefined;
	const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, sizes.iv), { authTagLength: sizes.tag });
	decipher.setAAD(Buffer.from(associated, 'utf8')).setAuthTag(bytes.subarray(-sizes.tag));
	try {
		const json = Buffer.concat([decipher.update(bytes.subarray(sizes.iv, -sizes.tag)), decipher.final()]);
		return JSON.parse(json.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
