import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

const change = {
	what: 'delete the username',
	consequence: 'Customers no longer find the number by this name, and somebody else may take it.',
};

/** Username > Delete: DELETE /{phone}/username. WhatsApp docs: Usernames. */
export const remove: Operation = {
	properties: [numberLocator('The phone number whose username to delete'), ...confirmFields(change), ...writeOptions],

	prepare(item) {
		const id = readNumberId(item);
		checkConfirmed(item, change);
		return {
			async run() {
				const response = await item.graph.request({ method: 'DELETE', path: [id, 'username'] });
				return { json: { phoneNumberId: id, deleted: response.success === true } };
			},
		};
	},
};
