import type { IDataObject } from 'n8n-workflow';
import type { Data } from '../../shared/untrustedJson';
import type { Output } from './triggerSettings';
import type { Change, ReceivedEvent } from './types';

/** Prefix of signed flow tokens. Their reader is loaded only when there is one. */
const SIGNED = 'n8nflow1.';

const hasSignedToken = ({ json: { flowToken } }: ReceivedEvent): boolean =>
	typeof flowToken === 'string' && flowToken.startsWith(SIGNED);

/**
 * Adds `flowTokenContent` to completed Flows: the content of a token created by Message > Send, Send Template or Create
 * Token, with its signature status and time.
 * @param appSecret secret of the subscribed app
 * @param now ms since 1970
 */
export async function withFlowTokenContent(
	events: ReceivedEvent[],
	appSecret: string,
	now: number,
): Promise<ReceivedEvent[]> {
	if (!events.some(hasSignedToken)) return events;
	const { describeFlowToken, readFlowToken } = await import('../../flows/protocol/token');
	return events.map((event): ReceivedEvent => {
		if (!hasSignedToken(event)) return event;
		const content = describeFlowToken(readFlowToken(event.json.flowToken, appSecret, now));
		return { ...event, json: { ...event.json, flowTokenContent: content } };
	});
}

/** Lists that can occur together in one change. */
const LISTS = new Set(['messages', 'statuses', 'message_echoes', 'calls']);

/** The change, reduced to the rows of the given events. */
function reduced({ value }: Change, events: ReceivedEvent[]): Data {
	const places = events.flatMap(({ place }) => place ?? []);
	if (places.length === 0) return value;
	const rows = new Set<unknown>(places.map(({ row }) => row));
	const lists = new Set(places.map(({ list }) => list));
	const kept = Object.entries(value).flatMap(([name, list]) => {
		if (!Array.isArray(list) || !(lists.has(name) || LISTS.has(name))) return [[name, list]];
		const left = list.filter((row) => rows.has(row));
		if (left.length > 0) return [[name, left]];
		// Nested rows, such as those of a chat's history, stay together.
		return lists.has(name) ? [[name, list]] : [];
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
	return [...byChange].map(([change, list]) => ({ ...reduced(change, list), field: change.field }));
}

/**
 * Converts events to the output format.
 * @param output events: one object per event; bundle: all in one object; raw: one object per change, as in Meta's
 * payload and n8n's built-in trigger
 */
export function toOutput(events: ReceivedEvent[], output: Output): IDataObject[] {
	if (output === 'raw') return rawChanges(events);
	const items = events.map(({ json }) => json);
	return output === 'bundle' ? [{ count: items.length, events: items }] : items;
}
