import type { Json } from '../messages/checks';
import type { State } from '../state';
import type { IncomingMessage } from '../types';
import { contentOf } from './content';
import { part, text } from './content/read';
import { isNameless } from './identity';
import { WINDOW_MS, type Phone } from './phone';
import { react } from './reactions';
import type { Content, CustomerView } from './types';

/** A message from a customer. */
export interface Incoming {
	message: IncomingMessage;
	/** The wamid. */
	id: string;
	/** ID of the number that it is for. */
	business: string;
	/** Whether an app receives the webhook. */
	isHeard: boolean;
}

/** Shows a message from a customer in their chat, or in their group, and opens the customer service window. */
export function showIncoming(state: State, { message, id, business, isHeard }: Incoming): CustomerView {
	const { phone, clock } = state;
	const customer = senderOf(phone, message);
	const body = message.message ?? { type: 'text', text: { body: message.text ?? '' } };
	const type = String(body.type);
	const { group } = message;
	const chat = phone.open(customer, business, group);
	if (group === undefined) chat.windowUntil = clock.now() + WINDOW_MS;
	const change = changes[type];
	if (change) change(phone, part(body[type]));
	else
		phone.chats.add(chat, {
			id,
			customer: customer.id,
			business,
			...(group === undefined ? {} : { group }),
			at: clock.now(),
			from: type === 'system' ? 'system' : 'customer',
			content: contentIn(state, type, body),
			status: 'sent',
			...phone.chats.quoted(part(body.context).id),
			...(isHeard ? {} : { isUnheard: true }),
		});
	chat.seen = chat.entries.length;
	phone.chats.tellChat(chat);
	return customer;
}

const contentIn = (state: State, type: string, body: Json): Content =>
	type === 'system' ? { type, text: text(part(body.system).body) } : contentOf(type, body, state);

/** The customer who writes, who is met with their first message, and named when their name becomes known. */
function senderOf(phone: Phone, { from, name }: IncomingMessage): CustomerView {
	const known = phone.customers.at(from);
	const customer = known ?? phone.customers.meet(from, name);
	const isNamed = known !== undefined && name !== undefined && isNameless(known);
	if (isNamed) customer.name = name;
	if (!known || isNamed) phone.tellCustomers();
	return customer;
}

/** Types of messages that change an earlier one. */
const changes: Partial<Record<string, (phone: Phone, value: Json) => void>> = {
	reaction: (phone, value) => react(phone, value, 'customer'),
	edit: ({ chats }, { original_message_id: id, message }) => {
		const words = text(part(part(message).text).body) ?? '';
		chats.alter(String(id), { content: { type: 'text', text: words }, isEdited: true });
	},
	revoke: ({ chats }, { original_message_id: id }) => chats.alter(String(id), { isDeleted: true }),
};
