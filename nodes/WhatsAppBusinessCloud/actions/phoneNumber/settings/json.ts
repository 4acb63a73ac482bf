import { jsonObject } from '../../../shared/input/jsonParameter';
import type { SettingsGroup } from './types';

const FIELD = 'Settings (JSON)';

/** Any group of settings, also one that this package does not know. */
export const json: SettingsGroup = {
	name: 'Using JSON',
	value: 'json',
	description: 'Any other setting of the platform',
	properties: [
		{
			displayName: FIELD,
			name: 'settingsJson',
			type: 'json',
			required: true,
			default: '{\n  "user_identity_change": { "enable_identity_key_check": true }\n}',
			description: 'One group of settings, as in the documentation of the Cloud API',
		},
	],

	prepare(item) {
		const body = jsonObject(item.parameter('settingsJson'), FIELD, 'Enter an object with one group of settings');
		return () => body;
	},
};
