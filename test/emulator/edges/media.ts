import { createHash, createHmac } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parameterError, unknownObject } from '../errors';
import { allTypes, kindOfType, maxBytes } from '../mediaTypes';
import { isAnimatedWebp } from '../mediaStore';
import { NotMultipart, readMultipart, type PartHead, type PartSink } from '../multipart';
import { seed } from '../seed';
import type { Answer, Exchange } from '../exchange';
import type { FileMeta } from '../types';
import { requireMessagingProduct } from './messages';
import { messagingPhone, visibleMedia } from './nodes';
import { requireScope } from '../auth';

interface Upload extends FileMeta {
	path: string;
	animated: boolean;
}

/** POST /{phone}/media (facts sheet 3.1): a multipart form with messaging_product, file and, mostly, type. */
export async function postMedia(x: Exchange, id: string): Promise<Answer> {
	const phone = messagingPhone(x, id);
	const { fields, uploads } = await readForm(x);
	const file = uploads.find((upload) => upload.field === 'file');
	try {
		requireMessagingProduct(fields.messaging_product ?? x.query.messaging_product);
		if (!file) throw parameterError('The parameter file is required.');
		checkFile(file);
	} catch (error) {
		for (const upload of uploads) rmSync(upload.path, { force: true });
		throw error;
	}
	const media = x.state.media.keep({
		id: x.state.media.newId(),
		phoneNumberId: phone.id,
		mimeType: file.mimeType,
		size: file.size,
		sha256: file.sha256,
		...(file.fileName === undefined ? {} : { fileName: file.fileName }),
		animated: file.animated,
		source: { path: file.path },
	});
	return { json: { id: media.id } };
}

/** Facts sheet 3.2: the part's own type decides the kind, the kind decides the size. Nothing at all is refused. */
function checkFile(file: Upload): void {
	const kind = kindOfType(file.mimeType);
	if (kind === undefined) {
		throw parameterError(`Param file must be a file with one of the following types: ${allTypes().join(', ')}. Received file of type '${file.mimeType}'.`);
	}
	if (file.size === 0) throw parameterError('Param file must not be empty.');
	const limit = maxBytes(kind, file.animated);
	if (file.size > limit) throw parameterError(`Param file must be at most ${limit} bytes. Received file of ${file.size} bytes.`);
}

async function readForm(x: Exchange): Promise<{ fields: Record<string, string>; uploads: Upload[] }> {
	const fields: Record<string, string> = {};
	const uploads: Upload[] = [];
	try {
		await readMultipart(x.req, (head) => (head.fileName === undefined ? fieldSink(head, fields) : fileSink(x, head, uploads)));
	} catch (error) {
		for (const upload of uploads) rmSync(upload.path, { force: true });
		if (error instanceof NotMultipart) throw parameterError('The parameter messaging_product is required.');
		throw error;
	}
	x.record.multipart = {
		fields: 'access_token' in fields ? { ...fields, access_token: '<hidden>' } : fields,
		files: uploads.map(({ path: _path, animated: _animated, ...meta }) => meta),
	};
	return { fields, uploads };
}

function fieldSink(head: PartHead, fields: Record<string, string>): PartSink {
	const chunks: Buffer[] = [];
	let size = 0;
	return {
		write(chunk) {
			size += chunk.length;
			if (size <= 64 * 1024) chunks.push(Buffer.from(chunk));
		},
		end() {
			fields[head.name] = Buffer.concat(chunks).toString('utf8');
		},
	};
}

/** Writes a file part to disk up to what its kind may have; what goes beyond is counted and dropped. */
function fileSink(x: Exchange, head: PartHead, uploads: Upload[]): PartSink {
	const path = x.state.media.newPath();
	const stream = createWriteStream(path);
	const hash = createHash('sha256');
	const keep = 100 * 1024 * 1024;
	const upload: Upload = {
		field: head.name,
		...(head.fileName === undefined ? {} : { fileName: head.fileName }),
		mimeType: head.mimeType,
		size: 0,
		sha256: '',
		path,
		animated: false,
	};
	let start: Buffer = Buffer.alloc(0);
	uploads.push(upload);
	return {
		async write(chunk) {
			upload.size += chunk.length;
			hash.update(chunk);
			if (start.length < 21) start = Buffer.concat([start, chunk.subarray(0, 21)]);
			if (upload.size <= keep && !stream.write(chunk)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
		},
		async end() {
			stream.end();
			await finished(stream);
			upload.sha256 = hash.digest('hex');
			upload.animated = isAnimatedWebp(start);
		},
	};
}

/** GET /{media} (facts sheet 3.1): where the bytes are, for five minutes. */
export function getMedia(x: Exchange, id: string): Answer {
	const media = ownMedia(x, id);
	const expires = Math.floor(Date.now() / 1000) + x.state.settings.mediaUrlSeconds;
	const base = x.state.options.mediaBaseUrl ?? x.origin;
	return {
		json: {
			url: `${base}/whatsapp_business/attachments/?mid=${id}&source=getMedia&ext=${expires}&hash=${mediaHash(id, expires)}`,
			mime_type: media.mimeType,
			sha256: media.sha256,
			file_size: media.size,
			id,
			messaging_product: 'whatsapp',
		},
	};
}

/** DELETE /{media} (facts sheet 3.1). */
export function deleteMedia(x: Exchange, id: string): Answer {
	ownMedia(x, id);
	x.state.media.remove(id);
	return { json: { success: true } };
}

/** Facts sheet 3.1: phone_number_id is an optional check that the media is of this number. */
function ownMedia(x: Exchange, id: string): NonNullable<ReturnType<typeof visibleMedia>> {
	const media = visibleMedia(x, id);
	const asked = x.params.phone_number_id;
	if (!media || (asked !== undefined && asked !== '' && String(asked) !== media.phoneNumberId)) throw unknownObject(x.method, id);
	requireScope(x, 'whatsapp_business_messaging');
	return media;
}

/** The signature in a media URL. */
export function mediaHash(id: string, expires: number): string {
	return createHmac('sha256', seed.app.secret).update(`${id}.${expires}`).digest('base64url');
}
