import { z } from 'zod';
import { isObject } from '../../shared/input/parameterValues';
import { anything } from '../../shared/input/parseInput';
import { texts } from '../../shared/lenientSchemas';
import { objects, part, type Data } from '../../shared/untrustedJson';
import { documentedName, OTHER_FIELDS } from '../webhookFields';
import { sourceFields, unknownEvent } from './events/base';
import { readCalls } from './events/calls';
import { readEchoes, readHandover, readStandby, readStateSync } from './events/echoes';
import { readGroups } from './events/groups';
import { readHistory } from './events/history';
import { MANAGEMENT_FIELDS, readManagement, readTracking } from './events/management';
import { readMessages } from './events/messages';
import { withNotification } from './events/notification';
import { readAutomaticEvents, readPreferences } from './events/userEvents';
import type { Change, ReceivedEvent } from './types';

/**
 * The field of a change without a field name, derived from its content. Meta's examples of PARTNER_APP_* omit the name.
 */
const HINTS: Array<[key: string, field: string]> = [
	['messages', 'messages'],
	['statuses', 'messages'],
	['calls', 'calls'],
	['history', 'history'],
	['state_sync', 'smb_app_state_sync'],
	['standby', 'standby'],
	['user_preferences', 'user_preferences'],
	['user_actions', 'messages'],
	['automatic_events', 'automatic_events'],
	['flow_id', 'flows'],
	['waba_info', 'account_update'],
];

const nameSchema = z.object(texts('field'));

const payloadSchema = z.object(texts('object'));

const entrySchema = z.object({ ...texts('id', 'field'), time: anything, changes: anything });

const changeSchema = z.object({ ...texts('field'), value: anything });

/**
 * The properties of an object of the notification that are not read otherwise.
 * @returns an empty object if there are none
 */
function unreadProperties(name: string, object: Data, isRead: (key: string, value: unknown) => boolean): Data {
	const unread = Object.entries(object).filter(([key, value]) => !isRead(key, value));
	return unread.length > 0 ? { [name]: Object.fromEntries(unread) } : {};
}

function readChangeOf(entry: z.infer<typeof entrySchema>, row: Data, receivedAt: number, others: Data): Change {
	const change = changeSchema.parse(row);
	const value = part(change.value);
	const field =
		change.field ??
		nameSchema.parse(value).field ??
		entry.field ??
		HINTS.find(([key]) => value[key] !== undefined)?.[1] ??
		'';
	const ofChange = unreadProperties(
		'change',
		row,
		(key, one) => (key === 'value' && isObject(one)) || (key === 'field' && change.field !== undefined),
	);
	return {
		time: entry.time,
		receivedAt,
		field,
		value,
		source: sourceFields(entry.id, field, value),
		otherProperties: { ...others, ...ofChange },
	};
}

/** All changes of all entries, in order. WhatsApp docs: Webhooks > Notification payload. */
function changesOf(payload: Data, receivedAt: number): Change[] {
	const { object } = payloadSchema.parse(payload);
	const ofPayload = unreadProperties(
		'payload',
		payload,
		(key, value) => (key === 'entry' && Array.isArray(value)) || (key === 'object' && object !== undefined),
	);
	return objects(payload.entry).flatMap((row) => {
		const entry = entrySchema.parse(row);
		const isRead = (key: string, value: unknown): boolean =>
			key === 'time' || (key === 'id' && entry.id !== undefined) || (key === 'changes' && Array.isArray(value));
		const others = { ...ofPayload, ...unreadProperties('entry', row, isRead) };
		return objects(entry.changes).map((change) => readChangeOf(entry, change, receivedAt, others));
	});
}

/**
 * Whether a part of a payload cannot be read as an event: an entry without changes, or an entry or change of the wrong
 * type.
 */
function hasUnreadablePart({ entry }: Data): boolean {
	if (!Array.isArray(entry)) return true;
	return entry.some(
		(one) => !isObject(one) || !Array.isArray(one.changes) || one.changes.length === 0 || !one.changes.every(isObject),
	);
}

type Reader = (change: Change) => ReceivedEvent[];

const READERS = new Map<string, Reader>([
	['messages', readMessages],
	['calls', readCalls],
	['group_lifecycle_update', readGroups],
	['group_participants_update', readGroups],
	['group_settings_update', readGroups],
	['group_status_update', readGroups],
	['message_echoes', readEchoes],
	['smb_message_echoes', readEchoes],
	['history', readHistory],
	['smb_app_state_sync', readStateSync],
	['standby', readStandby],
	['messaging_handovers', readHandover],
	['user_preferences', readPreferences],
	['automatic_events', readAutomaticEvents],
	...MANAGEMENT_FIELDS.map((field): [string, Reader] => [field, readManagement]),
	['tracking_events', readTracking],
]);

/** Fields that have a reader. */
export const READ_FIELDS: ReadonlySet<string> = new Set(READERS.keys());

function readChange(change: Change): ReceivedEvent[] {
	const read = READERS.get(documentedName(change.field));
	return withNotification(change, read ? read(change) : [{ ...unknownEvent(change), update: OTHER_FIELDS }]);
}

/** A parsed payload. */
export interface ParsedPayload {
	events: ReceivedEvent[];
	/** Whether the whole payload or a part of it cannot be read. */
	unreadable?: 'all' | 'part';
}

/**
 * Parses all messages, statuses and changes of a webhook payload, in order. Never throws.
 * @param payload the parsed body; invalid parts are ignored
 * @param now ms since 1970: part of the key of events that have neither ID nor time
 * @see WhatsApp docs: Webhooks > Notification payload
 */
export function parseEvents(payload: unknown, now: number): ParsedPayload {
	if (!isObject(payload)) return { events: [], unreadable: 'all' };
	const events = changesOf(payload, now).flatMap(readChange);
	if (events.length === 0) return { events, unreadable: 'all' };
	return hasUnreadablePart(payload) ? { events, unreadable: 'part' } : { events };
}
