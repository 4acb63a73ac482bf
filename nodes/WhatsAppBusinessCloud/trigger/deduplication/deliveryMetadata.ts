import { randomBytes, randomUUID } from 'crypto';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { parseJson } from '../../shared/untrustedJson';
import { hashOf } from './seenEvents';
import { readRoundData, type Round } from '../combine/openRounds';
import type { Output } from '../receive/triggerSettings';
import type { ReceivedEvent } from '../receive/types';

/**
 * Item property, next to `json`, that passes metadata from the webhook to the execution, as JSON text. Removed from the
 * output. It is text because n8n serializes an execution before it responds: with objects, that took 39 ms for 1,000
 * items instead of 28 ms.
 */
const METADATA = 'whatsAppEvents';

/** Identifies this process. In regular mode, a single process receives and executes. */
const PROCESS = randomUUID();

/** One event of an item. */
interface EventMetadata {
	hash: string;
	/** Position in a list of the item, if the item has several events. */
	place?: [list: string, index: number];
}

/** Metadata of an item. */
interface DeliveryMetadata {
	/** The process that received it. */
	receivedBy?: unknown;
	/** Identifies the delivery: the same in all its items, and when the execution is retried. */
	delivery?: unknown;
	events?: unknown;
	/** The round that it belongs to. */
	round?: unknown;
}

/** Parsed metadata of an item; empty if the item has none, or if it is not ours. */
function metadataOf({ [METADATA]: metadata }: INodeExecutionData): DeliveryMetadata {
	const parsed = parseJson(metadata);
	return isObject(parsed) ? parsed : {};
}

const withMetadata = (json: IDataObject, metadata: DeliveryMetadata): INodeExecutionData => ({
	json,
	[METADATA]: JSON.stringify({ receivedBy: PROCESS, ...metadata }),
});

const eventsOf = (item: INodeExecutionData): EventMetadata[] => {
	const { events } = metadataOf(item);
	return Array.isArray(events) ? (events as EventMetadata[]) : [];
};

/** The events of each item that toOutput() creates from `events`. */
function eventsByItem(items: IDataObject[], events: ReceivedEvent[], output: Output): EventMetadata[][] {
	if (output === 'bundle') return [events.map(({ key }, index) => ({ hash: hashOf(key), place: ['events', index] }))];
	if (output === 'events') return events.map(({ key }) => [{ hash: hashOf(key) }]);
	const changes = [...new Set(events.map(({ change }) => change))];
	return changes.map((change, item) => {
		const places = new Map<unknown, [string, number]>();
		for (const [list, rows] of Object.entries(items[item])) {
			if (Array.isArray(rows)) rows.forEach((row, index) => places.set(row, [list, index]));
		}
		const own = events.filter((event) => event.change === change);
		return own.map(({ key, place }): EventMetadata => ({
			hash: hashOf(key),
			...(places.has(place?.row) && { place: places.get(place?.row) }),
		}));
	});
}

/** A new ID for a delivery. Short, because processes keep that of each event: a UUID takes 400 bytes of memory. */
export const newDelivery = (): string => randomBytes(12).toString('base64url');

/**
 * Adds metadata to each item for the execution: its events and its delivery.
 * @param items output of toOutput() for the events
 * @param output the format that toOutput() used
 * @param delivery from newDelivery()
 */
export function attachMetadata(
	items: IDataObject[],
	events: ReceivedEvent[],
	output: Output,
	delivery = newDelivery(),
): INodeExecutionData[] {
	const byItem = eventsByItem(items, events, output);
	return items.map((json, item) => withMetadata(json, { delivery, events: byItem[item] }));
}

/** An item that waits in the execution for further messages of its customer. */
export const roundItem = (json: IDataObject, round: Round, delivery: string): INodeExecutionData =>
	withMetadata(json, { delivery, round });

/** The round of an item from roundItem(), its delivery, and whether this process received it; undefined for others. */
export function readRound(
	item: INodeExecutionData,
): { round: Round; delivery: string; isSingleProcess: boolean } | undefined {
	const { round: data, delivery, receivedBy } = metadataOf(item);
	const round = readRoundData(data);
	return round && { round, delivery: String(delivery), isSingleProcess: receivedBy === PROCESS };
}

/**
 * Reads the metadata that the webhook added to the items of one delivery.
 * @returns the ID of the delivery, the hashes of its events, and whether this process received it
 */
export function readMetadata(items: INodeExecutionData[]): {
	delivery: string;
	events: string[];
	isSingleProcess: boolean;
} {
	const { delivery, receivedBy } = metadataOf(items[0]);
	return {
		delivery: String(delivery),
		events: [...new Set(items.flatMap((item) => eventsOf(item).map(({ hash }) => hash)))],
		isSingleProcess: receivedBy === PROCESS,
	};
}

/** Whether the webhook added metadata to these items. */
export const hasMetadata = (items: INodeExecutionData[]): boolean => items.some((item) => item[METADATA] !== undefined);

/** The item's json without its duplicates; undefined if nothing is left. */
function withoutDuplicates(item: INodeExecutionData, duplicates: ReadonlySet<string>): IDataObject | undefined {
	const all = eventsOf(item);
	const dropped = all.filter(({ hash }) => duplicates.has(hash));
	if (dropped.length === 0) return item.json;
	if (dropped.length === all.length) return undefined;
	const json = { ...item.json };
	for (const list of new Set(dropped.flatMap(({ place }) => place?.[0] ?? []))) {
		const positions = new Set(dropped.flatMap(({ place }) => (place?.[0] === list ? place[1] : [])));
		const rows = (json[list] as unknown[]).filter((_row, index) => !positions.has(index)) as IDataObject[];
		if (rows.length > 0) json[list] = rows;
		else delete json[list];
		// Not the list of the same name in tracking_events, in Raw output.
		if (list === 'events' && json.count !== undefined) json.count = rows.length;
	}
	return json;
}

/** Returns the items without metadata and without duplicate events. */
export function filterDuplicates(items: INodeExecutionData[], duplicates: ReadonlySet<string>): INodeExecutionData[] {
	return items.flatMap((item, index): INodeExecutionData[] => {
		const json = withoutDuplicates(item, duplicates);
		return json === undefined ? [] : [{ json, pairedItem: { item: index } }];
	});
}
