import { compact, text } from '../../shared/untrustedJson';
import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import { pendingUntil } from '../pending';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

/**
 * Coexistence > Start Contact Sync, Start History Sync: POST /{phone}/smb_app_data. WhatsApp docs: Coexistence >
 * Synchronize data.
 * @param type type of the data; also the webhook field that delivers it
 * @param data what arrives, such as `the contacts`
 */
export function sync(type: 'smb_app_state_sync' | 'history', data: string): Operation {
	const change = {
		what: `let WhatsApp send ${data} now`,
		consequence: `WhatsApp sends ${data} once, and only within 24 hours after the number was connected. Before you start, publish a workflow with a WhatsApp Trigger that listens to ${type}: the synchronization cannot be repeated.`,
	};
	return {
		properties: [
			numberLocator('The phone number that is also used in the WhatsApp Business app'),
			...confirmFields(change),
			...writeOptions,
		],

		prepare(item) {
			const id = readNumberId(item);
			checkConfirmed(item, change);
			const body = { messaging_product: 'whatsapp', sync_type: type };
			return {
				orderingKey: `${id} synchronization`,
				async run() {
					const response = await item.graph.request({ method: 'POST', path: [id, 'smb_app_data'], body });
					const requestId = text(response.request_id);
					return { json: { ...compact({ phoneNumberId: id, requestId }), ...pendingUntil(type) } };
				},
			};
		},
	};
}
