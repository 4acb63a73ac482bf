import type { IDataObject } from 'n8n-workflow';
import { commonOptions, graphUrl, sendOnce, withRetries, type RunContext } from './request';
import type { ByteStream } from './stream';

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
	const answer = await withRetries(
		run,
		{ repeat: 'safe', itemIndex, timeout },
		async () =>
			await sendOnce(run, {
				...commonOptions(run),
				method: 'POST',
				url: graphUrl(run, path),
				body: (await form.open()) as Buffer,
				headers: { accept: 'application/json', 'content-type': form.contentType, 'content-length': form.length },
				timeout,
				disableFollowRedirect: true,
			}),
	);
	return answer.body as IDataObject;
}
