import { BOOLEAN, type ComponentSpec } from '../types';
import { action, flag, name, required, selectAction, type, visibility } from './build';

/** WhatsApp docs: Flows > Components > OptIn. */
export const optIn: ComponentSpec = {
	type: 'OptIn',
	perScreen: 5,
	value: () => BOOLEAN,
	properties: {
		type,
		name,
		label: required(120),
		required: flag(),
		enabled: flag({ undocumented: true }),
		visible: visibility,
		'on-click-action': action(['data_exchange', 'navigate', 'open_url'], { unlisted: ['update_data'] }),
		'on-select-action': selectAction(['update_data'], { since: 600 }),
		'on-unselect-action': selectAction(['update_data'], { since: 600 }),
		'init-value': flag({ outsideForm: true }),
	},
};
