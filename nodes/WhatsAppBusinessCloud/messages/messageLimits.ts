import type { Limit, Range } from '../shared/input/limit';
import type { MediaKind } from './types';

export const limits = {
	textBody: { max: 4096, source: 'WhatsApp docs: Messages > Text messages' },
	caption: { max: 1024, source: 'WhatsApp docs: Messages > Image messages, Video messages' },
	contacts: { max: 257, source: 'WhatsApp docs: Messages > Contacts messages' },
	callbackData: { max: 512, source: 'WhatsApp docs: Messages > biz_opaque_callback_data' },
} satisfies Record<string, Limit>;

export const ranges = {
	longitude: { min: -180, max: 180, source: 'WhatsApp docs: Messages > Location messages' },
	latitude: { min: -90, max: 90, source: 'WhatsApp docs: Messages > Location messages' },
} satisfies Record<string, Range>;

/** Days that a message stays pinned. */
export const pinDays: Range = { min: 1, max: 30, source: 'WhatsApp docs: Groups API > Pin messages' };

/** The limits of one kind of media. */
export interface MediaLimit {
	/** Plural, for use in a sentence. */
	plural: string;
	/** Media types and their common names. Documents: types that can be uploaded; by link, WhatsApp accepts any type. */
	types: Record<string, string>;
	/** Bytes. Meta does not define MB; the larger definition (1,048,576 bytes) rejects nothing that Meta accepts. */
	maxBytes: number;
	source: string;
}

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
const source = 'Meta docs: Media > Supported media types';

export const mediaLimits: Record<MediaKind, MediaLimit> = {
	audio: {
		plural: 'audio files',
		types: {
			'audio/aac': 'AAC',
			'audio/amr': 'AMR',
			'audio/mpeg': 'MP3',
			'audio/mp4': 'M4A',
			'audio/ogg': 'OGG with the Opus codec',
		},
		maxBytes: 16 * megabyte,
		source,
	},
	document: {
		plural: 'documents',
		types: {
			'text/plain': 'plain text',
			'application/pdf': 'PDF',
			'application/msword': 'Word',
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
			'application/vnd.ms-excel': 'Excel',
			'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
			'application/vnd.ms-powerpoint': 'PowerPoint',
			'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
		},
		maxBytes: 100 * megabyte,
		source,
	},
	image: {
		plural: 'images',
		types: { 'image/jpeg': 'JPEG', 'image/png': 'PNG' },
		maxBytes: 5 * megabyte,
		source,
	},
	sticker: {
		plural: 'animated stickers',
		types: { 'image/webp': 'WebP' },
		maxBytes: 500 * kilobyte,
		source,
	},
	video: {
		plural: 'videos',
		types: { 'video/mp4': 'MP4', 'video/3gpp': '3GP' },
		maxBytes: 16 * megabyte,
		source,
	},
};

/** Static stickers have a separate limit. Meta docs: Messages > Sticker messages. */
export const staticStickerBytes = 100 * kilobyte;

/** Voice messages require OGG files with the Opus codec. Meta docs: Messages > Audio messages. */
export const voiceType = 'audio/ogg';

/**
 * Message types that groups do not support. Meta checks types that neither this list nor the page mentions.
 * WhatsApp docs: Groups API > Group messaging.
 */
export const UNSUPPORTED_IN_GROUPS: Record<string, string> = { interactive: 'Interactive messages' };
