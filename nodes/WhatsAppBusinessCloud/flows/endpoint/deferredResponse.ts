import type { IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** The response that n8n would have sent. */
export interface CapturedResponse {
	status: number;
	/** As text; empty when it exceeds MAX_ANSWER. */
	body: string;
}

/** Captures what n8n writes to the response, so that the node decides what is sent. */
export interface DeferredResponse {
	/** What n8n wrote. Never settles when n8n writes nothing. */
	written: Promise<CapturedResponse>;
	/** Sends the response once, if the connection is still open. Discards everything that n8n writes afterwards. */
	send(status: number, body: string): void;
}

/**
 * Maximum size of the captured response, in bytes. Meta documents no limit; images in a response can have hundreds of
 * kB.
 */
const MAX_ANSWER = 16 * 1024 * 1024;

/**
 * How long to wait after an empty end() before accepting it as the response, in ms. n8n ends some responses twice, the
 * second time without a body.
 */
const EMPTY_RESPONSE_GRACE_MS = 20;

/** Headers that describe only the body that n8n wrote. */
const OUTDATED = ['content-length', 'content-type', 'etag', 'content-encoding', 'transfer-encoding'];

const bytesOf = (chunk: unknown, encoding: unknown): Buffer => {
	if (typeof chunk === 'string')
		return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
	return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0);
};

const callbackOf = (values: unknown[]): (() => void) | undefined =>
	values.find((value) => typeof value === 'function') as (() => void) | undefined;

/** Discards all further writes by n8n. A second response would otherwise throw where nothing catches the error. */
function mute(response: Response): void {
	const self = (): Response => response;
	const done = (...values: unknown[]): boolean => {
		callbackOf(values)?.();
		return true;
	};
	const end = (...values: unknown[]): Response => {
		callbackOf(values)?.();
		return response;
	};
	Object.assign(response, {
		setHeader: self,
		setHeaders: self,
		appendHeader: self,
		removeHeader: self,
		writeHead: self,
		flushHeaders: self,
		write: done,
		end,
	});
}

/**
 * Takes over the response to a webhook request. n8n responds automatically when the workflow fails or ends without a
 * response, but not while it runs. The response to WhatsApp has to be encrypted and sent in time. The process that
 * received the request writes the response, even when a worker runs the workflow.
 */
export function deferResponse(response: Response): DeferredResponse {
	const own = {
		write: response.write.bind(response),
		end: response.end.bind(response),
		writeHead: response.writeHead.bind(response),
		flushHeaders: response.flushHeaders.bind(response),
	};
	const chunks: Buffer[] = [];
	let size = 0;
	let isSent = false;
	const keep = (chunk: unknown, encoding: unknown): void => {
		const bytes = bytesOf(chunk, encoding);
		size += bytes.length;
		if (size <= MAX_ANSWER) chunks.push(bytes);
	};
	const written = new Promise<CapturedResponse>((resolve) => {
		const settle = (): void => {
			const body = size > MAX_ANSWER ? '' : Buffer.concat(chunks).toString('utf8');
			resolve({ status: response.statusCode, body });
		};
		Object.assign(response, {
			writeHead: (status: number) => {
				response.statusCode = status;
				return response;
			},
			flushHeaders: () => {},
			write: (chunk: unknown, ...more: unknown[]) => {
				keep(chunk, more[0]);
				callbackOf(more)?.();
				return true;
			},
			end: (...values: unknown[]) => {
				keep(values[0], values[1]);
				callbackOf(values)?.();
				if (size > 0) settle();
				else void sleep(EMPTY_RESPONSE_GRACE_MS).then(settle);
				return response;
			},
		});
	});
	return {
		written,
		send(status, body) {
			if (isSent) return;
			isSent = true;
			Object.assign(response, own);
			if (!response.destroyed && !response.headersSent) {
				for (const name of OUTDATED) response.removeHeader(name);
				response.statusCode = status;
				response.setHeader('Content-Type', 'text/plain');
				response.setHeader('X-Content-Type-Options', 'nosniff');
				response.end(body);
			}
			mute(response);
		},
	};
}
