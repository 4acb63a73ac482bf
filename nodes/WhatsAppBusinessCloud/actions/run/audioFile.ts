import type { IBinaryData } from 'n8n-workflow';
import { oggCodec } from '../../messages/fileHead';
import { mediaLimits, voiceType } from '../../messages/messageLimits';
import { isMatroska } from '../../messages/opus/repackage';
import type { FieldPath } from '../../shared/inputPath';
import { InputError } from '../../shared/inputError';
import { asSingleChunk, collect, toChunks, type StoredFile } from '../../transport/stream';
import type { OperationItem } from '../types';

/** Media types under which a recording of a browser is stored. */
const RECORDINGS = new Set(['audio/webm', 'video/webm', 'audio/x-matroska', 'video/x-matroska']);

/** Whether a file of this type can be a recording, if it is to be audio. */
export const isRecording = (type: string): boolean => RECORDINGS.has(type);

/**
 * The media type of audio by its content. Services name some files by the format that they usually give.
 * @param head the first bytes of the file
 * @returns undefined if the content is none of those that are often named wrongly
 */
export function typeOfAudio(head: Buffer): string | undefined {
	if (oggCodec(head) === 'Opus') return voiceType;
	if (isMatroska(head)) return 'audio/webm';
	return head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE'
		? 'audio/wav'
		: undefined;
}

/** What the repackaged recordings of a run are, by the ID of the file: one for many recipients is read once. */
const repackaged = new WeakMap<object, Map<string, Promise<IBinaryData>>>();

async function repackage(binary: IBinaryData, stored: StoredFile, field: FieldPath): Promise<IBinaryData> {
	const { maxBytes } = mediaLimits.audio;
	const content = stored.size > 2 * maxBytes ? undefined : await stored.open();
	const { toOggOpus } = await import('../../messages/opus/repackage');
	const chunks =
		content === undefined || !Buffer.isBuffer(content) ? content && toChunks(content) : asSingleChunk(content);
	const ogg = chunks && toOggOpus(await collect(chunks));
	if (ogg !== undefined) {
		const fileName = binary.fileName?.replace(/\.[^.]*$/, '.ogg');
		return { data: ogg.toString('base64'), mimeType: voiceType, fileName, fileExtension: 'ogg' };
	}
	throw new InputError(
		field,
		(quoted) =>
			content === undefined
				? `The file in ${quoted} is a WebM recording of more than ${(2 * maxBytes) / 1024 / 1024} MB, WhatsApp allows ${maxBytes / 1024 / 1024} MB for audio files`
				: `The file in ${quoted} is WebM without audio in the Opus codec, which alone can be sent without converting it`,
		content === undefined
			? 'Make the recording shorter'
			: 'Record with the media type audio/webm;codecs=opus, or convert the file: ffmpeg -i in.webm -vn -c:a libopus -ac 1 out.ogg',
	);
}

/**
 * A recording of a browser, Opus in WebM, as the Ogg file that WhatsApp plays.
 * @throws InputError if it has no audio with the Opus codec
 */
export async function asOggOpus(
	{ n8n }: OperationItem,
	binary: IBinaryData,
	stored: StoredFile,
	field: FieldPath,
): Promise<IBinaryData> {
	const { id } = binary;
	if (id === undefined) return await repackage(binary, stored, field);
	const ofRun = repackaged.get(n8n) ?? new Map<string, Promise<IBinaryData>>();
	repackaged.set(n8n, ofRun);
	const known = ofRun.get(id) ?? repackage(binary, stored, field);
	ofRun.set(id, known);
	return await known;
}
