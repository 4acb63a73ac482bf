import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, type KeyObject } from 'crypto';
import { attempt } from './attempt';

const PURPOSE = 'n8n-nodes-whatsapp-business-cloud sealed';
const CIPHER = 'aes-256-gcm';

/** Bytes. */
const sizes = { key: 32, iv: 12, tag: 16 };

const keyOf = (privateKey: KeyObject): Buffer =>
	Buffer.from(hkdfSync('sha256', privateKey.export({ type: 'pkcs8', format: 'der' }), '', PURPOSE, sizes.key));

/**
 * Makes something secret fit to travel in an item: only who has the private key of the credential can open it.
 * @param value anything that JSON can hold
 * @returns base64
 */
export function seal(value: unknown, privateKey: KeyObject): string {
	const iv = randomBytes(sizes.iv);
	const cipher = createCipheriv(CIPHER, keyOf(privateKey), iv);
	return Buffer.concat([
		iv,
		cipher.update(JSON.stringify(value), 'utf8'),
		cipher.final(),
		cipher.getAuthTag(),
	]).toString('base64');
}

/** @returns what was sealed; undefined when the text was changed, or sealed with another key */
export function unseal(text: unknown, privateKey: KeyObject): unknown {
	if (typeof text !== 'string') return undefined;
	const bytes = Buffer.from(text, 'base64');
	if (bytes.length < sizes.iv + sizes.tag) return undefined;
	return attempt((): unknown => {
		const cipher = createDecipheriv(CIPHER, keyOf(privateKey), bytes.subarray(0, sizes.iv), {
			authTagLength: sizes.tag,
		});
		cipher.setAuthTag(bytes.subarray(-sizes.tag));
		const json = Buffer.concat([cipher.update(bytes.subarray(sizes.iv, -sizes.tag)), cipher.final()]);
		return JSON.parse(json.toString('utf8'));
	})?.result;
}
