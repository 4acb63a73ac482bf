import type { App } from '../apps';
import { escapeJson } from './post';

/** A change on its way, with the values that decide its destination. */
export interface Change {
	field: string;
	value: unknown;
	wabaId: string;
	phoneNumberId?: string;
	/** `entry.time` in seconds. */
	time?: number;
	/** The app that receives it. */
	app: App;
}

/**
 * A change with a number from [0, 1) that decides its position in a payload: in an entry of its own, as a change, or in
 * a list with others.
 */
export interface Placed {
	change: Change;
	form: number;
}

/** Meta docs: Webhooks > Payload size: bytes of a payload, and updates in it. */
const MAX_BYTES = 3_000_000;
export const MAX_UPDATES = 1000;

/** Maximum size in bytes of what surrounds a change: an entry with its ID and time, and the field's name. */
const MARGIN = 200;

interface Entry {
	id: string;
	time?: number;
	changes: Array<{ value: unknown; field: string }>;
}

/**
 * Meta docs: Webhooks > Notification payload: one entry for each account, with its changes; a time on management fields
 * only.
 */
export function payload(changes: Change[]): Record<string, unknown> {
	const accounts = [...new Set(changes.map(({ wabaId }) => wabaId))];
	const entry = accounts.map((id) => {
		const own = changes.filter(({ wabaId }) => wabaId === id);
		const time = own.find((change) => change.time !== undefined)?.time;
		return { id, ...(time === undefined ? {} : { time }), changes: own.map(({ value, field }) => ({ value, field })) };
	});
	return { object: 'whatsapp_business_account', entry };
}

/**
 * Batched updates in every form that a reader must expect: several entries, changes, and rows in a list (Meta docs:
 * Webhooks > Payload size).
 */
export function batchPayload(batch: Placed[]): Record<string, unknown> {
	const entries: Entry[] = [];
	for (const { change, form } of batch) {
		const { wabaId: id, time, value, field } = change;
		let entry = entries[entries.length - 1];
		if (entry?.id !== id || entry.time !== time || form < 0.2)
			entries.push((entry = { id, ...(time === undefined ? {} : { time }), changes: [] }));
		const last = entry.changes[entry.changes.length - 1];
		const merged = form >= 0.6 && last?.field === field ? mergeValues(last.value, value) : undefined;
		if (merged) last.value = merged;
		else entry.changes.push({ value, field });
	}
	return { object: 'whatsapp_business_account', entry: entries };
}

/** Splits updates into payloads that are as full as allowed. @param most updates in one payload */
export function cut<T extends Placed>(updates: T[], most: number): T[][] {
	const batches: T[][] = [];
	let size = Infinity;
	for (const update of updates) {
		const own = escapeJson(update.change.value).length + MARGIN;
		const batch = batches[batches.length - 1];
		if (batch && batch.length < most && size + own <= MAX_BYTES) {
			batch.push(update);
			size += own;
		} else {
			batches.push([update]);
			size = own;
		}
	}
	return batches;
}

interface Value {
	metadata?: { phone_number_id?: string };
	contacts?: Array<{ user_id?: string }>;
	messages?: unknown[];
	statuses?: unknown[];
}

/** Merges two values when both carry messages, or both carry statuses, of one number. */
function mergeValues(one: unknown, other: unknown): Value | undefined {
	const [a, b] = [one as Value, other as Value];
	const list = (['messages', 'statuses'] as const).find((name) => a[name] && b[name]);
	if (!list || a.metadata?.phone_number_id !== b.metadata?.phone_number_id) return undefined;
	const known = new Set(a.contacts?.map(({ user_id }) => user_id));
	const contacts = [...(a.contacts ?? []), ...(b.contacts ?? []).filter(({ user_id }) => !known.has(user_id))];
	return { ...a, ...(contacts.length === 0 ? {} : { contacts }), [list]: [...a[list]!, ...b[list]!] };
}
