import { randomBytes } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { commonOptions, graphUrl, sendOnce, withRetries, type RunContext } from './request';
import type { ByteStream } from './stream';

/** File names go into a quoted string of a header (RFC 7578, section 4.2): no quotes, no line breaks. */
function headerSafe(text: string): string {
	return text.replace(/"/g, '%22').replace(/[\r\n\u0000]+/g, ' ');
}

/** A form with one file (RFC 7578): the bytes before and after the file content. */
export interface FileForm {
	/** Includes the boundary. */
	contentType: string;
	head: Buffer;
	tail: Buffer;
}

/**
 * Builds the form around a file.
 * @param fields the other fields, in the order in which they are sent
 */
export function fileForm(fields: Record<string, string>, file: { fileName: string; mimeType: string }): FileForm {
	const boundary = `----n8n-whatsapp-${randomBytes(16).toString('hex')}`;
	const start = (disposition: string): string => `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`;
	const plain = Object.entries(fields).map(([name, value]) => `${start(`name="${name}"`)}\r\n${headerSafe(value)}\r\n`);
	const head = `${plain.join('')}${start(`name="file"; filename="${headerSafe(file.fileName)}"`)}Content-Type: ${headerSafe(file.mimeType)}\r\n\r\n`;
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		head: Buffer.from(head),
		tail: Buffer.from(`\r\n--${boundary}--\r\n`),
	};
}

/** ms. A large file on a slow connection takes longer than the timeout of a message. */
const UPLOAD_TIMEOUT = 5 * 60_000;

/** A form with a file, ready to be sent. */
export interface OutgoingForm {
	/** Includes the boundary. */
	contentType: string;
	/** Bytes. */
	length: number;
	/** The body of one attempt: a stream can be sent only once. */
	open(): Promise<Buffer | ByteStream> | Buffer;
}

/**
 * Posts a form with a file. The length is stated up front, and redirects are off, because Node buffers the entire body
 * to follow them.
 * @param path segments below the API version
 * @returns the parsed body of the response
 * @throws NodeApiError
 */
export async function postForm(
	run: RunContext,
	path: string[],
	form: OutgoingForm,
	itemIndex: number,
): Promise<IDataObject> {
	const timeout = Math.max(run.timeout, UPLOAD_TIMEOUT);
	const response = await withRetries(
		run,
		{ idempotent: true, itemIndex, timeout },
		async () =>
			await sendOnce(run, {
				...commonOptions(run),
				method: 'POST',
				url: graphUrl(run, path),
				body: await form.open(),
				headers: { accept: 'application/json', 'content-type': form.contentType, 'content-length': form.length },
				timeout,
				disableFollowRedirect: true,
			}),
	);
	return response.body as IDataObject;
}
