import type { Json } from '../messages/checks';
import type { State } from '../state';
import type { AcceptedMessage, PhoneNumber, WebhookEvent } from '../types';
import { metadata, statusValue, UNKNOWN_NAME } from '../webhookPayloads';
import { compact } from './content/read';
import { identityOf, profileName } from './identity';
import type { CustomerView } from './types';

const phoneOf = (state: State, id: string): PhoneNumber => {
	const phone = state.phones.get(id);
	if (!phone) throw new RangeError(`There is no phone number with the id '${id}'`);
	return phone;
};

const about = (phone: PhoneNumber, field: string, value: Json): WebhookEvent => ({
	field,
	value: { messaging_product: 'whatsapp', metadata: metadata(phone), ...value },
	phoneNumberId: phone.id,
});

/**
 * The customer played a voice message (Meta docs: Webhooks > status messages).
 * @throws RangeError when the business did not send it
 */
export function playedChange(state: State, id: string): WebhookEvent {
	const message = state.messages.find((one) => one.id === id);
	if (!message) throw new RangeError(`The business did not send the message '${id}'`);
	const phone = phoneOf(state, message.phoneNumberId);
	const value = statusValue(phone, message, 'played', state.clock.seconds());
	return { field: 'messages', value, phoneNumberId: phone.id };
}

/** The customer stopped or resumed marketing messages (Meta docs: Webhooks > user_preferences). */
export function preferenceChange(
	state: State,
	customer: CustomerView,
	business: string,
	isStopped: boolean,
): WebhookEvent {
	const { number, userId, hidesNumber } = customer;
	const preference = {
		...(hidesNumber ? {} : { wa_id: number }),
		user_id: userId,
		detail: isStopped ? 'User requested to stop marketing messages' : 'User requested to resume marketing messages',
		category: 'marketing_messages',
		value: isStopped ? 'stop' : 'resume',
		timestamp: state.clock.seconds(),
	};
	return about(phoneOf(state, business), 'user_preferences', {
		contacts: [identityOf(customer).contact],
		user_preferences: [preference],
	});
}

/**
 * The customer has another number (Meta docs: Webhooks > messages > System; Business-scoped user IDs > System messages
 * webhooks).
 * @param before the number and the user ID that they had
 */
export function systemChange(
	state: State,
	customer: CustomerView,
	before: { number: string; userId: string },
	business: string,
): WebhookEvent {
	const { number, userId, hidesNumber } = customer;
	const system = compact({
		body: `User ${profileName(customer) ?? UNKNOWN_NAME} changed from ${hidesNumber ? before.userId : before.number} to ${hidesNumber ? userId : number}`,
		type: 'user_changed_number',
		wa_id: hidesNumber ? undefined : number,
		user_id: userId,
		previous_user_id: before.userId,
	});
	const message = {
		...(hidesNumber ? {} : { from: before.number }),
		id: state.newMessageId(number),
		timestamp: String(state.clock.seconds()),
		type: 'system',
		system,
	};
	return about(phoneOf(state, business), 'messages', { messages: [message] });
}

/** The status of a payment (Meta docs: Payments > Payment status). */
export function paymentChange(state: State, message: AcceptedMessage, status: string, payment: Json): WebhookEvent {
	const customer = state.phone.customers.meet(message.to);
	const { contact } = identityOf(customer);
	const row = {
		id: message.id,
		status,
		timestamp: String(state.clock.seconds()),
		recipient_id: customer.number,
		recipient_user_id: customer.userId,
		type: 'payment',
		payment,
	};
	return about(phoneOf(state, message.phoneNumberId), 'messages', { contacts: [contact], statuses: [row] });
}
