import { createDecipheriv, createHash, createHmac, timingSafeEqual, type Decipher } from 'crypto';
import { z } from 'zod';
import { attempt } from './tryOrUndefined';
import { decodeBase64 } from './base64';
import type { FileKeys } from './mediaEntries';

/** Bytes (WhatsApp docs: Flow JSON > Media upload components > Decrypting media). */
const sizes = { tag: 10, iv: 16, key: 32, hash: 32 };

/** Why a file is not available. The message is for the user, and contains no key. */
export class CorruptFlowFileError extends Error {}

/** Bytes in base64. @param size expected number of bytes; undefined: any but none */
const base64 = (size?: number) =>
	z.string().transform((text, context): Buffer => {
		const bytes = decodeBase64(text) ?? Buffer.alloc(0);
		if (bytes.length === 0 || (size !== undefined && bytes.length !== size))
			context.addIssue({ code: 'custom', message: 'not base64 of the expected size' });
		return bytes;
	});

const keysSchema = z.object({
	encrypted_hash: base64(sizes.hash),
	iv: base64(sizes.iv),
	encryption_key: base64(sizes.key),
	hmac_key: base64(),
	plaintext_hash: base64(sizes.hash),
});

function readKeys(keys: FileKeys): z.infer<typeof keysSchema> {
	const parsed = keysSchema.safeParse(keys);
	if (parsed.success) return parsed.data;
	const [{ path }] = parsed.error.issues;
	throw new CorruptFlowFileError(
		`WhatsApp did not say how to decrypt the file: ${path.join('.')} is not as it should be`,
	);
}

const same = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

function lastBlock(cipher: Decipher): Buffer {
	const block = attempt(() => cipher.final());
	if (block === undefined)
		throw new CorruptFlowFileError('The file cannot be decrypted with the key that WhatsApp gave');
	return block.result;
}

/**
 * Decrypts a file of a Flow as a stream (WhatsApp docs: Flow JSON > Media upload components > Decrypting media):
 * AES-256-CBC, followed by the first 10 bytes of HMAC-SHA256 over IV and ciphertext. The bytes can be trusted only
 * after the generator has finished: it throws at the end when a hash does not match.
 * @param encrypted the file as stored at its cdn_url
 * @param maxSize bytes of the encrypted file
 * @throws CorruptFlowFileError when it is too large, too short, or not the file that WhatsApp described
 */
export async function* decryptFlowFile(
	encrypted: AsyncIterable<Buffer>,
	keys: FileKeys,
	maxSize: number,
): AsyncGenerator<Buffer> {
	const { encrypted_hash, iv, encryption_key, hmac_key, plaintext_hash } = readKeys(keys);
	const cipher = createDecipheriv('aes-256-cbc', encryption_key, iv);
	const hash = createHash('sha256');
	const mac = createHmac('sha256', hmac_key).update(iv);
	const plainHash = createHash('sha256');
	let size = 0;
	/** The last bytes received so far, which may be the tag. */
	let held: Buffer = Buffer.alloc(0);
	for await (const chunk of encrypted) {
		size += chunk.length;
		if (size > maxSize)
			throw new CorruptFlowFileError(
				`The file has more than the ${(maxSize / 1024 / 1024).toFixed(1)} MB that 'Max File Size (MB)' allows`,
			);
		hash.update(chunk);
		const all = Buffer.concat([held, chunk]);
		const ready = Math.max(all.length - sizes.tag, 0);
		held = Buffer.from(all.subarray(ready));
		const part = all.subarray(0, ready);
		mac.update(part);
		const plain = cipher.update(part);
		plainHash.update(plain);
		if (plain.length > 0) yield plain;
	}
	if (!same(hash.digest(), encrypted_hash))
		throw new CorruptFlowFileError(
			'The file did not arrive as it was sent: the hash of the encrypted file does not fit',
		);
	if (held.length !== sizes.tag || !same(mac.digest().subarray(0, sizes.tag), held))
		throw new CorruptFlowFileError('The file was changed: its HMAC does not fit');
	const end = lastBlock(cipher);
	plainHash.update(end);
	if (!same(plainHash.digest(), plaintext_hash))
		throw new CorruptFlowFileError('The file is not the one that was picked: the hash of its content does not fit');
	if (end.length > 0) yield end;
}
