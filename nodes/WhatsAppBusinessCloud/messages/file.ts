import { readable } from './characters';
import { InputError } from '../inputError';
import { mediaLimits, mediaTypeAliases, mediaTypesByEnding, staticStickerBytes, voiceType } from './limits';
import type { MediaKind } from './types';

/** What is known about a file before it is uploaded. */
export interface FileFacts {
	/** As stored, e.g. `image/jpg` or `audio/ogg; codecs=opus`. */
	mimeType?: string;
	/** Bytes; undefined when not known. */
	size?: number;
	fileName?: string;
	/** Stickers: whether the picture moves; undefined when not known. */
	animated?: boolean;
}

/**
 * Checks a file against what WhatsApp takes for this kind of media. WhatsApp docs: Media > Supported media types.
 * @param options.voice the file is to be a voice note
 * @param options.field display name of the field that names the file
 * @returns the media type to upload the file with: Meta's own name for it, without parameters
 * @throws InputError when the file is empty, too large or of a type that WhatsApp refuses
 */
export function checkFile(
	kind: MediaKind,
	file: FileFacts,
	{ voice = false, field = 'Input Data Field Name' }: { voice?: boolean; field?: string } = {},
): string {
	const type = mediaType(file);
	checkType(kind, type, file, voice, field);
	checkSize(kind, file, field);
	return type;
}

/** Lower case, without parameters, under the name Meta knows; told by the file name's ending when the type says nothing. */
function mediaType({ mimeType = '', fileName = '' }: FileFacts): string {
	const stated = mimeType.split(';', 1)[0].trim().toLowerCase();
	const type = Object.hasOwn(mediaTypeAliases, stated) ? mediaTypeAliases[stated] : stated;
	if (type !== '' && type !== 'application/octet-stream' && type !== 'binary/octet-stream') return type;
	const ending = /\.([a-z0-9]+)$/.exec(fileName.trim().toLowerCase())?.[1] ?? '';
	return Object.hasOwn(mediaTypesByEnding, ending) ? mediaTypesByEnding[ending] : 'application/octet-stream';
}

function checkType(kind: MediaKind, type: string, { mimeType = '' }: FileFacts, voice: boolean, field: string): void {
	const { types, plural } = mediaLimits[kind];
	const codec = /codecs\s*=\s*"?([\w.-]+)/i.exec(mimeType)?.[1].toLowerCase();
	const isOther = type === voiceType && codec !== undefined && codec !== 'opus';
	if (voice && (type !== voiceType || isOther)) {
		throw new InputError(
			field,
			`The file in '${field}' is ${isOther ? 'OGG with another codec' : named(type)}, voice notes have to be OGG with the Opus codec`,
			"Convert the file, or turn 'Send as Voice Note' off",
		);
	}
	if (types === undefined) {
		if (/^[\w.+-]+\/[\w.+-]+$/.test(type)) return;
		throw new InputError(field, `The file in '${field}' has no valid media type`, 'Set its media type, such as application/pdf');
	}
	if (Object.hasOwn(types, type) && !isOther) return;
	const what = kind === 'sticker' ? 'stickers' : plural;
	throw new InputError(
		field,
		`The file in '${field}' is ${isOther ? 'OGG with another codec' : named(type)}, WhatsApp takes ${what} as ${list(Object.values(types))}`,
		kind === 'sticker' ? 'Convert the file to WebP of 512 by 512 pixels' : 'Convert the file, or send it as a document',
	);
}

function checkSize(kind: MediaKind, { size, animated }: FileFacts, field: string): void {
	if (size === undefined) return;
	if (size <= 0) {
		throw new InputError(field, `The file in '${field}' is empty (0 bytes)`, 'Check the step that made or fetched the file');
	}
	const isStatic = kind === 'sticker' && animated === false;
	const maxBytes = isStatic ? staticStickerBytes : mediaLimits[kind].maxBytes;
	if (size <= maxBytes) return;
	const unit = kind === 'sticker' ? { name: 'KB', bytes: 1024 } : { name: 'MB', bytes: 1024 * 1024 };
	// Rounded up: a file one byte too large must not read as exactly the limit.
	const actual = readable(Math.ceil((size / unit.bytes) * 100) / 100);
	throw new InputError(
		field,
		`The file in '${field}' has ${actual} ${unit.name}, WhatsApp allows ${readable(maxBytes / unit.bytes)} ${unit.name} for ${isStatic ? 'static stickers' : mediaLimits[kind].plural}`,
		kind === 'document' || kind === 'sticker' ? 'Make the file smaller' : 'Make the file smaller, or send it as a document (up to 100 MB)',
	);
}

const named = (type: string): string =>
	type === 'application/octet-stream' ? 'of an unknown media type' : `of type ${type.replace(/[^\w.+/-]/g, '').slice(0, 80)}`;

const list = (names: string[]): string =>
	names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
