import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { isObject, type Json } from '../../messages/checks';
import type { State } from '../../state';

/** A file that a customer picked. */
export interface PickedFile {
	fileName: string;
	mimeType: string;
	content: Buffer;
}

/** How many bytes of the HMAC follow the ciphertext (Meta docs: Flows > Media upload components). */
const MAC_BYTES = 10;

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

/** Files picked in flows, encrypted. As on Meta's CDN, anyone who knows the URL can download them. */
export class Cdn {
	private readonly files = new Map<string, Buffer>();

	/** Path below the emulator's URL. */
	static readonly path = '/_cdn/';

	/**
	 * Encrypts a file and stores it (Meta docs: Flows > Media upload components).
	 * @returns what the endpoint receives about it
	 */
	put({ fileName, content }: PickedFile, origin: string): Json {
		const [encryptionKey, hmacKey, iv] = [randomBytes(32), randomBytes(32), randomBytes(16)];
		const cipher = createCipheriv('aes-256-cbc', encryptionKey, iv);
		const ciphertext = Buffer.concat([cipher.update(content), cipher.final()]);
		const mac = createHmac('sha256', hmacKey).update(iv).update(ciphertext).digest().subarray(0, MAC_BYTES);
		const file = Buffer.concat([ciphertext, mac]);
		const id = randomBytes(12).toString('hex');
		this.files.set(id, file);
		return {
			media_id: id,
			cdn_url: `${origin}${Cdn.path}${id}`,
			file_name: fileName,
			encryption_metadata: {
				encrypted_hash: sha256(file),
				iv: iv.toString('base64'),
				encryption_key: encryptionKey.toString('base64'),
				hmac_key: hmacKey.toString('base64'),
				plaintext_hash: sha256(content),
			},
		};
	}

	/** The encrypted file at a path of the CDN. */
	get(path: string): Buffer | undefined {
		return this.files.get(path.slice(Cdn.path.length));
	}

	clear(): void {
		this.files.clear();
	}
}

/**
 * Stores a picked file as ordinary media of a number.
 * @returns its entry in the response of a completed flow (Meta docs: Flows > Media upload components > Response
 * message)
 */
export async function keep(
	{ fileName, mimeType, content }: PickedFile,
	state: State,
	phoneNumberId: string,
): Promise<Json> {
	const expiresAt = state.media.expiry('received');
	const media = await state.media.add({ content, mimeType, fileName, phoneNumberId, expiresAt }, phoneNumberId);
	return { id: media.id, mime_type: mimeType, sha256: sha256(content), file_name: fileName };
}

/**
 * The payload with its picked files replaced by their descriptions. They are at its top level (Meta docs: Flows > Media
 * upload components).
 */
export function withFiles<T>(payload: Json, tell: (file: PickedFile) => T): Json {
	const isFile = (one: unknown): one is PickedFile => isObject(one) && Buffer.isBuffer(one.content);
	return Object.fromEntries(
		Object.entries(payload).map(([name, value]) => [
			name,
			Array.isArray(value) && value.length > 0 && value.every(isFile) ? value.map(tell) : value,
		]),
	);
}

/** The payload once all its files are described. */
export async function settled(payload: Json): Promise<Json> {
	const entries = Object.entries(payload).map(
		async ([name, value]) => [name, Array.isArray(value) ? await Promise.all(value as unknown[]) : value] as const,
	);
	return Object.fromEntries(await Promise.all(entries));
}
