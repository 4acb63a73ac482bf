import { isObject } from '../../shared/input/parameterValues';
import { objects, part, text, type Data } from '../../shared/untrustedJson';
import { OTHER_FIELDS } from '../webhookFields';
import { unknownEvent } from './events/base';
import { readCalls } from './events/calls';
import { readEchoes, readHandover, readStandby, readStateSync } from './events/echoes';
import { readGroups } from './events/groups';
import { readHistory } from './events/history';
import { MANAGEMENT_FIELDS, readManagement, readTracking } from './events/management';
import { readMessages } from './events/messages';
import { withNotification } from './events/notification';
import { readAutomaticEvents, readPreferences, readUserIds } from './events/people';
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
	['user_id_update', 'user_id_update'],
	['automatic_events', 'automatic_events'],
	['flow_id', 'flows'],
	['waba_info', 'account_update'],
];

function fieldOf(change: Data, entry: Data, value: Data): string {
	return (
		text(change.field) ??
		text(value.field) ??
		text(entry.field) ??
		HINTS.find(([key]) => value[key] !== undefined)?.[1] ??
		''
	);
}

/**
 * The properties of an object of the notification that are not read otherwise.
 * @returns an empty object if there are none
 */
function unreadProperties(name: string, object: Data, isRead: (key: string, value: unknown) => boolean): Data {
	const unread = Object.entries(object).filter(([key, value]) => !isRead(key, value));
	return unread.length > 0 ? { [name]: Object.fromEntries(unread) } : {};
}

const isName = (value: unknown): boolean => text(value) !== undefined;

/** All changes of all entries, in order. WhatsApp docs: Webhooks > Notification payload. */
function changesOf(payload: Data, receivedAt: number): Change[] {
	const ofPayload = unreadProperties(
		'payload',
		payload,
		(key, value) => (key === 'entry' && Array.isArray(value)) || (key === 'object' && isName(value)),
	);
	return objects(payload.entry).flatMap((entry) => {
		const isRead = (key: string, value: unknown): boolean =>
			key === 'time' || (key === 'id' && isName(value)) || (key === 'changes' && Array.isArray(value));
		const ofEntry = { ...ofPayload, ...unreadProperties('entry', entry, isRead) };
		return objects(entry.changes).map((change): Change => {
			const value = part(change.value);
			const ofChange = unreadProperties(
				'change',
				change,
				(key, one) => (key === 'value' && isObject(one)) || (key === 'field' && isName(one)),
			);
			return {
				wabaId: text(entry.id),
				time: entry.time,
				receivedAt,
				field: fieldOf(change, entry, value),
				value,
				otherProperties: { ...ofEntry, ...ofChange },
			};
		});
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
	['user_id_update', readUserIds],
	['automatic_events', readAutomaticEvents],
	...MANAGEMENT_FIELDS.map((field): [string, Reader] => [field, readManagement]),
	['tracking_events', readTracking],
]);

/** Fields that have a reader. */
export const READ_FIELDS: ReadonlySet<string> = new Set(READERS.keys());

function readChange(change: Change): ReceivedEvent[] {
	const read = READERS.get(change.field);
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
