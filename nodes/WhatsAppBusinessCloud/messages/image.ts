import { builtInCaptionField, buildMedia, captionField, mediaProperties } from './media';
import type { MessageType } from './types';

const title = 'Image';

/** WhatsApp docs: Messages > Image messages. `{id | link, caption}`. */
export const image: MessageType = {
	value: 'image',
	name: 'Image',
	description: 'Send an image with an optional text',
	properties: [
		...mediaProperties(title, 'JPEG or PNG, up to 5 MB'),
		captionField('e.g. Fresh from the oven this morning'),
	],
	additionalFields: [builtInCaptionField],
	build: (parameters) => buildMedia('image', parameters, { title, caption: true }),
};
