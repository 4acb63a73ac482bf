import { DataDeduplicationService } from 'n8n-core';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { message, messagesChange, payload, statusesChange, text, type Json } from '../../unit/trigger/payloads';
import { FakeDeduplicator } from '../campaign/fakeDeduplicator';
import { execute } from './execution';
import { trigger } from './messageTrigger';
import type { Host } from './host';

const store = new FakeDeduplicator();
beforeAll(async () => await DataDeduplicationService.init(store));
beforeEach(() => store.rows.clear());

/** ms to wait in place of the seconds of the form. */
const SILENCE = 120;

const combining = (settings: Json = {}): Host =>
	trigger({ options: { combineMessages: { settings: { silence: 25, ...settings } } } });

const say = (id: number, rest: Json = {}): Json => text(`n${id}`, { id: `wamid.${id}`, ...rest });
const delivery = (...messages: Json[]): Json => payload(messagesChange(...messages));

/** Metadata beside an item's `json`, as the webhook passes it to the execution. */
const metadataOf = (item: INodeExecutionData): { round?: { wait: number } } =>
	JSON.parse(String(item.whatsAppEvents)) as { round?: { wait: number } };

type Process = 'same' | 'webhook process';

/** Delivers and runs the execution that starts, with a short wait. @returns its items */
async function run(host: Host, body: unknown, process: Process = 'same'): Promise<IDataObject[]> {
	const { passed } = await host.deliver(body);
	if (passed.length === 0) return [];
	for (const item of passed) {
		const metadata = metadataOf(item);
		if (metadata.round) metadata.round.wait = Math.min(metadata.round.wait, SILENCE);
		item.whatsAppEvents = JSON.stringify({
			...metadata,
			...(process === 'webhook process' && { receivedBy: 'another' }),
		});
	}
	return (await execute(passed, { workflowId: host.id, executionId: String(++executions) })).map(({ json }) => json);
}
let executions = 0;
const pause = async (ms: number): Promise<void> => await new Promise((done) => setTimeout(done, ms));
const ids = (items: IDataObject[]): unknown[] =>
	items.map(
		({ messages, messageId }) => (messages as IDataObject[] | undefined)?.map((one) => one.messageId) ?? messageId,
	);

describe.each<[string, Process]>([
	['regular mode', 'same'],
	['queue mode', 'webhook process'],
])('messages in %s', (_name, process) => {
	test('start the workflow once, with one item that has them in order', async () => {
		const host = combining();
		const first = run(host, delivery(say(1)), process);
		await pause(10);
		const second = run(host, delivery(say(2)), process);
		await pause(10);
		const third = run(host, delivery(say(3, { timestamp: '1749416384' })), process);
		expect([await first, await second]).toEqual([[], []]);
		const [item, ...others] = await third;
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			from: '16505551234',
			messageId: 'wamid.3',
			text: 'n1\nn2\nn3',
			type: 'text',
			messageCount: 3,
			media: [],
		});
		expect(ids([item])).toEqual([['wamid.1', 'wamid.2', 'wamid.3']]);
		// Nothing is left in n8n's table but the events that were output.
		expect([...store.rows.keys()].filter((row) => row.includes('round'))).toEqual([]);
	});

	test('after the silence are the next round', async () => {
		const host = combining();
		expect(ids(await run(host, delivery(say(1)), process))).toEqual([['wamid.1']]);
		expect(ids(await run(host, delivery(say(2)), process))).toEqual([['wamid.2']]);
	});

	test('of several people and chats are separate rounds, also in one delivery', async () => {
		const host = combining();
		const other = { from: '447911123456', from_user_id: 'GB.1' };
		const items = await run(host, delivery(say(1), say(2, other), say(3), say(4, { group_id: 'group' })), process);
		expect(ids(items)).toEqual([['wamid.1', 'wamid.3'], ['wamid.2'], ['wamid.4']]);
	});

	test('that arrive twice are in one round', async () => {
		const host = combining();
		const forgetful = combining();
		Object.assign(forgetful, { id: host.id });
		const first = run(host, delivery(say(1)), process);
		// As a process that does not know the first delivery.
		const again = run(forgetful, delivery(say(1)), process);
		const outputs = [await first, await again].flat();
		expect(ids(outputs)).toEqual([['wamid.1']]);
	});

	test('are output at once when their maximum number is reached; the next message begins a new round', async () => {
		const host = combining({ maxMessages: 2 });
		const first = run(host, delivery(say(1)), process);
		const { passed } = await host.deliver(delivery(say(2)));
		expect(metadataOf(passed[0]).round?.wait).toBe(0);
		const second = execute(passed, { workflowId: host.id });
		const third = run(host, delivery(say(3)), process);
		expect(ids((await second).map(({ json }) => json))).toEqual([['wamid.1', 'wamid.2']]);
		expect([await first, ids(await third)]).toEqual([[], [['wamid.3']]]);
	});
});

test('taps, reactions and statuses start the workflow at once, on their own', async () => {
	const host = combining();
	const tap = message({
		id: 'wamid.tap',
		type: 'interactive',
		interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
	});
	const { passed } = await host.deliver(delivery(tap));
	expect([passed[0].json.buttonId, metadataOf(passed[0]).round]).toEqual(['yes', undefined]);
	const reaction = message({ id: 'wamid.r', type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } });
	expect(metadataOf((await host.deliver(delivery(reaction))).passed[0]).round).toBeUndefined();
	const statuses = combining();
	statuses.parameters.updates = ['messages', 'statuses'];
	const status = { id: 'wamid.s', status: 'read', timestamp: '1749416383', recipient_id: '16505551234' };
	expect(metadataOf((await statuses.deliver(payload(statusesChange(status)))).passed[0]).round).toBeUndefined();
	const chosen = combining({ types: ['reaction'] });
	const again = { ...reaction, id: 'wamid.r2' };
	expect(metadataOf((await chosen.deliver(delivery(again))).passed[0]).round?.wait).toBe(25_000);
});

test('a test run outputs the messages at once, in the same form', async () => {
	const host = combining();
	host.mode = 'manual';
	const { items } = await host.deliver(delivery(say(1), say(2)));
	expect(items?.map(({ json }) => [json.text, json.messageCount])).toEqual([['n1\nn2', 2]]);
});

test('a retried execution outputs what no other one has, without waiting', async () => {
	const host = combining();
	const { passed } = await host.deliver(delivery(say(1)));
	await host.deliver(delivery(say(2)));
	const retry = async () => await execute(passed, { workflowId: host.id, mode: 'retry' });
	expect(ids((await retry()).map(({ json }) => json))).toEqual([['wamid.1']]);
});

test('without n8n’s table, each message still starts the workflow', async () => {
	store.onCall = () => {
		throw new Error('the database is gone');
	};
	try {
		expect(ids(await run(combining(), delivery(say(1)), 'webhook process'))).toEqual([['wamid.1']]);
	} finally {
		store.onCall = () => {};
	}
});
