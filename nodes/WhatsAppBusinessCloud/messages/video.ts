import { buildMedia, captionField, mediaProperties } from './media';
import type { MessageType } from './types';

const title = 'Video';

/** WhatsApp docs: Messages > Video messages. `{id | link, caption}`. */
export const video: MessageType = {
	value: 'video',
	name: 'Video',
	description: 'Send a video with an optional caption',
	properties: mediaProperties(title, 'MP4 or 3GP with H.264 video and AAC audio, up to 16 MB'),
	additionalFields: [captionField],
	build: (parameters) => buildMedia('video', parameters, { title, caption: true }),
};
