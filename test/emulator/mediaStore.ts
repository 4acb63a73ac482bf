import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { NewMedia, StoredMedia } from './types';

const block = 64 * 1024;

/** Uploaded and seeded files: bytes on disk in a folder of their own, or made up while they are read. */
export class MediaStore {
	private readonly items = new Map<string, StoredMedia>();
	private folder: string | undefined;
	private fileCount = 0;
	private idCount = 0;

	find(id: string): StoredMedia | undefined {
		return this.items.get(id);
	}

	count(): number {
		return this.items.size;
	}

	bytes(): number {
		let total = 0;
		for (const item of this.items.values()) total += item.size;
		return total;
	}

	newId(): string {
		this.idCount += 1;
		return `47690271${String(this.idCount).padStart(7, '0')}`;
	}

	/** A path for a new file. The folder is made on first use. */
	newPath(): string {
		if (this.folder === undefined || !existsSync(this.folder))
			this.folder = mkdtempSync(join(tmpdir(), 'cloud-api-emulator-'));
		this.fileCount += 1;
		return join(this.folder, String(this.fileCount));
	}

	keep(media: StoredMedia): StoredMedia {
		this.items.set(media.id, media);
		return media;
	}

	async add(media: NewMedia, defaultPhoneNumberId: string): Promise<StoredMedia> {
		const common = {
			id: media.id ?? this.newId(),
			phoneNumberId: media.phoneNumberId ?? defaultPhoneNumberId,
			mimeType: media.mimeType,
			...(media.fileName === undefined ? {} : { fileName: media.fileName }),
		};
		if (Buffer.isBuffer(media.content)) {
			const path = this.newPath();
			await writeFile(path, media.content);
			const sha256 = createHash('sha256').update(media.content).digest('hex');
			return this.keep({
				...common,
				size: media.content.length,
				sha256,
				animated: isAnimatedWebp(media.content),
				isOpus: isOggOpus(media.content),
				source: { path },
			});
		}
		const size = media.content.generatedBytes;
		const hash = createHash('sha256');
		for (const chunk of generatedChunks(size)) hash.update(chunk);
		return this.keep({ ...common, size, sha256: hash.digest('hex'), animated: false, source: { generated: size } });
	}

	/** The bytes, as a stream. */
	open(media: StoredMedia): Readable {
		return 'path' in media.source
			? createReadStream(media.source.path)
			: Readable.from(generatedChunks(media.source.generated));
	}

	/** True when it was there. */
	remove(id: string): boolean {
		const media = this.items.get(id);
		if (!media) return false;
		if ('path' in media.source) rmSync(media.source.path, { force: true });
		return this.items.delete(id);
	}

	/** Drops everything, the folder too. */
	clear(): void {
		this.items.clear();
		if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
		this.folder = undefined;
	}
}

/** Made-up bytes: the same pattern in every block, but for its first byte, which counts the blocks. */
function* generatedChunks(size: number): Generator<Buffer> {
	const pattern = Buffer.alloc(block, 0).map((_byte, index) => (index * 31) & 255);
	for (let sent = 0, number = 0; sent < size; number += 1) {
		const chunk = Buffer.from(pattern.subarray(0, Math.min(block, size - sent)));
		chunk[0] = number & 255;
		sent += chunk.length;
		yield chunk;
	}
}

/** Whether the first bytes are an animated WebP: a VP8X chunk with the animation flag (WebP container specification). */
export function isAnimatedWebp(head: Buffer): boolean {
	return (
		head.length >= 21 &&
		head.toString('latin1', 0, 4) === 'RIFF' &&
		head.toString('latin1', 8, 16) === 'WEBPVP8X' &&
		(head[20] & 0b10) !== 0
	);
}

/** Bytes at the beginning of a file that the two checks need. */
export const headBytes = 512;

/**
 * Whether the first bytes are OGG with the Opus codec: each stream opens with a page of its own at the beginning of the file
 * (RFC 3533), and the first packet of an Opus stream begins with OpusHead (RFC 7845).
 */
export function isOggOpus(head: Buffer): boolean {
	return head.toString('latin1', 0, 4) === 'OggS' && head.subarray(0, headBytes).includes('OpusHead', 0, 'latin1');
}
