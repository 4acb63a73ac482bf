import { isSameUser, parseWebhookUser, parseWebhookUsers } from '../../../shared/input/recipient';
import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { findContact, newEvent, senderFields } from './base';
import { BUSINESS_TYPES, echo, ends, orUnknown } from './echoes';
import { readMessage } from './messages';
import { errorFields, number, objects, part, text } from '../../../shared/untrustedJson';

/** Whether two texts with phone numbers, in any format, are about the same user. */
function isSame(one: unknown, other: unknown): boolean {
	const [first, second] = [one, other].map((value) => (text(value) ?? '').replace(/\D/g, ''));
	const user = parseWebhookUser(first);
	return user !== undefined && isSameUser(user, parseWebhookUsers([second])) === true;
}

/**
 * Whether an old message was sent by the business: its `from` is the business number, according to Meta's page. Without
 * `from`, it is an echo if it has `to`.
 * @param chat the user's number
 * @see WhatsApp docs: Webhooks > history
 */
function isOwn(change: Change, row: Data, chat?: string): boolean {
	if (isSame(row.from, part(change.value.metadata).display_phone_number)) return true;
	if (part(row.history_context).from_me === true) return true;
	return row.to !== undefined && row.from_user_id === undefined && !isSame(row.from, chat);
}

interface OldMessage {
	list: string;
	/** Fields of the chunk and the chat. */
	fields?: Data;
	contacts: unknown;
	/** Whether a single contact is always the user of the chat. */
	isAlone: boolean;
	/** The user's number. */
	chat?: string;
}

function oldMessage(
	change: Change,
	row: Data,
	{ list, fields = {}, contacts, isAlone, chat }: OldMessage,
): ReceivedEvent {
	const own = isOwn(change, row, chat);
	const about = { ...fields, fromMe: own, historyStatus: text(part(row.history_context).status) };
	if (own) {
		const contact = findContact(contacts, [row.to_user_id, row.to, chat], isAlone);
		const { userId, parentUserId } = senderFields(contact);
		const other = { userId: text(row.to_user_id) ?? userId, parentUserId: text(row.to_parent_user_id) ?? parentUserId };
		const sides = { ...ends(row), to: text(row.to) ?? chat };
		return readMessage(change, row, [], false, {
			kind: 'historyEcho',
			list,
			types: BUSINESS_TYPES,
			contact,
			fields: { ...other, ...sides, ...about },
		});
	}
	const contact = findContact(contacts, [row.from_user_id, row.from, row.from_parent_user_id], isAlone);
	return readMessage(change, row, contacts, isAlone, {
		kind: 'historyMessage',
		list,
		contact,
		fields: { to: text(row.to), ...about },
	});
}

function thread(change: Change, { id, context, messages }: Data, chunk: Data): ReceivedEvent[] {
	const person = part(context);
	const chat = text(id) ?? text(person.wa_id);
	const fields = {
		...chunk,
		threadId: chat,
		threadUserId: text(person.user_id),
		threadParentUserId: text(person.parent_user_id),
		threadUsername: text(person.username),
	};
	return objects(messages).map((row) =>
		oldMessage(change, row, { list: 'history', fields, contacts: [person], isAlone: true, chat }),
	);
}

/** Reads old messages. They are not new, so their kind is never `message`. WhatsApp docs: Webhooks > history. */
export function readHistory(change: Change): ReceivedEvent[] {
	const { value } = change;
	const chunks = objects(value.history).flatMap((row) => {
		const metadata = part(row.metadata);
		const { phase, chunk_order, progress } = metadata;
		const chunk = { historyPhase: number(phase), historyChunk: number(chunk_order), historyProgress: number(progress) };
		const place = { list: 'history', row };
		if (objects(row.errors).length > 0) {
			return [
				newEvent(change, {
					kind: 'historyDeclined',
					fields: { ...chunk, ...errorFields(row.errors) },
					as: 'value',
					place,
				}),
			];
		}
		const flattened: ReceivedEvent['flattened'] = [
			[metadata, ['phase', 'chunk_order', 'progress'].filter((name) => number(metadata[name]) !== undefined)],
		];
		const messages = objects(row.threads).flatMap((one) =>
			thread(change, one, chunk).map((event): ReceivedEvent => ({
				...event,
				flattened: [...flattened, [one, ['id']]],
			})),
		);
		return messages.length > 0
			? messages
			: [newEvent(change, { kind: 'historyProgress', fields: chunk, as: 'value', place })];
	});
	// Files of old messages arrive separately.
	const incoming = objects(value.messages);
	const outgoing = objects(value.message_echoes);
	const isAlone = incoming.length + outgoing.length === 1;
	const files = incoming.map((row) => oldMessage(change, row, { list: 'messages', contacts: value.contacts, isAlone }));
	const own = outgoing.map((row) =>
		echo(change, row, { list: 'message_echoes', kind: 'historyEcho', fields: { fromMe: true }, isAlone }),
	);
	return orUnknown(change, [...chunks, ...distinct([...files, ...own])]);
}

/** A file has the ID of its placeholder message but is a separate event. */
const distinct = (events: ReceivedEvent[]): ReceivedEvent[] =>
	events.map((event) => ({ ...event, key: `${event.key}|file` }));
