import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { findContact, newEvent, senderFields, unknownEvent } from './base';
import { readMessage, type Kind } from './messages';
import { readStatus } from './statuses';
import { camelObject, isoTime, objects, part, text } from '../../../shared/untrustedJson';

export const orUnknown = (change: Change, events: ReceivedEvent[]): ReceivedEvent[] =>
	events.length > 0 ? events : [unknownEvent(change)];

/** Sender and recipient of a message from the business: the user is the recipient. */
export const ends = (row: Data): Data => ({
	from: text(row.from),
	to: text(row.to),
	toUserId: text(row.to_user_id),
	toParentUserId: text(row.to_parent_user_id),
});

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
	const contact = findContact(
		change.value.contacts,
		[message.to_user_id, message.to, message.to_parent_user_id],
		isAlone,
	);
	const person = senderFields(contact);
	const other = {
		userId: text(message.to_user_id) ?? person.userId,
		parentUserId: text(message.to_parent_user_id) ?? person.parentUserId,
	};
	const of: Kind = { kind, list, types: BUSINESS_TYPES, contact, fields: { ...other, ...ends(message), ...fields } };
	const read = readMessage(change, message, [], false, of);
	return {
		...read,
		json: { ...read.json, message: row } as ReceivedEvent['json'],
		place: { list, row },
		contained: [row, contact],
	};
}

/**
 * Reads an echo in the format of the app dashboard's message_echoes example: like Messenger webhooks, with
 * milliseconds.
 */
function messengerEcho(change: Change, row: Data): ReceivedEvent {
	const message = part(row.message);
	return newEvent(change, {
		kind: 'echo',
		fields: {
			from: text(part(row.sender).id),
			to: text(part(row.recipient).id),
			text: text(message.text),
			messageId: text(message.mid),
			timestamp: isoTime(row.timestamp),
			appId: text(message.app_id),
		},
		as: 'message',
		place: { list: 'messaging', row },
		ids: [message.mid],
	});
}

/** Messages that other software sent from the number. WhatsApp docs: Webhooks > smb_message_echoes, message_echoes. */
export function readEchoes(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.message_echoes);
	const echoes = rows.map((row) => echo(change, row, { list: 'message_echoes', isAlone: rows.length === 1 }));
	return orUnknown(change, [...echoes, ...objects(change.value.messaging).map((row) => messengerEcho(change, row))]);
}

/** Contacts of the WhatsApp Business app. WhatsApp docs: Webhooks > smb_app_state_sync. */
export const readStateSync = (change: Change): ReceivedEvent[] =>
	orUnknown(
		change,
		objects(change.value.state_sync).map((row) => {
			const contact = part(row.contact);
			return newEvent(change, {
				kind: 'contactSync',
				isKnown: row.type === 'contact',
				fields: {
					type: text(row.type),
					action: text(row.action),
					timestamp: isoTime(part(row.metadata).timestamp),
					fullName: text(contact.full_name),
					firstName: text(contact.first_name),
					phoneNumber: text(contact.phone_number),
					userId: text(contact.user_id),
					parentUserId: text(contact.parent_user_id),
					username: text(contact.username),
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

/** Who handles a chat from now on. WhatsApp docs: Webhooks > messaging_handovers. */
export function readHandover(change: Change): ReceivedEvent[] {
	const { value } = change;
	const passed = part(value.control_passed);
	const type = text(value.type) ?? ['control_passed', 'control_taken'].find((key) => value[key] !== undefined);
	return [
		newEvent(change, {
			kind: 'handover',
			isKnown: type === 'control_passed' || type === 'control_taken',
			fields: {
				from: text(part(value.sender).phone_number),
				userId: text(part(value.sender).user_id),
				timestamp: isoTime(value.timestamp),
				type,
				previousOwnerAppRole: text(passed.previous_owner_app_role),
				metadata: text(passed.metadata),
			},
			as: 'value',
		}),
	];
}
