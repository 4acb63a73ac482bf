import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { findContact, newEvent, senderFields, unknownEvent } from './base';
import { contentFields, isKnownType, typeOf } from './content';
import { readStatus } from './statuses';
import {
	camelObject,
	compact,
	errorFields,
	flag,
	isoTime,
	mergeDefined,
	objects,
	part,
	text,
} from '../../../shared/untrustedJson';

/** What a message replies to, and where it comes from. WhatsApp docs: Webhooks > Messages > context, referral. */
function originFields({ context, edit, referral, group_id }: Data): Data {
	// An edited message still replies to the same message.
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
 * All fields of a message: sender, time and content.
 * @param errors errors of the change, if they can only refer to this message
 */
export function messageFields(message: Data, contact: Data, errors?: unknown): Data {
	const person = senderFields(contact);
	return mergeDefined(
		person,
		{
			// Without `from`, the phone number may still be in `contacts`.
			from: text(message.from) ?? person.waId,
			userId: text(message.from_user_id) ?? person.userId,
			parentUserId: text(message.from_parent_user_id) ?? person.parentUserId,
			messageId: text(message.id),
			timestamp: isoTime(message.timestamp),
			type: typeOf(message),
		},
		objects(message.errors).length > 0 ? {} : errorFields(errors),
		compact(contentFields(message)),
		originFields(message),
	);
}

/** How to read a message of another kind. */
export interface Kind {
	kind: string;
	/** Name of the list in the webhook, for Raw output. */
	list: string;
	/** Additional types, beyond those that users can send. */
	types?: readonly string[];
	/** Additional fields, which override those of an incoming message. */
	fields?: Data;
	/** The other user of the chat, if not the sender. */
	contact?: Data;
	/** Errors next to the message. */
	errors?: unknown;
}

/**
 * Types that change a message: each edit or withdrawal is a separate event, even if Meta sends it with the message's
 * ID.
 */
const CHANGES = ['edit', 'revoke', 'system'];

/** @param contacts `contacts` next to the message @param isAlone whether it is the only message */
export function readMessage(change: Change, row: Data, contacts: unknown, isAlone: boolean, of: Kind): ReceivedEvent {
	const contact = of.contact ?? findContact(contacts, [row.from, row.from_user_id, row.from_parent_user_id], isAlone);
	const type = typeOf(row);
	return newEvent(change, {
		kind: of.kind,
		isKnown: isKnownType(type) || of.types?.includes(type ?? '') === true,
		fields: mergeDefined(messageFields(row, contact, of.errors), of.fields ?? {}),
		as: 'message',
		place: { list: of.list, row },
		contact,
		// A message that Meta delivers first as `unsupported` and later with its content counts as two events.
		ids: [row.id, type, ...(CHANGES.includes(type ?? '') ? [row.timestamp] : [])],
	});
}

/**
 * Reads the field `messages`: incoming messages, changes of a user's number or ID, statuses, errors. WhatsApp docs:
 * Webhooks > messages.
 */
export function readMessages(change: Change): ReceivedEvent[] {
	const { value } = change;
	const messages = objects(value.messages);
	const statuses = objects(value.statuses);
	// Errors of the change refer to its only entry. WhatsApp docs: Webhooks > messages > Errors.
	const errors = messages.length + statuses.length === 1 ? value.errors : undefined;
	const read = [
		...messages.map((row) => {
			// "A changed their number" was not written by A: a workflow that replies to messages must not reply to it.
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
