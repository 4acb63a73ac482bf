import { InputError } from '../../shared/inputError';
import { withDisplayOptions } from '../../shared/displayOptions';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, readNumberId } from './fields';
import { settingsGroups } from './settings';

const FIELD = 'Setting';

/** Phone Number > Update Settings: POST /{phone}/settings. WhatsApp docs: Phone numbers > Settings. */
export const updateSettings: Operation = {
	properties: [
		numberLocator('The phone number to change'),
		{
			displayName: FIELD,
			name: 'setting',
			type: 'options',
			noDataExpression: true,
			options: settingsGroups.map(({ name, value, description }) => ({ name, value, description })),
			default: 'calls',
			description: 'What to change',
		},
		...settingsGroups.flatMap(({ value, properties }) => withDisplayOptions({ setting: [value] }, properties)),
		...writeOptions,
	],

	async prepare(item) {
		const id = readNumberId(item);
		const chosen = item.parameter('setting', 'calls');
		const group = settingsGroups.find(({ value }) => value === chosen);
		if (group === undefined) throw new InputError(FIELD, 'has an unknown value', 'Select it again');
		const makeBody = await group.prepare(item, id);
		return {
			// Changes of one number take effect in the order of the items.
			orderingKey: `${id} settings`,
			async run() {
				const body = await makeBody();
				const path = [id, 'settings'];
				const response = await item.graph.request({ method: 'POST', path, body, idempotent: true });
				return { json: { id, setting: group.value, updated: response.success !== false } };
			},
		};
	},
};
