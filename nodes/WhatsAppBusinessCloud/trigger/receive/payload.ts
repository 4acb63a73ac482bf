import { isObject } from '../../shared/input/parameterValues';
import { objects, part, text } from '../../shared/untrustedJson';
import type { Data } from '../../shared/untrustedJson';
import type { Change } from './types';

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
function others(name: string, object: Data, isRead: (key: string, value: unknown) => boolean): Data {
	const left = Object.entries(object).filter(([key, value]) => !isRead(key, value));
	return left.length > 0 ? { [name]: Object.fromEntries(left) } : {};
}

const isName = (value: unknown): boolean => text(value) !== undefined;

/**
 * All changes of all entries, in order. WhatsApp docs: Webhooks > Notification payload.
 * @param payload the parsed body; invalid parts are ignored
 */
export function changesOf(payload: unknown): Change[] {
	if (!isObject(payload)) return [];
	const payloadOthers = others(
		'payload',
		payload,
		(key, value) => (key === 'entry' && Array.isArray(value)) || (key === 'object' && isName(value)),
	);
	return objects(payload.entry).flatMap((entry) => {
		const isRead = (key: string, value: unknown): boolean =>
			key === 'time' || (key === 'id' && isName(value)) || (key === 'changes' && Array.isArray(value));
		const entryOthers = { ...payloadOthers, ...others('entry', entry, isRead) };
		return objects(entry.changes).map((change): Change => {
			const value = part(change.value);
			const changeOthers = others(
				'change',
				change,
				(key, one) => (key === 'value' && isObject(one)) || (key === 'field' && isName(one)),
			);
			return {
				wabaId: text(entry.id),
				time: entry.time,
				field: fieldOf(change, entry, value),
				value,
				around: { ...entryOthers, ...changeOthers },
			};
		});
	});
}

/**
 * Whether a part of a payload cannot be read as an event: an entry without changes, or an entry or change of the wrong
 * type.
 */
export function hasUnreadablePart({ entry }: Record<string, unknown>): boolean {
	if (!Array.isArray(entry)) return true;
	return entry.some(
		(one) => !isObject(one) || !Array.isArray(one.changes) || one.changes.length === 0 || !one.changes.every(isObject),
	);
}
