import { compact, text } from '../../shared/untrustedJson';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

/** Username > Get: GET /{phone}/username. WhatsApp docs: Usernames. */
export const get: Operation = {
	properties: [numberLocator('The phone number to get the username of'), ...readOptions],

	prepare(item) {
		const id = readNumberId(item);
		return {
			async run() {
				const response = await item.graph.request({ method: 'GET', path: [id, 'username'] });
				return {
					json: compact({ phoneNumberId: id, username: text(response.username), status: text(response.status) }),
				};
			},
		};
	},
};
