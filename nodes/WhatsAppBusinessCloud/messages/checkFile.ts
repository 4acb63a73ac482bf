import { InputError } from '../shared/inputError';
import { bareType, typeOfFile, UNKNOWN_TYPE } from '../shared/fileTypes';
import { joinWithOr } from '../shared/joinWithOr';
import { parseMediaType } from '../shared/parseMediaType';
import { isAnimatedWebp, oggCodec } from './fileHead';
import { checkSize } from './fileSize';
import { mediaLimits, voiceType } from './messageLimits';
import { isText } from './textTypes';
import type { MediaKind } from './types';
import type { FieldPath } from '../shared/inputPath';

/** The known properties of a file before the upload. */
export interface FileMetadata {
	/** As stored, e.g. `image/jpg` or `audio/ogg; codecs=opus`. */
	mimeType?: string;
	/** Bytes; undefined when unknown. */
	size?: number;
	fileName?: string;
	/** The first bytes, if `isDecidedByContent` requires them. */
	head?: Buffer;
}

interface Options {
	/** The file is sent as a voice message. */
	voice?: boolean;
	/** Display name of the field that names the file. */
	field?: FieldPath;
}

const byLink = 'send it with a link as a document: WhatsApp fetches documents of any type, up to 100 MB';

/** Where nodes of voice services choose the format. The default of both is MP3. */
const OPUS_ADVICE =
	"Let the service that speaks give Opus: in n8n's OpenAI node, Generate Audio > Options > Response Format > OPUS; in the ElevenLabs node, Text to Speech > Additional Options > Output Format > OPUS 48000 32. Or convert the file: ffmpeg -i in.mp3 -c:a libopus -ac 1 out.ogg.";

/** The media kind that Meta assigns to an upload by its media type. */
export function kindOfType(type: string): MediaKind {
	if (type === 'image/webp') return 'sticker';
	const [family] = type.split('/');
	return family === 'audio' || family === 'image' || family === 'video' ? family : 'document';
}

/**
 * Whether the first bytes determine if WhatsApp accepts the file: OGG can have other codecs, a sticker can be animated.
 */
export function isDecidedByContent(file: FileMetadata): boolean {
	const type = typeOfFile(file);
	return type === voiceType || type === 'image/webp';
}

/**
 * Checks a file against the limits of Meta's upload and of the message type. Meta docs: Media > Supported media types.
 * @param kind what the file is sent as; undefined for an upload of unknown use
 * @returns the media type for the upload: Meta's name for it, without parameters; text/plain for text documents
 * @throws InputError when the file is empty, too large or of a type that WhatsApp rejects
 */
export function checkFile(
	kind: MediaKind | undefined,
	file: FileMetadata,
	{ voice = false, field = 'Input Data Field Name' }: Options = {},
): string {
	const type = typeOfFile(file);
	const natural = kindOfType(type);
	const sentAs = kind ?? natural;
	const uploaded = sentAs === 'document' && isText(type) ? 'text/plain' : type;
	if (sentAs === 'audio') checkOgg(file, voice, field);
	if (voice && type !== voiceType) {
		throw new InputError(
			field,
			(quoted) => `The file in ${quoted} is ${inTypePhrase(type)}, voice messages must be OGG with the Opus codec`,
			`${OPUS_ADVICE} Or turn 'Send as Voice Message' off`,
		);
	}
	// A document can be any file that can be uploaded, for example a picture.
	const isAccepted = (one: MediaKind): boolean => Object.hasOwn(mediaLimits[one].types, uploaded);
	if (!isAccepted(sentAs) && !(sentAs === 'document' && isAccepted(natural))) throw wrongType(sentAs, type, field);
	const limited = sentAs === 'document' ? natural : sentAs;
	checkSize(
		limited,
		{ size: file.size, animated: file.head && isAnimatedWebp(file.head) },
		field,
		tooLarge(sentAs, limited),
	);
	return uploaded;
}

function wrongType(kind: MediaKind, type: string, field: FieldPath): InputError {
	const { plural, types } = mediaLimits[kind];
	const what = { document: 'uploaded documents', sticker: 'stickers' }[kind as string] ?? plural;
	const problem = (quoted: string): string =>
		`The file in ${quoted} is ${inTypePhrase(type)}, WhatsApp accepts ${what} as ${joinWithOr(Object.values(types))}`;
	if (kind === 'sticker') return new InputError(field, problem, 'Convert the file to WebP of 512 by 512 pixels');
	if (type === 'audio/wav') return new InputError(field, problem, `${OPUS_ADVICE} Or ${byLink}`);
	const known =
		type === UNKNOWN_TYPE
			? 'Give the file a name with an extension such as .pdf, or set its media type. Otherwise'
			: 'Convert the file, or';
	return new InputError(field, problem, `${known} ${byLink}`);
}

function tooLarge(sentAs: MediaKind, limited: MediaKind): string {
	return sentAs === 'sticker' || limited === 'document'
		? 'Make the file smaller'
		: `Make the file smaller, or ${byLink}`;
}

/**
 * Meta's upload accepts any OGG file, but delivers only Opus: the message fails later, with 131053. Uses the content if
 * known, otherwise the media type. Meta docs: Media > Supported media types > Audio (Opus codecs only).
 */
function checkOgg(file: FileMetadata, voice: boolean, field: FieldPath): void {
	if (typeOfFile(file) !== voiceType) return;
	const codec = file.head ? oggCodec(file.head) : (statedCodec(file.mimeType) ?? 'Opus');
	if (codec === 'Opus') return;
	const is =
		codec === undefined
			? 'of type audio/ogg, but its content is not OGG'
			: codec === 'another'
				? 'OGG with another codec'
				: `OGG with the ${codec} codec`;
	const { plural, types } = mediaLimits.audio;
	const acceptedText = voice
		? 'voice messages must be OGG with the Opus codec'
		: `WhatsApp accepts ${plural} as ${joinWithOr(Object.values(types))}`;
	throw new InputError(
		field,
		(quoted) => `The file in ${quoted} is ${is}, ${acceptedText}`,
		'Convert it to OGG with the Opus codec and one channel, for example: ffmpeg -i in.ogg -c:a libopus -ac 1 out.ogg',
	);
}

/** `Opus` or `another`; undefined when the type names no codec. */
export function statedCodec(mimeType = ''): string | undefined {
	const codecs = parseMediaType(mimeType)?.parameters.get('codecs');
	if (codecs === undefined) return undefined;
	return codecs.split(',', 1)[0].trim().toLowerCase() === 'opus' ? 'Opus' : 'another';
}

/** A media type in a phrase: `of type image/gif`. */
export const inTypePhrase = (type: string): string =>
	type === UNKNOWN_TYPE
		? 'of an unknown media type'
		: `of type ${bareType(type)
				.replace(/[^\w.+/-]/g, '')
				.slice(0, 80)}`;
