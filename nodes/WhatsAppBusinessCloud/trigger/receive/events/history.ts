import { z } from 'zod';
import { isSameUser, parseWebhookUser, parseWebhookUsers } from '../../../shared/input/recipient';
import { anything } from '../../../shared/input/parseInput';
import { number, optionalObject, text, texts } from '../../../shared/lenientSchemas';
import { objects, part, type Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { newEvent } from './base';
import { findContact } from './contacts';
import { BUSINESS_TYPES, echo, ends, orUnknown } from './echoes';
import { errorFields, hasErrors } from './errors';
import { readMessage } from './messages';

/** Whether two texts with phone numbers, in any format, are about the same user. */
function isSame(one = '', other = ''): boolean {
	const [first, second] = [one, other].map((value) => value.replace(/\D/g, ''));
	const user = parseWebhookUser(first);
	return user !== undefined && isSameUser(user, parseWebhookUsers([second])) === true;
}

/** An old message, without what all messages have. */
const oldMessageSchema = z.object({
	...texts('from', 'to_user_id', 'from_parent_user_id'),
	to: anything,
	from_user_id: anything,
	history_context: optionalObject({ status: text, from_me: anything }),
});
type OldMessageRow = z.infer<typeof oldMessageSchema>;

const metadataSchema = optionalObject(texts('display_phone_number'));

/**
 * Whether an old message was sent by the business: its `from` is the business number, according to Meta's page. Without
 * `from`, it is an echo if it has `to`.
 * @param chat the user's number
 * @see WhatsApp docs: Webhooks > history
 */
function isOwn(change: Change, row: OldMessageRow, chat?: string): boolean {
	if (isSame(row.from, metadataSchema.parse(change.value.metadata)?.display_phone_number)) return true;
	if (row.history_context?.from_me === true) return true;
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
	const old = oldMessageSchema.parse(row);
	const own = isOwn(change, old, chat);
	const about = { ...fields, fromMe: own, historyStatus: old.history_context?.status };
	const sides = ends(row);
	if (own) {
		const { to = chat, toUserId, toParentUserId } = sides;
		const contact = findContact(contacts, [toUserId, sides.to, chat], isAlone);
		const { user } = contact;
		const other = { userId: toUserId ?? user.userId, parentUserId: toParentUserId ?? user.parentUserId };
		return readMessage(change, row, [], false, {
			kind: 'historyEcho',
			list,
			types: BUSINESS_TYPES,
			contact,
			fields: { ...other, ...sides, to, ...about },
		});
	}
	const contact = findContact(contacts, [text.parse(old.from_user_id), old.from, old.from_parent_user_id], isAlone);
	return readMessage(change, row, contacts, isAlone, {
		kind: 'historyMessage',
		list,
		contact,
		fields: { to: sides.to, ...about },
	});
}

const threadSchema = z.object({
	id: text,
	context: optionalObject(texts('wa_id', 'user_id', 'parent_user_id', 'username')),
});

function thread(change: Change, row: Data, chunk: Data): ReceivedEvent[] {
	const { id, context } = threadSchema.parse(row);
	const chat = id ?? context?.wa_id;
	const fields = {
		...chunk,
		threadId: chat,
		threadUserId: context?.user_id,
		threadParentUserId: context?.parent_user_id,
		threadUsername: context?.username,
	};
	const contacts = [part(row.context)];
	return objects(row.messages).map((message) =>
		oldMessage(change, message, { list: 'history', fields, contacts, isAlone: true, chat }),
	);
}

const chunkSchema = z.object({ phase: number, chunk_order: number, progress: number });

/** Reads old messages. They are not new, so their kind is never `message`. WhatsApp docs: Webhooks > history. */
export function readHistory(change: Change): ReceivedEvent[] {
	const { value } = change;
	const chunks = objects(value.history).flatMap((row) => {
		const metadata = part(row.metadata);
		const { phase, chunk_order, progress } = chunkSchema.parse(metadata);
		const chunk = { historyPhase: phase, historyChunk: chunk_order, historyProgress: progress };
		const place = { list: 'history', row };
		if (hasErrors(row.errors)) {
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
			[
				metadata,
				Object.entries({ phase, chunk_order, progress }).flatMap(([name, one]) => (one === undefined ? [] : name)),
			],
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
