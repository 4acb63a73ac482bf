import type { IncomingMessage } from 'node:http';

export interface PartHead {
	name: string;
	fileName?: string;
	/** The part's own Content-Type; text/plain when it has none (RFC 7578). */
	mimeType: string;
}

/** Receives the bytes of one part as they arrive. */
export interface PartSink {
	write(chunk: Buffer): void | Promise<void>;
	end(): void | Promise<void>;
}

/** The body is not a multipart form. */
export class NotMultipart extends Error {}

const maxHeadBytes = 16 * 1024;

/**
 * Reads a multipart/form-data body while it arrives; memory stays at a few chunks regardless of the size. `open` is
 * called at the head of each part and returns where its bytes go. Throws NotMultipart on a malformed body.
 */
export async function readMultipart(req: IncomingMessage, open: (head: PartHead) => PartSink): Promise<void> {
	const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(req.headers['content-type'] ?? '');
	if (!boundary) throw new NotMultipart('The content type names no boundary');
	const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`, 'latin1');
	// The first delimiter has no line break before it: adding one makes all delimiters equal.
	let buffer: Buffer = Buffer.from('\r\n');
	let sink: PartSink | undefined;
	let ended = false;

	const consume = async (): Promise<void> => {
		for (;;) {
			const at = buffer.indexOf(delimiter);
			if (at === -1) {
				// A possible start of a delimiter waits for the next chunk.
				const safe = Math.max(0, buffer.length - delimiter.length + 1);
				if (safe > 0 && sink) await sink.write(buffer.subarray(0, safe));
				buffer = buffer.subarray(safe);
				return;
			}
			const headEnd = buffer.indexOf('\r\n\r\n', at + delimiter.length, 'latin1');
			const closing =
				buffer.length >= at + delimiter.length + 2 &&
				buffer.toString('latin1', at + delimiter.length, at + delimiter.length + 2) === '--';
			if (!closing && headEnd === -1) {
				if (buffer.length - at > maxHeadBytes) throw new NotMultipart('The head of a part is too long');
				return;
			}
			if (sink) {
				if (at > 0) await sink.write(buffer.subarray(0, at));
				await sink.end();
				sink = undefined;
			}
			if (closing) {
				ended = true;
				return;
			}
			sink = open(parseHead(buffer.toString('utf8', at + delimiter.length, headEnd)));
			buffer = buffer.subarray(headEnd + 4);
		}
	};

	for await (const chunk of req as AsyncIterable<Buffer>) {
		if (ended) continue;
		buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
		await consume();
	}
	if (!ended) throw new NotMultipart('The body ends without a closing boundary');
}

function parseHead(text: string): PartHead {
	const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(text)?.[1] ?? '';
	const name = /[;\s]name="([^"]*)"/i.exec(`;${disposition}`)?.[1];
	if (name === undefined) throw new NotMultipart('A part has no name');
	const fileName = /[;\s]filename="((?:[^"\\]|\\.)*)"/i.exec(`;${disposition}`)?.[1];
	return {
		name,
		...(fileName === undefined ? {} : { fileName }),
		mimeType: /^content-type:\s*(\S.*?)\s*$/im.exec(text)?.[1] ?? 'text/plain',
	};
}
