import type { Change, Data, ReceivedEvent } from '../types';
import { contactOf, newEvent, personFields, unknownEvent } from './base';
import { contentFields, isKnownType } from './content';
import { readStatus } from './statuses';
import { camelObject, compact, errorFields, flag, isoTime, objects, part, text } from './values';

/** What a message answers, and where it comes from. WhatsApp docs: Webhooks > Messages > context, referral. */
function originFields({ context, referral, group_id }: Data): Data {
	const quoted = part(context);
	const product = part(quoted.referred_product);
	return {
		groupId: text(group_id),
		replyTo: text(quoted.id),
		replyToFrom: text(quoted.from) ?? text(quoted.from_user_id),
		forwarded: flag(quoted.forwarded) ?? flag(quoted.frequently_forwarded),
		frequentlyForwarded: flag(quoted.frequently_forwarded),
		referredProductId: text(product.product_retailer_id),
		referredCatalogId: text(product.catalog_id),
		referral: camelObject(referral),
	};
}

/** All that is said about a message itself: by whom, when, what. */
export function messageFields(message: Data, contact: Data): Data {
	const person = personFields(contact);
	return {
		from: text(message.from),
		...person,
		userId: text(message.from_user_id) ?? person.userId,
		parentUserId: text(message.from_parent_user_id) ?? person.parentUserId,
		messageId: text(message.id),
		timestamp: isoTime(message.timestamp),
		type: text(message.type),
		...compact(contentFields(message)),
		...originFields(message),
	};
}

/** How a message that is not one to answer is called. */
export interface Kind {
	event: string;
	/** Name of the list in the webhook, for the built-in node's shape. */
	list: string;
	/** Types beyond those that people can send. */
	types?: readonly string[];
	/** More about it. */
	fields?: Data;
}

/** @param contacts `contacts` beside the message @param isAlone whether it is the only message */
export function readMessage(change: Change, row: Data, contacts: unknown, isAlone: boolean, kind: Kind): ReceivedEvent {
	const contact = contactOf(contacts, [row.from, row.from_user_id], isAlone);
	return newEvent(change, {
		event: kind.event,
		isKnown: isKnownType(row.type) || kind.types?.includes(text(row.type) ?? '') === true,
		fields: { ...messageFields(row, contact), ...kind.fields },
		as: 'message',
		place: { list: kind.list, row },
		ids: [row.id],
	});
}

/** The field `messages`: incoming messages, changes of a person's number or ID, statuses, refusals. WhatsApp docs: Webhooks > messages. */
export function readMessages(change: Change): ReceivedEvent[] {
	const { value } = change;
	const messages = objects(value.messages);
	const statuses = objects(value.statuses);
	const read = [
		...messages.map((row) => {
			// "A changed her number" is nothing that A said: a workflow that answers messages must not answer it.
			const event = row.type === 'system' ? 'system' : 'message';
			return readMessage(change, row, value.contacts, messages.length === 1, { event, list: 'messages' });
		}),
		...statuses.map((row) => readStatus(change, row, value.contacts, statuses.length === 1)),
	];
	if (read.length > 0) return read;
	if (objects(value.errors).length > 0) return [newEvent(change, { event: 'error', fields: errorFields(value.errors), as: 'value' })];
	return [unknownEvent(change)];
}
