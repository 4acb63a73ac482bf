import type { IDataObject } from 'n8n-workflow';
import { simplifyField } from '../../shared/input/commonFields';
import { isObject } from '../../shared/input/parameterValues';
import { InputError } from '../../shared/inputError';
import { compact, isoTime, number, objects, part, text, type Data } from '../../shared/untrustedJson';
import { readSimplify } from '../listOperation';
import { checkMediaId, mediaIdField } from '../media/mediaId';
import { readOptions } from '../options';
import type { Operation } from '../types';

/** Channel of a speaker. WhatsApp docs: Calling API > Call transcription. */
const speakers: Readonly<Record<string, string>> = { 0: 'business', 1: 'customer' };

const segment = (row: Data): IDataObject => {
	const channel = text(row.channel) ?? '';
	return compact({
		speaker: Object.hasOwn(speakers, channel) ? speakers[channel] : text(row.speaker),
		text: text(row.text),
		start: number(row.start),
		end: number(row.end),
		confidence: number(row.confidence),
	});
};

/** A transcript with plain fields. Missing ones are left out. */
function simplify(mediaId: string, file: Data): IDataObject {
	const transcript = part(file.transcript);
	const processed = part(file.metadata).processed_at;
	return compact({
		mediaId,
		text: text(transcript.text),
		language: text(transcript.language),
		duration: number(transcript.duration),
		confidence: number(transcript.confidence),
		processedAt: typeof processed === 'number' ? isoTime(processed) : text(processed),
		segments: Array.isArray(transcript.segments) ? objects(transcript.segments).map(segment) : undefined,
	});
}

/** @throws InputError when the file is not JSON */
function parse(content: string): Data {
	let data: unknown;
	try {
		data = JSON.parse(content);
	} catch {
		data = undefined;
	}
	if (isObject(data)) return data;
	throw new InputError(
		'Media ID',
		'is not that of a transcript: its file contains no JSON',
		'Enter the mediaId that the WhatsApp Trigger outputs for call_transcription_available',
	);
}

/** Call > Get Transcript: GET /{media}. WhatsApp docs: Calling API > Call transcription. */
export const getTranscript: Operation = {
	properties: [
		mediaIdField(
			'mediaId',
			'The mediaId that the WhatsApp Trigger outputs for call_transcription_available. Meta keeps the file for 7 days.',
		),
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const id = checkMediaId(item.parameter('mediaId'));
		const simple = readSimplify(item);
		return {
			async run() {
				const { url } = await item.graph.request({ method: 'GET', path: [id] });
				const file = parse(await item.graph.readAsset(text(url) ?? ''));
				return { json: simple ? simplify(id, file) : (file as IDataObject) };
			},
		};
	},
};
