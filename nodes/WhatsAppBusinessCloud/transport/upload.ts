import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { fileForm, postForm } from './multipart';
import type { RunContext } from './request';
import { parseResponse, uploadedMedia } from './responses';
import { contentHash, toChunks, binaryFileStream, toStream, type ByteStream, type StoredFile } from './stream';
import type { UploadFile } from './types';

interface Uploaded {
	stored: StoredFile;
	hash?: Promise<string>;
	mediaId?: Promise<string>;
}

/** Uploads of one run. Each file is uploaded once per number. */
export interface UploadMemory {
	/** By number and ID in n8n's binary store. */
	byPlace: Map<string, Promise<string>>;
	/** By number, type, name and size. The content is compared only when these match. */
	bySize: Map<string, Uploaded[]>;
}

export function newUploadMemory(): UploadMemory {
	return { byPlace: new Map(), bySize: new Map() };
}

async function* withHeadAndTail(head: Buffer, content: AsyncIterable<Buffer>, tail: Buffer): AsyncGenerator<Buffer> {
	yield head;
	yield* content;
	yield tail;
}

/** The body of one attempt: a stream can be sent only once. */
async function bodyOf(head: Buffer, stored: StoredFile, tail: Buffer): Promise<Buffer | ByteStream> {
	const content = await stored.open();
	if (Buffer.isBuffer(content)) return Buffer.concat([head, content, tail]);
	return toStream(content, withHeadAndTail(head, toChunks(content), tail));
}

/** A form, and where to post it. */
export interface FileRequest {
	path: string[];
	/** Parts of the form besides the file. */
	fields: Record<string, string>;
	file: UploadFile;
}

/**
 * Streams one file to an edge. Memory use does not depend on the file size.
 * @returns Meta's response
 * @throws NodeApiError
 */
export async function postFile(
	run: RunContext,
	{ path, fields, file }: FileRequest,
	itemIndex: number,
	known?: StoredFile,
): Promise<IDataObject> {
	const stored = known ?? (await binaryFileStream(run.context as IExecuteFunctions, file.binary));
	const { contentType, head, tail } = fileForm(fields, file);
	const length = head.length + stored.size + tail.length;
	const open = async () => await bodyOf(head, stored, tail);
	return await postForm(run, path, { contentType, length, open }, itemIndex);
}

/**
 * Streams one file to POST /{phone}/media (WhatsApp docs: Media > Upload media).
 * @returns the media ID
 */
async function uploadOnce(
	run: RunContext,
	phoneNumberId: string,
	file: UploadFile,
	stored: StoredFile,
	itemIndex: number,
): Promise<string> {
	const useCase = file.useCase && { use_case: file.useCase };
	const fields = { messaging_product: 'whatsapp', type: file.mimeType, ...useCase };
	const response = await postFile(run, { path: [phoneNumberId, 'media'], fields, file }, itemIndex, stored);
	const missingMessage = `Meta accepted the file '${file.fileName}' but returned no ID for it`;
	return String(parseResponse(uploadedMedia, response, missingMessage, run.context.getNode(), itemIndex).id);
}

async function hashOf(entry: Uploaded): Promise<string> {
	entry.hash ??= contentHash(entry.stored);
	return await entry.hash;
}

/** The upload of a file with the same content, if this run has one in progress or completed. */
async function sameContent(entry: Uploaded, others: Uploaded[]): Promise<Promise<string> | undefined> {
	for (const other of others) {
		if ((await hashOf(other)) === (await hashOf(entry)) && other.mediaId) return other.mediaId;
	}
	return undefined;
}

/**
 * Uploads a file, or returns the ID that the same file received earlier in this run.
 * @returns the media ID, valid for 30 days and for this number
 * @throws NodeApiError
 */
export async function upload(
	run: RunContext,
	memory: UploadMemory,
	phoneNumberId: string,
	file: UploadFile,
	itemIndex: number,
): Promise<string> {
	const { binary, mimeType, fileName, useCase } = file;
	const key = (part: string | number) => JSON.stringify([phoneNumberId, mimeType, fileName, useCase, part]);
	const place = binary.id ? key(binary.id) : undefined;

	const start = async () => {
		const stored = await binaryFileStream(run.context as IExecuteFunctions, binary);
		const entry: Uploaded = { stored };
		const earlier = memory.bySize.get(key(stored.size)) ?? [];
		memory.bySize.set(key(stored.size), [...earlier, entry]);
		// Comparing two files costs less than uploading one of them again.
		entry.mediaId = sameContent(entry, earlier).then(
			async (mediaId) => await (mediaId ?? uploadOnce(run, phoneNumberId, file, stored, itemIndex)),
		);
		return await entry.mediaId;
	};

	const known = place === undefined ? undefined : memory.byPlace.get(place);
	if (known) return await known;
	const started = start();
	if (place !== undefined) {
		memory.byPlace.set(place, started);
		// A failed upload is not cached: the next item may retry it.
		started.catch(() => memory.byPlace.delete(place));
	}
	return await started;
}
