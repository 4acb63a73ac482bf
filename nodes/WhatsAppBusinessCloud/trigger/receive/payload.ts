import { isObject } from '../../messages/values';
import { objects, part, text } from './events/values';
import type { Change, Data } from './types';

/** What a change without a field name is, by what it holds. Meta's examples of PARTNER_APP_* leave the name out. */
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
	return text(change.field) ?? text(value.field) ?? text(entry.field) ?? HINTS.find(([key]) => value[key] !== undefined)?.[1] ?? '';
}

/**
 * All changes of all entries, in their order. WhatsApp docs: Webhooks > Notification payload.
 * @param payload the parsed body; whatever is not what it should be is passed over
 */
export function changesOf(payload: unknown): Change[] {
	if (!isObject(payload)) return [];
	return objects(payload.entry).flatMap((entry) =>
		objects(entry.changes).map((change) => {
			const value = part(change.value);
			return { wabaId: text(entry.id), time: entry.time, field: fieldOf(change, entry, value), value };
		}),
	);
}
