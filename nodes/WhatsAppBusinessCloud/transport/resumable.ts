import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	commonOptions,
	sendOnce,
	graphRequest,
	graphUrl,
	withRetries,
	type FullResponse,
	type RunContext,
} from './request';
import { parseResponse, uploadedFile, uploadSession } from './responses';
import { toChunks, binaryFileStream, toStream, type ByteStream, type StoredFile } from './stream';
import type { UploadFile } from './types';

/** ms. A large file on a slow connection takes longer than the timeout of a message. */
const UPLOAD_TIMEOUT = 5 * 60_000;

/** The chunks of a file, starting at a byte offset. */
async function* from(offset: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let skip = offset;
	for await (const chunk of chunks) {
		if (chunk.length > skip) yield chunk.subarray(skip);
		skip = Math.max(0, skip - chunk.length);
	}
}

async function contentFrom(stored: StoredFile, offset: number): Promise<Buffer | ByteStream> {
	const content = await stored.open();
	if (Buffer.isBuffer(content)) return content.subarray(offset);
	return offset === 0 ? content : toStream(content, from(offset, toChunks(content)));
}

/** The URL of an upload session. Its ID contains a signature after a question mark, which must stay unchanged. */
function sessionUrl(run: RunContext, response: unknown, itemIndex: number): string {
	const missingMessage = 'Meta returned no valid ID for the upload of the file';
	const { id } = parseResponse(uploadSession, response, missingMessage, run.context.getNode(), itemIndex);
	return `${graphUrl(run, [])}/${id}`;
}

/** Asks how much of a file has arrived. */
async function fetchUploadState(run: RunContext, url: string): Promise<FullResponse> {
	return await sendOnce(run, {
		...commonOptions(run),
		method: 'GET',
		url,
		headers: { accept: 'application/json' },
		disableFollowRedirect: true,
	});
}

async function sendFrom(
	run: RunContext,
	url: string,
	stored: StoredFile,
	offset: number,
	timeout: number,
): Promise<FullResponse> {
	return await sendOnce(run, {
		...commonOptions(run),
		method: 'POST',
		url,
		body: await contentFrom(stored, offset),
		headers: {
			accept: 'application/json',
			'content-type': 'application/octet-stream',
			'content-length': stored.size - offset,
			file_offset: offset,
		},
		timeout,
		disableFollowRedirect: true,
	});
}

/** The number of bytes that Meta has, an integer within the file size; undefined when the response contains none. */
function offsetIn(response: FullResponse, size: number): number | undefined {
	const { file_offset: offset } = (response.body ?? {}) as IDataObject;
	const bytes = typeof offset === 'string' ? Number(offset) : offset;
	return typeof bytes === 'number' && Number.isInteger(bytes) && bytes >= 0 && bytes <= size ? bytes : undefined;
}

async function uploadOnce(run: RunContext, app: string, file: UploadFile, itemIndex: number): Promise<string> {
	const stored = await binaryFileStream(run.context as IExecuteFunctions, file.binary);
	const query = { file_name: file.fileName, file_length: stored.size, file_type: file.mimeType };
	// Starting a session twice is harmless: the first one expires unused.
	const session = await graphRequest(
		run,
		{ method: 'POST', path: [app, 'uploads'], query, idempotent: true },
		itemIndex,
	);
	const url = sessionUrl(run, session, itemIndex);
	const timeout = Math.max(run.timeout, UPLOAD_TIMEOUT);
	let begun = false;
	const response = await withRetries(run, { idempotent: true, itemIndex, timeout }, async () => {
		if (!begun) {
			begun = true;
			return await sendFrom(run, url, stored, 0, timeout);
		}
		const state = await fetchUploadState(run, url);
		const offset = offsetIn(state, stored.size);
		// Without an offset, the response is an error and handled like any other.
		return offset === undefined ? state : await sendFrom(run, url, stored, offset, timeout);
	});
	const missingMessage = `Meta accepted the file '${file.fileName}' but returned no handle for it`;
	return parseResponse(uploadedFile, response.body, missingMessage, run.context.getNode(), itemIndex).h;
}

/**
 * Uploads a file through the Resumable Upload API, which template examples and profile pictures need. Continues an
 * interrupted upload where it stopped. Graph API docs: Resumable Upload API.
 * @param known handles of this run, by file
 * @param app ID of the app that the token belongs to, or 'app', which the Graph API accepts literally
 * @returns the handle; Meta may return several lines, which belong together
 * @throws NodeApiError, NodeOperationError
 */
export async function uploadHandle(
	run: RunContext,
	known: Map<string, Promise<string>>,
	app: string,
	file: UploadFile,
	itemIndex: number,
): Promise<string> {
	const { binary, fileName, mimeType } = file;
	const place =
		binary.id ??
		createHash('sha256')
			.update(binary.data ?? '')
			.digest('base64');
	const key = JSON.stringify([app, place, fileName, mimeType]);
	const earlier = known.get(key);
	if (earlier) return await earlier;
	const started = uploadOnce(run, app, file, itemIndex);
	known.set(key, started);
	// A failed upload is not cached: the next item may retry it.
	started.catch(() => known.delete(key));
	return await started;
}
