import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { fileForm, postForm } from './multipart';
import type { RunContext } from './request';
import { parseResponse, uploadedMedia } from './responses';
import { toChunks, binaryFileStream, toStream, type ByteStream, type StoredFile } from './stream';
import type { UploadFile } from './types';

interface Uploaded {
	/** Absent once the hash is known and the file was uploaded: it may be all of the file. */
	stored?: StoredFile;
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

async function readHash({ stored }: Uploaded): Promise<string> {
	const hash = createHash('sha256');
	const content = await stored!.open();
	if (Buffer.isBuffer(content)) hash.update(content);
	else for await (const chunk of toChunks(content)) hash.update(chunk);
	return hash.digest('hex');
}

/** @returns undefined for a file that cannot be read */
async function hashOf(entry: Uploaded): Promise<string | undefined> {
	entry.hash ??= readHash(entry);
	return await entry.hash.catch(() => undefined);
}

/** The result of an upload; undefined if it failed. */
const resultOf = async (mediaId: Promise<string> | undefined): Promise<string | undefined> =>
	await mediaId?.catch(() => undefined);

/**
 * The ID of a file with the same content that this run uploaded or is uploading. After a failure of that upload, there
 * is none: each file that waited for it is uploaded on its own, so that one failure does not fail all.
 */
async function sameContent(entry: Uploaded, others: Uploaded[]): Promise<string | undefined> {
	for (const other of others) {
		const hash = await hashOf(other);
		if (hash !== undefined && hash === (await hashOf(entry))) return await resultOf(other.mediaId);
	}
	return undefined;
}

/**
 * Uploads a file, unless one with the same content is among the others of its size.
 * @returns the media ID
 */
async function uploadNew(
	memory: UploadMemory,
	sizeKey: string,
	entry: Uploaded,
	uploadFile: () => Promise<string>,
): Promise<string> {
	const earlier = memory.bySize.get(sizeKey) ?? [];
	memory.bySize.set(sizeKey, [...earlier, entry]);
	// Comparing two files costs less than uploading one of them again.
	entry.mediaId = sameContent(entry, earlier).then(async (mediaId) => mediaId ?? (await uploadFile()));
	// A failed upload is not kept: the next item may retry it.
	entry.mediaId.catch(() => {
		const others = memory.bySize.get(sizeKey) ?? [];
		memory.bySize.set(
			sizeKey,
			others.filter((other) => other !== entry),
		);
	});
	return await entry.mediaId;
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
		const uploadFile = async () => await uploadOnce(run, phoneNumberId, file, stored, itemIndex);
		const mediaId = await uploadNew(memory, key(stored.size), entry, uploadFile);
		if (place === undefined) {
			// The content is in memory.
			await hashOf(entry);
			entry.stored = undefined;
		}
		return mediaId;
	};

	if (place === undefined) return await start();
	const known = await resultOf(memory.byPlace.get(place));
	if (known !== undefined) return known;
	const started = start();
	memory.byPlace.set(place, started);
	// A failed upload is not kept: the next item may retry it.
	started.catch(() => {
		if (memory.byPlace.get(place) === started) memory.byPlace.delete(place);
	});
	return await started;
}
