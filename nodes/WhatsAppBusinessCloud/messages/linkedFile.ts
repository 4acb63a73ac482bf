import { InputError } from '../shared/inputError';
import { joinWithOr } from '../shared/joinWithOr';
import { bareType, endingOfName, typeOfName } from '../shared/fileTypes';
import { statedCodec } from './checkFile';
import { checkSize } from './fileSize';
import { mediaLimits, voiceType } from './messageLimits';
import type { MediaKind } from './types';
import type { FieldPath } from '../shared/inputPath';

/** What the server reports about a linked file. */
export interface LinkedFile {
	/** The server's Content-Type, with parameters. */
	mimeType: string;
	/** Bytes; undefined when unknown. */
	size?: number;
	/** The file name that the recipient sees, or the path of the link. */
	fileName: string;
}

const webPages = ['text/html', 'application/xhtml+xml'];

/**
 * Checks a linked file. WhatsApp uses the server's type and requires the exact name. With any other type, Meta
 * accepts the message and later reports 131053. Documents can have any type. Meta docs: Media > Supported media types (mismatched
 * MIME type).
 * @throws InputError
 */
export function checkLinkedFile(kind: MediaKind, file: LinkedFile, field: FieldPath): void {
	const type = bareType(file.mimeType);
	if (kind === 'document') rejectWebPage(type, file.fileName, field);
	else checkContentType(kind, type, file.mimeType, field);
	const tooLarge =
		kind === 'document' || kind === 'sticker'
			? 'Make the file smaller'
			: 'Make the file smaller, or send it as a document (up to 100 MB)';
	checkSize(kind, { size: file.size }, field, tooLarge);
}

/** Rejects a web page instead of a file: usually a login, or the page where the download starts. */
function rejectWebPage(type: string, fileName: string, field: FieldPath): void {
	const expected = typeOfName(fileName);
	if (!webPages.includes(type) || expected === undefined || webPages.includes(expected)) return;
	throw new InputError(
		field,
		(quoted) => `The link in ${quoted} returns a web page (${type}), not a .${endingOfName(fileName)} file`,
		'Open the link in a private browser window: it may lead to a login or download page. Use a direct link to the file, or upload the file from n8n',
	);
}

function checkContentType(kind: MediaKind, type: string, stated: string, field: FieldPath): void {
	const { plural, types } = mediaLimits[kind];
	const isOtherCodec = type === voiceType && (statedCodec(stated) ?? 'Opus') !== 'Opus';
	if (Object.hasOwn(types, type) && !isOtherCodec) return;
	const what = kind === 'sticker' ? 'stickers' : plural;
	const names = Object.keys(types).map((name) => (name === voiceType ? 'audio/ogg; codecs=opus' : name));
	throw new InputError(
		field,
		(quoted) =>
			`The server of ${quoted} returns the type ${stated.replace(/[^\w.+/;= -]/g, '').slice(0, 80)}, WhatsApp accepts ${what} as ${joinWithOr(names)}`,
		`If the file has one of these types, make the server return it as Content-Type, or upload the file from n8n. Otherwise convert it${kind === 'sticker' ? '' : ', or send it as a document'}`,
	);
}
