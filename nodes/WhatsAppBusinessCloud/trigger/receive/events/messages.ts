import { z } from 'zod';
import { anything } from '../../../shared/input/parseInput';
import { flag, optionalObject, texts } from '../../../shared/lenientSchemas';
import { camelObject, compact, isoTime, mergeDefined, objects, text, type Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { newEvent, unknownEvent } from './base';
import { findContact, type Contact } from './contacts';
import { contentFields, isKnownType, typeOf } from './content';
import { errorFields, hasErrors } from './errors';
import { contextOfChat } from './conversation';
import { readUserActions } from './userEvents';
import { windowOfMessage } from './serviceWindow';
import { readStatus } from './statuses';

const contextSchema = optionalObject({
	...texts('id', 'from', 'from_user_id'),
	forwarded: flag,
	frequently_forwarded: flag,
	referred_product: optionalObject(texts('product_retailer_id', 'catalog_id')),
});

/** A message without its content. WhatsApp docs: Webhooks > Messages. */
const messageSchema = z.object({
	...texts('id', 'from', 'from_user_id', 'from_parent_user_id', 'timestamp', 'group_id'),
	context: contextSchema,
	edit: optionalObject({ message: optionalObject({ context: contextSchema }) }),
	referral: anything,
	system: optionalObject(texts('user_id', 'parent_user_id')),
	errors: anything,
});
type Message = z.infer<typeof messageSchema>;

/** What a message replies to, and where it comes from. WhatsApp docs: Webhooks > Messages > context, referral. */
function originFields({ context, edit, referral, group_id }: Message): Data {
	// An edited message still replies to the same message.
	const quoted = context ?? edit?.message?.context ?? {};
	const { referred_product: product = {} } = quoted;
	return {
		groupId: group_id,
		replyTo: quoted.id,
		replyToFrom: quoted.from ?? quoted.from_user_id,
		forwarded: quoted.forwarded ?? quoted.frequently_forwarded,
		frequentlyForwarded: quoted.frequently_forwarded,
		referredProductRetailerId: product.product_retailer_id,
		referredCatalogId: product.catalog_id,
		referral: camelObject(referral),
	};
}

/**
 * Whether a message is a voicemail: it has the ID of its call, which no operation accepts as a message ID. WhatsApp
 * docs: Calling API > Voicemail.
 */
export const isVoicemail = (id: string | undefined): boolean => id?.startsWith('wacid.') === true;

/**
 * All fields of a message: sender, time and content.
 * @param row the message as received
 * @param errors errors of the change, if they can only refer to this message
 */
function messageFields(message: Message, row: Data, { user }: Contact, errors?: unknown): Data {
	return mergeDefined(
		user,
		{
			// Without `from`, the phone number may still be in `contacts`.
			from: message.from ?? user.waId,
			// A user who changed the user ID may have no other ID in the message.
			userId: message.from_user_id ?? user.userId ?? message.system?.user_id,
			parentUserId: message.from_parent_user_id ?? user.parentUserId ?? message.system?.parent_user_id,
			[isVoicemail(message.id) ? 'callId' : 'messageId']: message.id,
			timestamp: isoTime(message.timestamp),
			type: typeOf(row),
		},
		hasErrors(message.errors) ? {} : errorFields(errors),
		compact(contentFields(row)),
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
	contact?: Contact;
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
	const message = messageSchema.parse(row);
	const { id, from, from_user_id, from_parent_user_id, timestamp, referral } = message;
	const contact = of.contact ?? findContact(contacts, [from, from_user_id, from_parent_user_id], isAlone);
	const type = typeOf(row);
	const window = of.kind === 'message' ? { windowClosesAt: windowOfMessage({ timestamp, type, referral }) } : {};
	return newEvent(change, {
		kind: of.kind,
		isKnown: isKnownType(type) || of.types?.includes(type ?? '') === true,
		fields: mergeDefined(messageFields(message, row, contact, of.errors), window, of.fields ?? {}),
		as: 'message',
		place: { list: of.list, row },
		contact,
		// A message that Meta delivers first as `unsupported` and later with its content counts as two events.
		ids: [id, type, ...(CHANGES.includes(type ?? '') ? [timestamp] : [])],
	});
}

/**
 * "A changed their number" was not written by A: a workflow that replies to messages must not reply to it. Nor can a
 * voicemail be quoted or marked as read.
 */
function kindOf(row: Data): 'message' | 'system' | 'voicemail' {
	if (typeOf(row) === 'system') return 'system';
	return typeOf(row) === 'audio' && isVoicemail(text(row.id)) ? 'voicemail' : 'message';
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
	const { summary } = contextOfChat.parse(value.conversation_context) ?? {};
	const fields = { conversationSummary: summary?.text };
	const read = [
		...messages.map((row) =>
			readMessage(change, row, value.contacts, messages.length === 1, {
				kind: kindOf(row),
				list: 'messages',
				errors,
				fields,
			}),
		),
		...readUserActions(change),
		...statuses.map((row) => readStatus(change, row, value.contacts, { isAlone: statuses.length === 1, errors })),
	];
	if (read.length > 0) return read;
	if (hasErrors(value.errors))
		return [newEvent(change, { kind: 'error', fields: errorFields(value.errors), as: 'value' })];
	return [unknownEvent(change)];
}
