export type MediaKind = 'audio' | 'document' | 'image' | 'sticker' | 'video';

const megabyte = 1024 * 1024;

// Facts sheet 3.2, sizes and MIME types. A megabyte is taken as 1024 * 1024 bytes.
const kinds: Record<MediaKind, { types: string[]; maxBytes: number }> = {
	audio: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], maxBytes: 16 * megabyte },
	document: {
		types: [
			'text/plain',
			'application/pdf',
			'application/vnd.ms-excel',
			'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'application/msword',
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'application/vnd.ms-powerpoint',
			'application/vnd.openxmlformats-officedocument.presentationml.presentation',
		],
		maxBytes: 100 * megabyte,
	},
	image: { types: ['image/jpeg', 'image/png'], maxBytes: 5 * megabyte },
	sticker: { types: ['image/webp'], maxBytes: 500 * 1024 },
	video: { types: ['video/mp4', 'video/3gpp'], maxBytes: 16 * megabyte },
};

export const maxStaticStickerBytes = 100 * 1024;

/** Lower case, without parameters such as codecs. */
export function bareType(mimeType: string): string {
	return mimeType.split(';')[0]!.trim().toLowerCase();
}

/**
 * The kind of media that a MIME type makes, or undefined when Meta does not take it. Facts sheet 3.2: other valid text and
 * application types pass as documents; application/octet-stream, the mark of an unknown type, does not.
 */
export function kindOfType(mimeType: string): MediaKind | undefined {
	const bare = bareType(mimeType);
	for (const [kind, { types }] of Object.entries(kinds)) if (types.includes(bare)) return kind as MediaKind;
	return bare !== 'application/octet-stream' && /^(application|text)\/[a-z0-9][a-z0-9.+-]*$/.test(bare) ? 'document' : undefined;
}

/** Every type of the table, for the refusal's text. */
export function allTypes(): string[] {
	return Object.values(kinds).flatMap(({ types }) => types);
}

/** The most bytes a kind may have. */
export function maxBytes(kind: MediaKind, animated: boolean): number {
	return kind === 'sticker' && !animated ? maxStaticStickerBytes : kinds[kind].maxBytes;
}

/**
 * Whether a message of `kind` can carry a file of this type. A document message takes any file that can be uploaded;
 * the others only their own types (facts sheet 3.2).
 */
export function fitsMessage(kind: MediaKind, mimeType: string): boolean {
	return kind === 'document' ? kindOfType(mimeType) !== undefined : kinds[kind].types.includes(bareType(mimeType));
}
