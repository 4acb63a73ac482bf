import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { findContact, newEvent, senderFields, unknownEvent } from './base';
import { contentFields, isKnownType, typeOf } from './content';
import { readStatus } from './statuses';
import { camelObject, compact, errorFields, flag, isoTime, objects, part, text } from '../../../shared/untrustedJson';

/** What a message answers, and where it comes from. WhatsApp docs: Webhooks > Messages > context, referral. */
function originFields({ context, edit, referral, group_id }: Data): Data {
	// An edited message answers what it answered before.
	const quoted = part(context ?? part(part(edit).message).context);
	const product = part(quoted.referred_product);
	return {
		groupId: text(group_id),
		replyTo: text(quoted.id),
		replyToFrom: text(quoted.from) ?? text(quoted.from_user_id),
		forwarded: flag(quoted.forwarded) ?? flag(quoted.frequently_forwarded),
		frequentlyForwarded: flag(quoted.frequently_forwarded),
		referredProductRetailerId: text(product.product_retailer_id),
		referredCatalogId: text(product.catalog_id),
		referral: camelObject(referral),
	};
}

/**
 * All that is said about a message itself: by whom, when, what.
 * @param errors of the whole change, where there is nothing else in it that they could be about
 */
export function messageFields(message: Data, contact: Data, errors?: unknown): Data {
	const person = senderFields(contact);
	return {
		...person,
		// A message without the phone number may still have it in `contacts`.
		from: text(message.from) ?? person.waId,
		userId: text(message.from_user_id) ?? person.userId,
		parentUserId: text(message.from_parent_user_id) ?? person.parentUserId,
		messageId: text(message.id),
		timestamp: isoTime(message.timestamp),
		type: typeOf(message),
		...(objects(message.errors).length > 0 ? {} : errorFields(errors)),
		...compact(contentFields(message)),
		...originFields(message),
	};
}

/** How a message that is not one to answer is called. */
export interface Kind {
	kind: string;
	/** Name of the list in the webhook, for the built-in node's shape. */
	list: string;
	/** Types beyond those that people can send. */
	types?: readonly string[];
	/** More about it, or in place of what a message to the business says. */
	fields?: Data;
	/** The other person of the chat, when that is not the sender. */
	contact?: Data;
	/** Errors beside the message. */
	errors?: unknown;
}

/** Types that change a message: each edit or withdrawal is an event of its own, even if Meta sends it with the message's ID. */
const CHANGES = ['edit', 'revoke', 'system'];

/** @param contacts `contacts` beside the message @param isAlone whether it is the only message */
export function readMessage(change: Change, row: Data, contacts: unknown, isAlone: boolean, of: Kind): ReceivedEvent {
	const contact = of.contact ?? findContact(contacts, [row.from, row.from_user_id, row.from_parent_user_id], isAlone);
	const type = typeOf(row);
	return newEvent(change, {
		kind: of.kind,
		isKnown: isKnownType(type) || of.types?.includes(type ?? '') === true,
		fields: { ...messageFields(row, contact, of.errors), ...of.fields },
		as: 'message',
		place: { list: of.list, row },
		contact,
		// A message that Meta first delivers as `unsupported` and later with its content is two events.
		ids: [row.id, type, ...(CHANGES.includes(type ?? '') ? [row.timestamp] : [])],
	});
}

/** The field `messages`: incoming messages, changes of a person's number or ID, statuses, refusals. WhatsApp docs: Webhooks > messages. */
export function readMessages(change: Change): ReceivedEvent[] {
	const { value } = change;
	const messages = objects(value.messages);
	const statuses = objects(value.statuses);
	// Errors of the whole change are about the only thing in it. WhatsApp docs: Webhooks > messages > Errors.
	const errors = messages.length + statuses.length === 1 ? value.errors : undefined;
	const read = [
		...messages.map((row) => {
			// "A changed her number" is nothing that A said: a workflow that answers messages must not answer it.
			const kind = typeOf(row) === 'system' ? 'system' : 'message';
			return readMessage(change, row, value.contacts, messages.length === 1, { kind, list: 'messages', errors });
		}),
		...statuses.map((row) => readStatus(change, row, value.contacts, { isAlone: statuses.length === 1, errors })),
	];
	if (read.length > 0) return read;
	if (objects(value.errors).length > 0)
		return [newEvent(change, { kind: 'error', fields: errorFields(value.errors), as: 'value' })];
	return [unknownEvent(change)];
}
