import { buildMedia, mediaProperties } from './media';
import type { MessageType } from './types';

const title = 'Sticker';

/** WhatsApp docs: Messages > Sticker messages. `{id | link}`. */
export const sticker: MessageType = {
	value: 'sticker',
	name: 'Sticker',
	description: 'Send a sticker, still or animated',
	properties: mediaProperties(title, 'WebP of 512 by 512 pixels, up to 100 KB, or 500 KB when animated'),
	build: (parameters) => buildMedia('sticker', parameters, { title }),
};
