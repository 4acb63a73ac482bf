import { createHash } from 'crypto';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

/** A Node.js readable stream. Community packages may not import 'stream', not even for its type. */
export type ByteStream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer | Uint8Array>;

/** What every readable stream class inherits from Readable. */
interface StreamClass {
	from(chunks: AsyncIterable<Buffer>): ByteStream;
}

/**
 * Makes a stream from the chunks of a generator. n8n's request helper and binary store accept real streams only: a
 * generator would be sent as an empty body.
 * @param like any stream of n8n's, for its class
 */
export function toStream(like: ByteStream, chunks: AsyncIterable<Buffer>): ByteStream {
	const { constructor }: { constructor: object } = like;
	return (constructor as StreamClass).from(chunks);
}

/** The chunks of a stream. */
export function toChunks(stream: ByteStream): AsyncIterable<Buffer> {
	return stream;
}

/** A complete file, as the chunks of a stream. */
export async function* asSingleChunk(file: Buffer): AsyncGenerator<Buffer> {
	yield file;
}

/** Passes the chunks through, and calls `cut` when the stream ends too early, however it reports that. */
export async function* withoutSplitting(chunks: AsyncIterable<Buffer>, cut: () => void): AsyncGenerator<Buffer> {
	try {
		yield* chunks;
	} catch {
		cut();
	}
}

/**
 * Closes the connection of a response body without waiting for its content. Destroying the body is not enough: n8n's
 * request helper may return a stream that learns about its connection only when it is read.
 */
export function closeUnread(body: unknown): void {
	if (typeof body !== 'object' || body === null || !(Symbol.asyncIterator in body)) return;
	const readOne = async (): Promise<void> => {
		// Leaving the loop closes the stream and its source.
		for await (const _chunk of body as AsyncIterable<unknown>) break;
	};
	readOne().catch(() => {});
}

/** All chunks together. */
export async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
	const kept: Buffer[] = [];
	for await (const chunk of chunks) kept.push(chunk);
	return Buffer.concat(kept);
}

/** A file in n8n's binary store: its size in bytes, and its content, which can be opened any number of times. */
export interface StoredFile {
	size: number;
	/** A stream, or the complete content when n8n keeps binary data in memory. */
	open(): Promise<ByteStream | Buffer>;
}

/** Opens a file of n8n's binary store, in any storage mode. */
export async function binaryFileStream(context: IExecuteFunctions, binary: IBinaryData): Promise<StoredFile> {
	const { helpers } = context;
	const { id } = binary;
	if (id) {
		const { fileSize } = await helpers.getBinaryMetadata(id);
		return { size: fileSize, open: async () => await helpers.getBinaryStream(id) };
	}
	const content = Buffer.from(binary.data ?? '', 'base64');
	return { size: content.length, open: async () => content };
}

/** The first bytes of a stored file, or all bytes of a shorter one. The rest is not read. */
export async function firstBytes(file: StoredFile, count: number): Promise<Buffer> {
	const content = await file.open();
	if (Buffer.isBuffer(content)) return Buffer.from(content.subarray(0, count));
	const kept: Buffer[] = [];
	let size = 0;
	// Leaving the loop closes the stream.
	for await (const chunk of toChunks(content)) {
		kept.push(chunk);
		size += chunk.length;
		if (size >= count) break;
	}
	// A copy: a slice would keep the entire chunk in memory.
	return Buffer.from(Buffer.concat(kept).subarray(0, count));
}

/** SHA-256 of a stored file. Memory use does not depend on the file size. */
export async function contentHash(file: StoredFile): Promise<string> {
	const hash = createHash('sha256');
	const content = await file.open();
	if (Buffer.isBuffer(content)) hash.update(content);
	else for await (const chunk of toChunks(content)) hash.update(chunk);
	return hash.digest('hex');
}

/** Reads a stream to its end and keeps at most `limit` bytes, for bodies that should be short. */
export async function readText(stream: unknown, limit: number): Promise<string> {
	if (typeof stream === 'string') return stream.slice(0, limit);
	if (Buffer.isBuffer(stream)) return stream.subarray(0, limit).toString('utf8');
	const kept: Buffer[] = [];
	let size = 0;
	for await (const chunk of toChunks(stream as ByteStream)) {
		kept.push(chunk);
		size += chunk.length;
		if (size >= limit) break;
	}
	return Buffer.concat(kept).subarray(0, limit).toString('utf8');
}
