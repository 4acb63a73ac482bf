import { payload, statusesChange } from '../../unit/trigger/payloads';
import { Host } from './host';
import { EMPTY, numbered, ids, trigger } from './messageTrigger';

describe('a duplicate event', () => {
	/** A new process, which only knows the stored data of this workflow. */
	function restarted(host: Host): Host {
		const other = new Host(host.parameters);
		other.staticData = Object.fromEntries(Object.entries(host.staticData));
		return other;
	}

	test('does not run again for a duplicate event, neither alone nor in another batch', async () => {
		const host = trigger();
		expect(ids(await host.deliver(numbered(1, 2)))).toEqual(['wamid.1', 'wamid.2']);
		expect(ids(await host.deliver(numbered(2, 3)))).toEqual(['wamid.3']);
		const again = await host.deliver(numbered(1, 2, 3));
		expect([again.status, again.result]).toEqual([200, EMPTY]);
	});

	// n8n 1.x saves static data before it stores the execution, so the execution checks the last delivery: executionDuplicates.test.ts.
	test('does not run again after a restart, except for events of the last delivery', async () => {
		const host = trigger();
		await host.deliver(numbered(1, 2));
		// Static data is written once a second at most.
		const now = Date.now.bind(Date);
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 1000);
		await host.deliver(numbered(3));
		clock.mockRestore();
		expect(ids(await restarted(host).deliver(numbered(1, 2, 3, 4)))).toEqual(['wamid.3', 'wamid.4']);
	});

	test('runs when the process died after saving static data and before storing the execution', async () => {
		const host = trigger();
		await host.deliver(numbered(1), 'saved');
		expect(ids(await restarted(host).deliver(numbered(1)))).toEqual(['wamid.1']);
	});

	test('runs when the first delivery got an error response', async () => {
		const host = trigger();
		const first = await host.deliver(numbered(1), false);
		expect(ids(first)).toEqual(['wamid.1']);
		first.response.status(500).json({});
		expect(ids(await host.deliver(numbered(1)))).toEqual(['wamid.1']);
	});

	test('runs once when both deliveries arrive at the same time', async () => {
		const host = trigger();
		const first = await host.deliver(numbered(1), false);
		const second = host.deliver(numbered(1));
		first.response.send('ok');
		expect(ids(await second)).toBeUndefined();
	});

	// It is unknown then whether n8n stores the first execution. The second execution checks this (executionDuplicates.test.ts).
	test('starts another execution when the caller disconnected before the first response', async () => {
		const host = trigger();
		const first = await host.deliver(numbered(1), false);
		first.response.emit('close');
		expect(ids(await host.deliver(numbered(1)))).toEqual(['wamid.1']);
	});

	test('runs for each duplicate when the option is off and in test runs, which store nothing', async () => {
		const host = trigger({ options: { ignoreDuplicates: false } });
		expect([ids(await host.deliver(numbered(1))), ids(await host.deliver(numbered(1)))]).toEqual([
			['wamid.1'],
			['wamid.1'],
		]);

		const tested = trigger();
		tested.mode = 'manual';
		expect([ids(await tested.deliver(numbered(1))), ids(await tested.deliver(numbered(1)))]).toEqual([
			['wamid.1'],
			['wamid.1'],
		]);
		tested.mode = 'webhook';
		expect(tested.staticData).toEqual({});
		expect(ids(await tested.deliver(numbered(1)))).toEqual(['wamid.1']);
	});

	test('runs once under load: 2,000 messages in batches, 5% duplicates, in any order', async () => {
		const host = trigger();
		const batches: number[][] = [];
		for (let at = 0; at < 2000; at += 4) batches.push([at, at + 1, at + 2, at + 3]);
		for (let at = 0; at < 2000; at += 20) batches.push([at, (at * 7) % 2000]);
		const order = batches
			.map((batch, at) => ({ batch, at: (at * 7919) % batches.length }))
			.sort((one, other) => one.at - other.at);
		const replies = await Promise.all(order.map(async ({ batch }) => await host.deliver(numbered(...batch))));
		const outputIds = replies.flatMap((reply) => ids(reply) ?? []);
		expect([outputIds.length, new Set(outputIds).size]).toEqual([2000, 2000]);
	});
});

test('drops a status that is older than one already output, also across deliveries', async () => {
	const host = trigger({ updates: ['statuses'], options: { statusOrder: 'inOrder' } });
	const deliver = async (...names: string[]): Promise<unknown> =>
		(await host.deliver(payload(statusesChange(...names.map((status) => ({ id: 'w', status })))))).items?.map(
			({ json }) => json.status,
		);
	expect([
		await deliver('delivered', 'sent'),
		await deliver('read'),
		await deliver('delivered'),
		await deliver('sent', 'played'),
	]).toEqual([['sent', 'delivered'], ['read'], undefined, ['played']]);
});

test('drops a status that is older than one output by another process', async () => {
	const parameters = { updates: ['statuses'], options: { statusOrder: 'inOrder' } };
	const [one, other] = [trigger(parameters), trigger(parameters)];
	const deliver = async (host: Host, id: string, status: string): Promise<unknown> =>
		(await host.deliver(payload(statusesChange({ id, status })))).items?.length;
	expect(await deliver(one, 'v', 'read')).toBe(1);
	expect(await deliver(one, 'w', 'read')).toBe(1);
	other.staticData = one.staticData;
	expect([
		await deliver(other, 'v', 'delivered'),
		await deliver(other, 'w', 'delivered'),
		await deliver(other, 'w', 'read'),
	]).toEqual([undefined, undefined, 1]);
	expect(await deliver(other, 'x', 'sent')).toBe(1);
	expect(other.staticData).toEqual(
		expect.objectContaining({
			'node:WhatsApp Trigger': expect.objectContaining({ pendingEvents: expect.stringMatching(/^[\w-]{9}$/) }),
		}),
	);
});
