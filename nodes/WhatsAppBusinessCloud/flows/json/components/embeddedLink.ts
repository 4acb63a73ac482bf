import type { ComponentSpec } from '../types';
import { action, needed, type, visible } from './build';

/** WhatsApp docs: Flows > Components > Embedded Link. */
export const embeddedLink: ComponentSpec = {
	type: 'EmbeddedLink',
	perScreen: 2,
	properties: {
		type,
		text: needed(25, { notBlank: true }),
		'on-click-action': action(['data_exchange', 'navigate', 'open_url'], { required: true, unlisted: ['update_data'] }),
		visible,
	},
};
