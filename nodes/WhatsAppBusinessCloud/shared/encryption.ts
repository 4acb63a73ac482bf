import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'crypto';

const CIPHER = 'aes-256-gcm';

/** Bytes. NIST SP 800-38D: an IV of 96 bits, a tag of 128. */
const sizes = { key: 32, iv: 12, tag: 16 };

/**
 * Derives a key from a secret with HKDF-SHA-256 (RFC 5869).
 * @param purpose info of HKDF: different purposes give independent keys
 */
export const deriveKey = (secret: string | Buffer, purpose: string): Buffer =>
	Buffer.from(hkdfSync('sha256', secret, '', purpose, sizes.key));

/**
 * Encrypts a value with AES-256-GCM.
 * @param value any JSON value
 * @param key from deriveKey()
 * @param associatedData text that the value is bound to: decryption requires the same text
 * @returns base64url
 */
export function encrypt(value: unknown, key: Buffer, associatedData = ''): string {
	const iv = randomBytes(sizes.iv);
	const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(associatedData, 'utf8'));
	const encrypted = [cipher.update(JSON.stringify(value), 'utf8'), cipher.final()];
	return Buffer.concat([iv, ...encrypted, cipher.getAuthTag()]).toString('base64url');
}

/**
 * @returns the decrypted value; undefined when the text was modified, or encrypted with another key or associated text
 */
export function decrypt(text: unknown, key: Buffer, associatedData = ''): unknown {
	if (typeof text !== 'string') return undefined;
	const bytes = Buffer.from(text, 'base64url');
	if (bytes.length < sizes.iv + sizes.tag) return undefined;
	const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, sizes.iv), { authTagLength: sizes.tag });
	decipher.setAAD(Buffer.from(associatedData, 'utf8')).setAuthTag(bytes.subarray(-sizes.tag));
	try {
		const json = Buffer.concat([decipher.update(bytes.subarray(sizes.iv, -sizes.tag)), decipher.final()]);
		return JSON.parse(json.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
}
