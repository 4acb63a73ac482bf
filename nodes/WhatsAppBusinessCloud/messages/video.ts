import { builtInCaptionField, buildMedia, captionField, mediaProperties } from './media';
import type { MessageType } from './types';

const title = 'Video';

/** WhatsApp docs: Messages > Video messages. `{id | link, caption}`. */
export const video: MessageType = {
	value: 'video',
	name: 'Video',
	description: 'Send a video with an optional text',
	properties: [
		...mediaProperties(title, 'MP4 or 3GP with H.264 video and AAC audio, up to 16 MB'),
		captionField('e.g. How we bake our bread'),
	],
	additionalFields: [builtInCaptionField],
	build: (parameters) => buildMedia('video', parameters, { title, caption: true }),
};
