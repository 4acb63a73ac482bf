import { seed, type EmulatorOptions } from '../src';
import { receiverForEach, sendMessage, started } from './helpers';
import type { Event, Receiver } from './receiver';

let receiver: Receiver;
let url: string;
receiverForEach((theReceiver, theUrl) => {
	receiver = theReceiver;
	url = theUrl;
});

interface Row {
	id: string;
	status?: string;
}

const rows = ({ payload }: Event): Row[] =>
	payload.entry.flatMap(({ changes }) =>
		changes.flatMap(({ value }) => [
			...((value as unknown as { messages?: Row[] }).messages ?? []),
			...((value.statuses ?? []) as unknown as Row[]),
		]),
	);
const ids = (): string[] => receiver.events.flatMap(rows).map(({ id }) => id);
const untilRows = async (count: number): Promise<void> => {
	while (ids().length < count) await receiver.until(receiver.events.length + 1);
};
const mixed = async (options: EmulatorOptions) => await started({ webhook: { url }, webhookWindowMs: 5, ...options });
const write = (emulator: Awaited<ReturnType<typeof mixed>>, count: number): string[] =>
	Array.from({ length: count }, (_unused, at) =>
		emulator.incoming({ from: `1650555${String(1000 + (at % 7))}`, text: `n${at}` }),
	);
describe('duplicates', () => {
	it('duplicates the configured share of updates, each once, after its delivery', async () => {
		const emulator = await mixed({ webhookDuplicates: 0.2 });
		const sent = write(emulator, 500);
		// Drawn with the seed 1, so the same on every machine.
		await untilRows(500 + 101);
		const seen = new Map<string, number>();
		for (const id of ids()) seen.set(id, (seen.get(id) ?? 0) + 1);
		expect([seen.size, [...seen.values()].filter((times) => times === 2).length, Math.max(...seen.values())]).toEqual([
			500, 101, 2,
		]);
		expect(new Set(sent)).toEqual(new Set(seen.keys()));
	});

	it('duplicates updates after a failure too, in addition to the retries until 200', async () => {
		const emulator = await mixed({ webhookDuplicates: 1, webhookRetryDelaysMs: [1] });
		receiver.statuses = [500, 200];
		write(emulator, 1);
		await receiver.until(3);
		while (emulator.webhooks.length < 3) await new Promise((resolve) => setImmediate(resolve));
		expect(emulator.webhooks.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, 500],
			[2, 200],
			[1, 200],
		]);
		expect(new Set(ids()).size).toBe(1);
	});
});

describe('batches', () => {
	it('fills payloads up to the limit, in order, as several entries, changes and rows', async () => {
		const emulator = await mixed({ webhookBatch: 40 });
		const sent = write(emulator, 100);
		await untilRows(100);
		const byFirst = [...receiver.events].sort(
			(one, other) => sent.indexOf(rows(one)[0].id) - sent.indexOf(rows(other)[0].id),
		);
		expect(byFirst.map((event) => rows(event).length)).toEqual([40, 40, 20]);
		expect(byFirst.flatMap((event) => rows(event).map(({ id }) => id))).toEqual(sent);
		const { entry } = byFirst[0].payload;
		const changes = entry.flatMap((one) => one.changes);
		expect(entry.length).toBeGreaterThan(2);
		expect(changes.length).toBeGreaterThan(entry.length);
		expect(changes.length).toBeLessThan(40);
		for (const { value } of changes) {
			const people = new Set(
				(value as unknown as { messages: Array<{ from: string }> }).messages.map(({ from }) => from),
			);
			expect(new Set(value.contacts!.map((contact) => (contact as { wa_id: string }).wa_id))).toEqual(people);
		}
	});

	it('limits payloads to 1,000 updates and 3 MB', async () => {
		const emulator = await mixed({ webhookBatch: 1000, webhookWindowMs: 200 });
		write(emulator, 1001);
		await untilRows(1001);
		expect(receiver.events.map((event) => rows(event).length).sort((a, b) => b - a)).toEqual([1000, 1]);
		receiver.events.length = 0;
		for (let at = 0; at < 5; at++) emulator.incoming({ from: '16505550001', text: 'x'.repeat(1_000_000) });
		await untilRows(5);
		expect(receiver.events.map(({ raw }) => [raw.length < 3_000_000, raw.length > 900_000])).toEqual([
			[true, true],
			[true, true],
			[true, true],
		]);
	});

	it('keeps accounts, and changes with a time, in separate entries', async () => {
		const emulator = await mixed({ webhookBatch: 10 });
		emulator.events(
			{ field: 'messages', value: { messages: [{ id: '1' }] } },
			{ field: 'flows', value: { flow_id: '2' }, time: 1750000000 },
			{ field: 'flows', value: { flow_id: '3' }, time: 1750000000, wabaId: '7' },
		);
		const [event] = await receiver.until(1);
		expect(event.payload.entry).toEqual([
			{ id: seed.wabaId, changes: [{ field: 'messages', value: { messages: [{ id: '1' }] } }] },
			{ id: seed.wabaId, time: 1750000000, changes: [{ field: 'flows', value: { flow_id: '2' } }] },
			{ id: '7', time: 1750000000, changes: [{ field: 'flows', value: { flow_id: '3' } }] },
		]);
	});
});

describe('the order', () => {
	/**
	 * The rows of each payload, by their original position; the largest payload first, as two concurrent posts may
	 * arrive in either order.
	 */
	const shuffled = async (webhookSeed: number): Promise<number[][]> => {
		receiver.events.length = 0;
		const emulator = await mixed({ webhookReorder: true, webhookBatch: 100, webhookSeed });
		const sent = write(emulator, 60);
		await untilRows(60);
		await emulator.close();
		return receiver.events
			.map((event) => rows(event).map(({ id }) => sent.indexOf(id)))
			.sort((one, other) => other.length - one.length);
	};

	it('shuffles updates within and across payloads, identically for the same seed', async () => {
		const first = await shuffled(7);
		const inOrder = [...Array(60).keys()];
		expect(first.flat().sort((a, b) => a - b)).toEqual(inOrder);
		expect(first.map((payload) => payload.length)).toEqual([50, 10]);
		for (const payload of first) expect(payload).not.toEqual([...payload].sort((a, b) => a - b));
		expect(await shuffled(7)).toEqual(first);
		expect(await shuffled(8)).not.toEqual(first);
	});

	it('keeps the order of statuses unless reordering is on', async () => {
		const emulator = await mixed({ webhookBatch: 10, statusDelayMs: 1 });
		await sendMessage(emulator, { text: { body: 'a' } });
		await untilRows(3);
		expect(receiver.events.flatMap(rows).map(({ status }) => status)).toEqual(['sent', 'delivered', 'read']);
	});
});

it('applies changed settings while running, and rejects invalid ones', async () => {
	const emulator = await mixed({});
	write(emulator, 2);
	await receiver.until(2);
	emulator.settings({ webhookBatch: 2 });
	write(emulator, 2);
	await receiver.until(3);
	expect(receiver.events.map((event) => rows(event).length)).toEqual([1, 1, 2]);
	expect(() => emulator.settings({ webhookDuplicates: 2 })).toThrow(
		"webhookDuplicates must be a number from 0 to 1, not '2'",
	);
	expect(() => emulator.settings({ webhookBatch: 1001 })).toThrow(
		"webhookBatch must be a whole number from 1 to 1000, not '1001'",
	);
});

it('drops pending updates on close', async () => {
	const emulator = await mixed({ webhookReorder: true, webhookWindowMs: 60_000 });
	write(emulator, 3);
	await emulator.close();
	expect(receiver.events).toEqual([]);
});
