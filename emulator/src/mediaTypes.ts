export type MediaKind = 'audio' | 'document' | 'image' | 'sticker' | 'video';

const megabyte = 1024 * 1024;

// Meta docs: Media > Supported media types. A megabyte is 1024 * 1024 bytes here. audio/opus can be uploaded (see
// uploadTypes), but not delivered.
const kinds: Record<MediaKind, { types: string[]; maxBytes: number }> = {
	audio: {
		types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'audio/opus'],
		maxBytes: 16 * megabyte,
	},
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

/** Lowercase, without parameters such as codecs. */
export function bareType(mimeType: string): string {
	return mimeType.split(';')[0].trim().toLowerCase();
}

/** The types that the upload accepts, in the order of its error message. */
export const uploadTypes = [
	'audio/aac',
	'audio/mp4',
	'audio/mpeg',
	'audio/amr',
	'audio/ogg',
	'audio/opus',
	'application/vnd.ms-powerpoint',
	'application/msword',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	'application/pdf',
	'text/plain',
	'application/vnd.ms-excel',
	'image/jpeg',
	'image/png',
	'image/webp',
	'video/mp4',
	'video/3gpp',
];

/** The media kind of a MIME type; undefined when the upload does not accept it. */
export function kindOfType(mimeType: string): MediaKind | undefined {
	const bare = bareType(mimeType);
	return (Object.keys(kinds) as MediaKind[]).find((kind) => kinds[kind].types.includes(bare));
}

/** Maximum size of a kind, in bytes. */
export function maxBytes(kind: MediaKind, animated: boolean): number {
	return kind === 'sticker' && !animated ? maxStaticStickerBytes : kinds[kind].maxBytes;
}

/**
 * Whether a message of `kind` can carry a file of this type. A document message accepts any file; the others only their
 * own types (Meta docs: Media > Supported media types).
 */
export function fitsMessage(kind: MediaKind, mimeType: string): boolean {
	return kind === 'document' || kinds[kind].types.includes(bareType(mimeType));
}

const audioNames = 'audio/ogg; codecs=opus, audio/mpeg, audio/amr, audio/mp4, audio/aac';

/**
 * The outcome of an accepted audio message: its file is processed afterwards, and if its type is not supported, the
 * message fails with 131053 (Meta docs: Error codes > 131053; Messages > Audio messages: OGG with the Opus codec only).
 * @param isOpus whether the content is OGG with the Opus codec; undefined when unknown, as for generated content
 * @returns the details of the failed status; undefined when the message is delivered
 */
export function audioFailure(
	{ mimeType, isOpus }: { mimeType: string; isOpus?: boolean },
	isVoice: boolean,
): string | undefined {
	const bare = bareType(mimeType);
	if (bare === 'audio/opus')
		return `Unsupported ${isVoice ? 'Voice' : 'Audio'} mime type audio/opus. Please use one of ${audioNames}.`;
	if (bare !== 'audio/ogg' || isOpus !== false) return undefined;
	return 'Audio file uploaded with mimetype as audio/ogg; codecs=opus, however on processing it is of type application/octet-stream. Please choose a different file.';
}
