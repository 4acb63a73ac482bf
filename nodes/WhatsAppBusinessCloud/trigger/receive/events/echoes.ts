import type { Change, Data, ReceivedEvent } from '../types';
import { newEvent, unknownEvent } from './base';
import { readMessage, type Kind } from './messages';
import { readStatus } from './statuses';
import { camelObject, errorFields, isoTime, number, objects, part, text } from './values';

const orUnknown = (change: Change, events: ReceivedEvent[]): ReceivedEvent[] => (events.length > 0 ? events : [unknownEvent(change)]);

/** Whom an echo went to: it is the business that wrote it. */
const addressee = (row: Data): Data => ({ to: text(row.to), toUserId: text(row.to_user_id) });

/** What only a business can send. WhatsApp docs: Messages > Send, the types of the request. */
const BUSINESS_TYPES = ['template', 'pin'];

function echo(change: Change, row: Data, list: string, event = 'echo', fields: Data = {}): ReceivedEvent {
	const { value } = change;
	const sent = part(row.message);
	// A standby echo holds the request that sent it.
	const message: Data = Object.keys(sent).length > 0 ? { ...sent, id: row.id, timestamp: row.timestamp } : row;
	const read = readMessage(change, message, value.contacts, false, { event, list, types: BUSINESS_TYPES, fields: { ...addressee(message), ...fields } });
	return { ...read, json: { ...read.json, message: row } as ReceivedEvent['json'], place: { list, row } };
}

/** Messages that somebody else sent from the number. WhatsApp docs: Webhooks > smb_message_echoes, message_echoes. */
export const readEchoes = (change: Change): ReceivedEvent[] =>
	orUnknown(change, objects(change.value.message_echoes).map((row) => echo(change, row, 'message_echoes')));

function thread(change: Change, { id, context, messages }: Data, chunk: Data): ReceivedEvent[] {
	const person = part(context);
	const kind: Kind = {
		event: 'historyMessage',
		list: 'history',
		fields: {
			...chunk,
			threadId: text(id) ?? text(person.wa_id),
			threadUserId: text(person.user_id),
		},
	};
	return objects(messages).map((row) => {
		const about = part(row.history_context);
		const own = about.from_me === true || (row.from_user_id === undefined && row.to !== undefined);
		const fields = { ...kind.fields, ...addressee(row), fromMe: own, historyStatus: text(about.status) };
		return readMessage(change, row, [person], false, { ...kind, event: own ? 'historyEcho' : kind.event, fields });
	});
}

/** Old messages: none of them is news, so none is called a message. WhatsApp docs: Webhooks > history. */
export function readHistory(change: Change): ReceivedEvent[] {
	const { value } = change;
	const chunks = objects(value.history).flatMap((row) => {
		const { phase, chunk_order, progress } = part(row.metadata);
		const chunk = { historyPhase: number(phase), historyChunk: number(chunk_order), historyProgress: number(progress) };
		if (objects(row.errors).length > 0) {
			return [newEvent(change, { event: 'historyDeclined', fields: { ...chunk, ...errorFields(row.errors) }, as: 'value', place: { list: 'history', row } })];
		}
		const messages = objects(row.threads).flatMap((one) => thread(change, one, chunk));
		return messages.length > 0 ? messages : [newEvent(change, { event: 'historyProgress', fields: chunk, as: 'value', place: { list: 'history', row } })];
	});
	// The files of old messages follow on their own.
	const files = objects(value.messages).map((row) => readMessage(change, row, value.contacts, false, { event: 'historyMessage', list: 'messages', fields: { fromMe: false } }));
	const own = objects(value.message_echoes).map((row) => echo(change, row, 'message_echoes', 'historyEcho', { fromMe: true }));
	return orUnknown(change, [...chunks, ...distinct([...files, ...own])]);
}

/** A file follows under the ID of its placeholder: another event than that. */
const distinct = (events: ReceivedEvent[]): ReceivedEvent[] => events.map((event) => ({ ...event, key: `${event.key}|file` }));

/** Contacts of the WhatsApp Business app. WhatsApp docs: Webhooks > smb_app_state_sync. */
export const readStateSync = (change: Change): ReceivedEvent[] =>
	orUnknown(
		change,
		objects(change.value.state_sync).map((row) => {
			const contact = part(row.contact);
			return newEvent(change, {
				event: 'contactSync',
				isKnown: row.type === 'contact',
				fields: {
					type: text(row.type),
					action: text(row.action),
					timestamp: isoTime(part(row.metadata).timestamp),
					fullName: text(contact.full_name),
					firstName: text(contact.first_name),
					phoneNumber: text(contact.phone_number),
					userId: text(contact.user_id),
					username: text(contact.username),
				},
				as: 'value',
				place: { list: 'state_sync', row },
			});
		}),
	);

/** Chats that another sender owns: to be known, not to be answered. WhatsApp docs: Webhooks > standby. */
export function readStandby(change: Change): ReceivedEvent[] {
	const standby = part(change.value.standby);
	const messages = objects(standby.messages);
	const statuses = objects(standby.statuses);
	const inner: Change = { ...change, value: { ...change.value, contacts: standby.contacts } };
	const events = [
		...messages.map((row) => readMessage(inner, row, standby.contacts, messages.length === 1, { event: 'standbyMessage', list: 'standby' })),
		...objects(standby.message_echoes).map((row) => echo(inner, row, 'standby', 'standbyEcho', { template: camelObject(row.template), flow: camelObject(row.flow) })),
		...statuses.map((row) => readStatus(inner, row, standby.contacts, statuses.length === 1, 'standbyStatus')),
	];
	return orUnknown(change, events.map((event) => ({ ...event, change })));
}

/** Who answers in a chat from now on. WhatsApp docs: Webhooks > messaging_handovers. */
export function readHandover(change: Change): ReceivedEvent[] {
	const { value } = change;
	const passed = part(value.control_passed);
	const type = text(value.type) ?? ['control_passed', 'control_taken'].find((key) => value[key] !== undefined);
	return [
		newEvent(change, {
			event: 'handover',
			isKnown: type === 'control_passed' || type === 'control_taken',
			fields: {
				from: text(part(value.sender).phone_number),
				userId: text(part(value.sender).user_id),
				timestamp: isoTime(value.timestamp),
				type,
				previousOwner: text(passed.previous_owner_app_role),
				metadata: text(passed.metadata),
			},
			as: 'value',
		}),
	];
}
