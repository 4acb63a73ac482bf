import { parameterError, whatsappError } from '../errors';
import { fitsMessage, maxBytes, type MediaKind } from '../mediaTypes';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { at, httpUrl, invalid, missing, onlyKeys, optionalBoolean, optionalText, text, type Json } from './checks';

// Meta docs: Messages > Image, Video, Audio, Document, Sticker messages: properties of each kind beside id or link.
const extras: Record<MediaKind, string[]> = {
	image: ['caption'],
	video: ['caption'],
	audio: ['voice'],
	document: ['caption', 'filename'],
	sticker: [],
};

/**
 * Meta docs: Messages > Image, Video, Audio, Document, Sticker messages: exactly one of id and link, a caption of at
 * most 1024 characters, no caption on audio and stickers.
 */
export function checkMedia(kind: MediaKind, part: Json, phone: PhoneNumber, state: State): void {
	onlyKeys(part, kind, ['id', 'link', ...extras[kind]]);
	optionalText(part.caption, at(kind, 'caption'), 1024);
	optionalText(part.filename, at(kind, 'filename'));
	optionalBoolean(part.voice, at(kind, 'voice'));
	checkFile(kind, part, kind, phone, state);
}

/** Exactly one of id and link, and a file of the number. `where` is the object that contains them. */
export function checkFile(kind: MediaKind, part: Json, where: string, phone: PhoneNumber, state: State): void {
	const hasId = part.id !== undefined && part.id !== '';
	const hasLink = part.link !== undefined && part.link !== '';
	if (!hasId && !hasLink) missing(`${at(where, 'id')} or ${at(where, 'link')}`, kind);
	if (hasId && hasLink) throw parameterError(`Only one of ${at(where, 'id')} and ${at(where, 'link')} can be set.`);
	if (hasLink) httpUrl(part.link, at(where, 'link'));
	else checkStored(kind, text(part.id, at(where, 'id')), phone, state);
}

/**
 * The ID must belong to media that this number uploaded, of a type and size that the kind accepts, or else 131053 (Meta
 * docs: Media > Upload media; Supported media types).
 */
function checkStored(kind: MediaKind, id: string, phone: PhoneNumber, state: State): void {
	const media = state.media.find(id);
	if (!media || media.phoneNumberId !== phone.id) invalid(`Media ID '${id}' was not found for this phone number.`);
	if (!fitsMessage(kind, media.mimeType)) {
		throw whatsappError(
			131053,
			`Media file on upload was detected with mime type ${media.mimeType}, which is not supported for ${kind} messages.`,
		);
	}
	const limit = maxBytes(kind, media.animated);
	if (media.size > limit)
		throw whatsappError(
			131053,
			`Media file size ${media.size} is over the limit of ${limit} bytes for ${kind} messages.`,
		);
}
