import { writeOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, pinField, readNumberId, readPin } from './fields';

/** Phone Number > Set PIN: POST /{phone}. WhatsApp docs: Phone numbers > Two-step verification. */
export const setPin: Operation = {
	properties: [
		numberLocator('The phone number to set the PIN of'),
		pinField('The new PIN: 6 digits. The old one is not needed. Only WhatsApp Manager can turn the PIN off.'),
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const body = { pin: readPin(item) };
		return {
			async run() {
				const response = await item.graph.request({ method: 'POST', path: [id], body, idempotent: true });
				return { json: { id, pinSet: response.success !== false } };
			},
		};
	},
};
