import { formatRecipient, parseUser, recipientPayload } from '../../shared/input/recipient';
import { compact, objects, text } from '../../shared/untrustedJson';
import { writeUserOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import { phoneReading } from '../phoneReading';
import type { Operation } from '../types';
import { callFields, readCallFields, readSession, sdpField, userField, userLabel } from './fields';

/** Call > Connect: POST /{phone}/calls with an offer. WhatsApp docs: Calling API > Business-initiated calls. */
export const connect: Operation = {
	properties: [
		numberLocator('The phone number that calls'),
		userField('The user to call, who must have allowed it: a phone number with country code, or a user ID (BSUID)'),
		sdpField('that your telephony software offers'),
		callFields,
		...writeUserOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const user = parseUser(item.parameter('user'), userLabel, phoneReading(item));
		const body = {
			messaging_product: 'whatsapp',
			...recipientPayload(user),
			action: 'connect',
			session: readSession(item, 'offer'),
			...readCallFields(item),
		};
		return {
			// WhatsApp allows one call with a user at a time.
			orderingKey: `${id} ${user.key}`,
			async run() {
				const { calls } = await item.graph.request({ method: 'POST', path: [id, 'calls'], body });
				const [call] = objects(calls);
				return { json: compact({ callId: text(call?.id), user: formatRecipient(user), action: 'connect' }) };
			},
		};
	},
};
