import type { IDataObject } from 'n8n-workflow';
import type { Output } from './settings';
import type { Data } from '../../shared/untrustedJson';
import type { Change, ReceivedEvent } from './types';

/** Lists that can occur together in one change. */
const LISTS = new Set(['messages', 'statuses', 'message_echoes', 'calls']);

/** The change, reduced to the rows of the given events. */
function reduced({ value }: Change, events: ReceivedEvent[]): Data {
	const places = events.flatMap(({ place }) => place ?? []);
	if (places.length === 0) return value;
	const told = new Set<unknown>(places.map(({ row }) => row));
	const lists = new Set(places.map(({ list }) => list));
	const kept = Object.entries(value).flatMap(([name, rows]) => {
		if (!Array.isArray(rows) || !(lists.has(name) || LISTS.has(name))) return [[name, rows]];
		const left = rows.filter((row) => told.has(row));
		if (left.length > 0) return [[name, left]];
		// Nested rows, such as those of a chat's history, stay together.
		return lists.has(name) ? [[name, rows]] : [];
	});
	return Object.fromEntries(kept) as Data;
}

/** The built-in trigger's format: one object per change. */
function rawChanges(events: ReceivedEvent[]): IDataObject[] {
	const byChange = new Map<Change, ReceivedEvent[]>();
	for (const event of events) {
		const list = byChange.get(event.change);
		if (list) list.push(event);
		else byChange.set(event.change, [event]);
	}
	return [...byChange].map(([change, list]) => ({ ...reduced(change, list), field: change.field }) as IDataObject);
}

/**
 * Converts events to the output format.
 * @param output events: one object per event; bundle: all in one object; raw: one object per change, as in Meta's
 * payload and n8n's built-in trigger
 */
export function toOutput(events: ReceivedEvent[], output: Output): IDataObject[] {
	if (output === 'raw') return rawChanges(events);
	const jsons = events.map(({ json }) => json);
	return output === 'bundle' ? [{ count: jsons.length, events: jsons }] : jsons;
}
