import type { ComponentSpec } from '../types';
import { action, required, type, visibility } from './build';

/** WhatsApp docs: Flows > Components > Embedded Link. */
export const embeddedLink: ComponentSpec = {
	type: 'EmbeddedLink',
	perScreen: 2,
	properties: {
		type,
		text: required(25, { notBlank: true }),
		'on-click-action': action(['data_exchange', 'navigate', 'open_url'], { required: true, unlisted: ['update_data'] }),
		visible: visibility,
	},
};
