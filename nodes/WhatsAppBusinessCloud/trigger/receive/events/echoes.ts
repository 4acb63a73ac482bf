import { z } from 'zod';
import { optionalObject, texts } from '../../../shared/lenientSchemas';
import { camelObject, isoTime, objects, part, type Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { newEvent, unknownEvent } from './base';
import { findContact } from './contacts';
import { contextOfChat } from './conversation';
import { readMessage, type Kind } from './messages';
import { readStatus } from './statuses';

export const orUnknown = (change: Change, events: ReceivedEvent[]): ReceivedEvent[] =>
	events.length > 0 ? events : [unknownEvent(change)];

const endsSchema = z.object(texts('from', 'to', 'to_user_id', 'to_parent_user_id'));

/** Sender and recipient of a message from the business: the user is the recipient. */
export function ends(row: Data) {
	const { from, to, to_user_id, to_parent_user_id } = endsSchema.parse(row);
	return { from, to, toUserId: to_user_id, toParentUserId: to_parent_user_id };
}

/** Types that only a business can send. WhatsApp docs: Messages > Send, request types. */
export const BUSINESS_TYPES = ['template', 'pin'];

interface EchoOf {
	list: string;
	kind?: string;
	fields?: Data;
	/** Whether it is the only echo. */
	isAlone: boolean;
}

export function echo(change: Change, row: Data, { list, kind = 'echo', fields = {}, isAlone }: EchoOf): ReceivedEvent {
	const sent = part(row.message);
	// A standby echo contains the original send request.
	const message: Data = Object.keys(sent).length > 0 ? { ...sent, id: row.id, timestamp: row.timestamp } : row;
	const sides = ends(message);
	const { toUserId, toParentUserId } = sides;
	const contact = findContact(change.value.contacts, [toUserId, sides.to, toParentUserId], isAlone);
	const { user } = contact;
	const other = { userId: toUserId ?? user.userId, parentUserId: toParentUserId ?? user.parentUserId };
	const of: Kind = { kind, list, types: BUSINESS_TYPES, contact, fields: { ...other, ...sides, ...fields } };
	const read = readMessage(change, message, [], false, of);
	return {
		...read,
		json: { ...read.json, message: row },
		place: { list, row },
		contained: contact.row === undefined ? [row] : [row, contact.row],
	};
}

const id = optionalObject(texts('id'));

const messengerSchema = z.object({
	...texts('timestamp'),
	sender: id,
	recipient: id,
	message: optionalObject(texts('mid', 'text', 'app_id')),
});

/**
 * Reads an echo in the format of the app dashboard's message_echoes example: like Messenger webhooks, with
 * milliseconds.
 */
function messengerEcho(change: Change, row: Data): ReceivedEvent {
	const { timestamp, sender, recipient, message } = messengerSchema.parse(row);
	return newEvent(change, {
		kind: 'echo',
		fields: {
			from: sender?.id,
			to: recipient?.id,
			text: message?.text,
			messageId: message?.mid,
			timestamp: isoTime(timestamp),
			appId: message?.app_id,
		},
		as: 'message',
		place: { list: 'messaging', row },
		ids: [message?.mid],
	});
}

/** Messages that other software sent from the number. WhatsApp docs: Webhooks > smb_message_echoes, message_echoes. */
export function readEchoes(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.message_echoes);
	const echoes = rows.map((row) => echo(change, row, { list: 'message_echoes', isAlone: rows.length === 1 }));
	return orUnknown(change, [...echoes, ...objects(change.value.messaging).map((row) => messengerEcho(change, row))]);
}

const stateSchema = z.object({
	...texts('type', 'action'),
	metadata: optionalObject(texts('timestamp')),
	contact: optionalObject(texts('full_name', 'first_name', 'phone_number', 'user_id', 'parent_user_id', 'username')),
});

/** Contacts of the WhatsApp Business app. WhatsApp docs: Webhooks > smb_app_state_sync. */
export const readStateSync = (change: Change): ReceivedEvent[] =>
	orUnknown(
		change,
		objects(change.value.state_sync).map((row) => {
			const { type, action, metadata, contact } = stateSchema.parse(row);
			return newEvent(change, {
				kind: 'contactSync',
				isKnown: type === 'contact',
				fields: {
					type,
					action,
					timestamp: isoTime(metadata?.timestamp),
					fullName: contact?.full_name,
					firstName: contact?.first_name,
					phoneNumber: contact?.phone_number,
					userId: contact?.user_id,
					parentUserId: contact?.parent_user_id,
					username: contact?.username,
				},
				as: 'value',
				place: { list: 'state_sync', row },
			});
		}),
	);

/** Chats that another sender owns, for information only: do not reply. WhatsApp docs: Webhooks > standby. */
export function readStandby(change: Change): ReceivedEvent[] {
	const standby = part(change.value.standby);
	const messages = objects(standby.messages);
	const echoes = objects(standby.message_echoes);
	const statuses = objects(standby.statuses);
	const isAlone = messages.length + echoes.length + statuses.length === 1;
	const errors = isAlone ? standby.errors : undefined;
	const inner: Change = { ...change, value: { ...change.value, contacts: standby.contacts } };
	const echoFields = (row: Data): Data => ({ template: camelObject(row.template), flow: camelObject(row.flow) });
	const events = [
		...messages.map((row) =>
			readMessage(inner, row, standby.contacts, isAlone, { kind: 'standbyMessage', list: 'standby', errors }),
		),
		...echoes.map((row) =>
			echo(inner, row, { list: 'standby', kind: 'standbyEcho', fields: echoFields(row), isAlone }),
		),
		...statuses.map((row) => readStatus(inner, row, standby.contacts, { isAlone, kind: 'standbyStatus', errors })),
	];
	return orUnknown(
		change,
		events.map((event) => ({ ...event, change })),
	);
}

const controlSchema = optionalObject({
	...texts('previous_owner_role', 'new_owner_role', 'previous_owner_app_id', 'previous_owner_app_role', 'metadata'),
	conversation_context: contextOfChat,
});

const handoverSchema = z.object({
	...texts('type', 'timestamp'),
	sender: optionalObject(texts('phone_number', 'user_id')),
	control_passed: controlSchema,
	control_taken: controlSchema,
	conversation_context: contextOfChat,
});

/**
 * Who handles a chat from now on: `control_passed` goes to the new owner, `control_taken` to the previous one. Before
 * September 2026, Meta sent the app and the role of the previous owner only. WhatsApp docs: Conversation Routing >
 * Webhooks > messaging_handovers.
 */
export function readHandover(change: Change): ReceivedEvent[] {
	const handover = handoverSchema.parse(change.value);
	const type =
		handover.type ?? (['control_passed', 'control_taken'] as const).find((key) => handover[key] !== undefined);
	const control = handover.control_passed ?? handover.control_taken ?? {};
	return [
		newEvent(change, {
			kind: 'handover',
			isKnown: type === 'control_passed' || type === 'control_taken',
			fields: {
				from: handover.sender?.phone_number,
				userId: handover.sender?.user_id,
				timestamp: isoTime(handover.timestamp),
				type,
				previousOwnerRole: control.previous_owner_role ?? control.previous_owner_app_role,
				newOwnerRole: control.new_owner_role,
				previousOwnerAppId: control.previous_owner_app_id,
				metadata: control.metadata,
				conversationSummary: (control.conversation_context ?? handover.conversation_context)?.summary?.text,
			},
			as: 'value',
		}),
	];
}
