import type { INodeExecutionData } from 'n8n-workflow';
import { toOutput } from '../../../../nodes/WhatsAppBusinessCloud/trigger/receive/toOutput';
import type * as trace from '../../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata';
import { hashOf } from '../../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/seenEvents';
import type { Output } from '../../../../nodes/WhatsAppBusinessCloud/trigger/receive/triggerSettings';
import { messagesChange, metadata, read, text, type Json } from '../payloads';

/** The module as a separate process loads it, to exchange metadata with the others. */
function otherProcess(): typeof trace {
	let loaded: typeof trace | undefined;
	jest.isolateModules(() => {
		loaded = jest.requireActual<typeof trace>(
			'../../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/deliveryMetadata',
		);
	});
	return loaded!;
}

const [receiver, worker] = [otherProcess(), otherProcess()];

/** What a worker receives: through n8n's database, as JSON. */
function sent(output: Output, ...changes: Json[]): { items: INodeExecutionData[]; hashes: string[]; plain: unknown[] } {
	const events = read(...changes);
	const plain = toOutput(events, output);
	const items = JSON.parse(JSON.stringify(receiver.attachMetadata(plain, events, output))) as INodeExecutionData[];
	return { items, hashes: events.map(({ key }) => hashOf(key)), plain };
}

const two = messagesChange(text('a'), text('b', { id: 'wamid.2' })) as { field: string; value: Json };
const jsons = (items: INodeExecutionData[], ...duplicates: string[]): unknown[] =>
	worker.filterDuplicates(items, new Set(duplicates)).map(({ json }) => json);

test.each<Output>(['events', 'bundle', 'raw'])(
	'returns unchanged items without metadata when there are no duplicates: %s',
	(output) => {
		const { items, plain, hashes } = sent(output, two, {
			field: 'account_update',
			value: { event: 'X', country: 'DE' },
		});
		expect(worker.readMetadata(items)).toEqual({
			delivery: expect.stringMatching(/^[\w-]{16}$/),
			events: hashes,
			isSingleProcess: false,
		});
		expect(worker.filterDuplicates(items, new Set())).toEqual(
			plain.map((json, item) => ({ json, pairedItem: { item } })),
		);
	},
);

test('drops the items of duplicates with output events', () => {
	const { items, hashes, plain } = sent('events', two);
	expect(jsons(items, hashes[0])).toEqual([plain[1]]);
	expect(jsons(items, ...hashes)).toEqual([]);
});

test('drops duplicates from the list with output bundle', () => {
	const { items, hashes, plain } = sent('bundle', two);
	expect(jsons(items, hashes[1])).toEqual([
		{ count: 1, events: (plain[0] as { events: unknown[] }).events.slice(0, 1) },
	]);
	expect(jsons(items, ...hashes)).toEqual([]);
});

test('drops duplicates from their lists with output raw', () => {
	const value = { ...two.value, statuses: [{ id: 'w', status: 'sent' }] };
	const { items, hashes } = sent('raw', { field: 'messages', value }, messagesChange(text('c', { id: 'wamid.3' })));
	expect(jsons(items, hashes[0], hashes[3])).toEqual([
		{ ...value, messages: [text('b', { id: 'wamid.2' })], field: 'messages' },
	]);
	const { statuses, ...withoutStatuses } = value;
	expect(statuses).toHaveLength(1);
	expect(jsons(items, hashes[2], hashes[3])).toEqual([{ ...withoutStatuses, field: 'messages' }]);
});

test('drops rows of tracking_events with output raw without adding a count, which only bundles have', () => {
	const row = (event_name: string): Json => ({ event_name, timestamp: 1749416383 });
	const { items, hashes } = sent('raw', {
		field: 'tracking_events',
		value: { events: [row('Lead'), row('Purchase')] },
	});
	expect(jsons(items, hashes[0])).toEqual([{ events: [row('Purchase')], field: 'tracking_events' }]);
});

test('keeps a nested structure with output raw as long as any event in it is new', () => {
	const value = { metadata, history: [{ threads: [{ messages: [text('a'), text('b', { id: 'wamid.2' })] }] }] };
	const { items, hashes, plain } = sent('raw', { field: 'history', value });
	expect(jsons(items, hashes[0])).toEqual(plain);
	expect(jsons(items, ...hashes)).toEqual([]);
});

test('marks items only in the receiving process as its own, and adds no metadata to other items', () => {
	const { items } = sent('events', two);
	expect(receiver.readMetadata(items)).toEqual({ ...worker.readMetadata(items), isSingleProcess: true });
	expect([receiver.hasMetadata(items), worker.hasMetadata(items), worker.hasMetadata([{ json: {} }])]).toEqual([
		true,
		true,
		false,
	]);
});

test('gives each delivery its own ID', () => {
	expect(worker.readMetadata(sent('events', two).items).delivery).not.toBe(
		worker.readMetadata(sent('events', two).items).delivery,
	);
});
