import { createHash } from 'node:crypto';
import { createWriteStream, rmSync, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parameterError } from './errors';
import type { RequestContext } from './requestContext';
import { headBytes, isAnimatedWebp, isOggOpus } from './mediaStore';
import { NotMultipart, readMultipart, type PartHead, type PartSink } from './multipart';
import type { FileMeta } from './types';

/** A file part, on disk. */
export interface UploadedFile extends FileMeta {
	path: string;
	animated: boolean;
	/** OGG with the Opus codec. */
	isOpus: boolean;
	stream: WriteStream;
}

export interface UploadForm {
	fields: Record<string, string>;
	files: UploadedFile[];
}

// Maximum size of any media kind, in bytes (Meta docs: Media > Supported media types); further bytes are counted, but
// not stored.
const keptBytes = 100 * 1024 * 1024;
const fieldBytes = 64 * 1024;

/**
 * Reads the form of an upload, writes its files to disk, and records its parts. A body that is not a form has no
 * parameters.
 */
export async function readUploadForm(ctx: RequestContext): Promise<UploadForm> {
	const form: UploadForm = { fields: {}, files: [] };
	try {
		await readMultipart(ctx.req, (head) =>
			head.fileName === undefined ? fieldSink(head, form.fields) : fileSink(ctx, head, form.files),
		);
	} catch (error) {
		discard(form.files);
		if (error instanceof NotMultipart) throw parameterError('The parameter messaging_product is required.');
		throw error;
	}
	ctx.record.multipart = {
		fields: 'access_token' in form.fields ? { ...form.fields, access_token: '<hidden>' } : form.fields,
		files: form.files.map(({ path: _path, animated: _animated, isOpus: _isOpus, stream: _stream, ...meta }) => meta),
	};
	return form;
}

/** Deletes files that are not stored as media. */
export function discard(files: UploadedFile[]): void {
	for (const file of files) {
		file.stream.destroy();
		rmSync(file.path, { force: true });
	}
}

function fieldSink(head: PartHead, fields: Record<string, string>): PartSink {
	const chunks: Buffer[] = [];
	let size = 0;
	return {
		write(chunk) {
			size += chunk.length;
			if (size <= fieldBytes) chunks.push(Buffer.from(chunk));
		},
		end() {
			fields[head.name] = Buffer.concat(chunks).toString('utf8');
		},
	};
}

function fileSink(ctx: RequestContext, head: PartHead, files: UploadedFile[]): PartSink {
	const path = ctx.state.media.newPath();
	const stream = createWriteStream(path);
	const hash = createHash('sha256');
	const file: UploadedFile = {
		field: head.name,
		...(head.fileName === undefined ? {} : { fileName: head.fileName }),
		mimeType: head.mimeType,
		size: 0,
		sha256: '',
		path,
		animated: false,
		isOpus: false,
		stream,
	};
	let start: Buffer = Buffer.alloc(0);
	files.push(file);
	return {
		async write(chunk) {
			file.size += chunk.length;
			hash.update(chunk);
			if (start.length < headBytes) start = Buffer.concat([start, chunk.subarray(0, headBytes)]);
			if (file.size <= keptBytes && !stream.write(chunk))
				await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
		},
		async end() {
			stream.end();
			await finished(stream);
			file.sha256 = hash.digest('hex');
			file.animated = isAnimatedWebp(start);
			file.isOpus = isOggOpus(start);
		},
	};
}
