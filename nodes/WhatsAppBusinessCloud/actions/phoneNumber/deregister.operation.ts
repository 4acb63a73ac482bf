import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, readNumberId } from './fields';

const change = {
	what: 'deregister the phone number',
	consequence:
		'A deregistered number sends and receives nothing until it is registered again with its PIN. It stays in the account, and its messages are kept. A number that is also used in the WhatsApp Business app cannot be deregistered. Meta allows 10 registrations and deregistrations in 72 hours.',
};

/** Phone Number > Deregister: POST /{phone}/deregister. WhatsApp docs: Phone numbers > Deregister. */
export const deregister: Operation = {
	properties: [numberLocator('The phone number to take out of use'), ...confirmFields(change), ...writeOptions],

	prepare(item) {
		const id = readNumberId(item);
		checkConfirmed(item, change);
		return {
			orderingKey: `${id} registration`,
			async run() {
				const response = await item.graph.request({
					method: 'POST',
					path: [id, 'deregister'],
					permission: 'whatsapp_business_management and whatsapp_business_messaging',
				});
				return { json: { id, deregistered: response.success !== false } };
			},
		};
	},
};
