import type { Json } from '../../messages/checks';
import type { MediaStore } from '../../mediaStore';
import type { Media } from '../types';
import { compact, text } from './read';

/** Path below the emulator's URL of the files that the phone shows. */
export const FILES = '/_emulator/phone/files/';
export const LINKS = '/_emulator/phone/links';

/** The file of a message, given by ID or by link. */
export function mediaOf(kind: Media['kind'], file: Json, store: MediaStore): Media {
	const { id, link, filename, voice, mime_type } = file;
	const stored = id === undefined ? undefined : store.stored(String(id));
	return compact({
		kind,
		src: id === undefined ? `${LINKS}?url=${encodeURIComponent(String(link))}` : FILES + encodeURIComponent(String(id)),
		mimeType: stored?.mimeType ?? text(mime_type),
		fileName: text(filename) ?? stored?.fileName ?? nameIn(text(link)),
		size: stored?.size,
		isVoice: voice === true || voice === 'true' ? true : undefined,
	});
}

/** The last part of a URL's path. */
function nameIn(link: string | undefined): string | undefined {
	if (link === undefined || !URL.canParse(link)) return undefined;
	const name = new URL(link).pathname.split('/').pop();
	return name === '' ? undefined : name;
}
