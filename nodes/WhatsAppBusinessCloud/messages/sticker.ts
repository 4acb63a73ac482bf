import { buildMedia, mediaProperties } from './media';
import type { MessageType } from './types';

const title = 'Sticker';

/** WhatsApp docs: Messages > Sticker messages. `{id | link}`. */
export const sticker: MessageType = {
	value: 'sticker',
	name: 'Sticker',
	description: 'Send a static or animated sticker',
	properties: mediaProperties(title, 'WebP, 512 x 512 pixels, up to 100 KB (animated: 500 KB)'),
	build: (parameters) => buildMedia('sticker', parameters, { title }),
};
