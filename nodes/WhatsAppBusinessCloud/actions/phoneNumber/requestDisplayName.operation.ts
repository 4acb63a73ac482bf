import { requiredTitle } from '../../shared/input/validators';
import { writeOptions } from '../options';
import { pendingUntil } from '../pending';
import type { Operation } from '../types';
import { displayNameField, displayNameLength } from './displayName';
import { numberLocator, readNumberId } from './fields';

/** Phone Number > Request Display Name: POST /{phone}. WhatsApp docs: Display names > Change. */
export const requestDisplayName: Operation = {
	properties: [
		numberLocator('The phone number to change the display name of'),
		displayNameField(
			'The new name. Meta reviews it: the WhatsApp Trigger receives the decision. After an approval, register the number again to use the name.',
		),
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const advice = 'Enter the name that customers should see';
		const displayName = requiredTitle(item.parameter('displayName'), displayNameLength, 'Display Name', advice);
		return {
			async run() {
				const body = { new_display_name: displayName };
				const response = await item.graph.request({ method: 'POST', path: [id], body, idempotent: true });
				const requested = response.success !== false;
				return { json: { id, displayName, requested, ...pendingUntil('phone_number_name_update') } };
			},
		};
	},
};
