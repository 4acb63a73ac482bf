import busboy from 'busboy';
import { createHash } from 'node:crypto';
import { createWriteStream, rmSync, type WriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { parameterError } from './errors';
import type { RequestContext } from './requestContext';
import { headBytes, isAnimatedWebp, isOggOpus } from './mediaStore';
import { PartTypes } from './partTypes';
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
		await readParts(ctx, form);
	} catch (error) {
		discard(form.files);
		if (ctx.res.destroyed) throw error;
		throw parameterError('The parameter messaging_product is required.');
	}
	ctx.record.multipart = {
		fields: 'access_token' in form.fields ? { ...form.fields, access_token: '<hidden>' } : form.fields,
		files: form.files.map(({ path: _path, animated: _animated, isOpus: _isOpus, stream: _stream, ...meta }) => meta),
	};
	return form;
}

/** Reads the parts as they arrive. Rejects when the body is not a complete form, or the connection ends. */
async function readParts({ req, state }: RequestContext, form: UploadForm): Promise<void> {
	const parser = busboy({ headers: req.headers, defParamCharset: 'utf8', limits: { fieldSize: fieldBytes } });
	const parts = new PartTypes(req.headers['content-type'] ?? '');
	const written: Array<Promise<void>> = [];
	let part = -1;
	parser.on('field', (name, value) => {
		part += 1;
		form.fields[name] = value;
	});
	parser.on('file', (field, content, { filename: fileName, mimeType }) => {
		part += 1;
		const path = state.media.newPath();
		const file: UploadedFile = {
			field,
			...(fileName === undefined ? {} : { fileName }),
			mimeType: parts.types[part] ?? mimeType,
			size: 0,
			sha256: '',
			path,
			animated: false,
			isOpus: false,
			stream: createWriteStream(path),
		};
		form.files.push(file);
		const done = write(content, file);
		// Handled below, when the entire form was read.
		done.catch(() => {});
		written.push(done);
	});
	req.on('close', () => {
		if (!req.complete) parser.destroy(new Error('The connection ended before the form'));
	});
	// Before the parser, so that a part's type is known when the part is.
	req.on('data', (chunk: Buffer) => parts.add(chunk));
	await finished(req.pipe(parser));
	await Promise.all(written);
}

/** Writes a file to disk, and notes its size, hash and kind. */
async function write(content: Readable, file: UploadedFile): Promise<void> {
	const hash = createHash('sha256');
	let start: Buffer = Buffer.alloc(0);
	await pipeline(
		content,
		async function* (chunks: AsyncIterable<Buffer>) {
			for await (const chunk of chunks) {
				file.size += chunk.length;
				hash.update(chunk);
				if (start.length < headBytes) start = Buffer.concat([start, chunk.subarray(0, headBytes)]);
				if (file.size <= keptBytes) yield chunk;
			}
		},
		file.stream,
	);
	file.sha256 = hash.digest('hex');
	file.animated = isAnimatedWebp(start);
	file.isOpus = isOggOpus(start);
}

/** Deletes files that are not stored as media. */
export function discard(files: UploadedFile[]): void {
	for (const file of files) {
		file.stream.destroy();
		rmSync(file.path, { force: true });
	}
}
