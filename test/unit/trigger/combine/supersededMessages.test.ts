import {
	SupersededMessages,
	type CarriedMessages,
} from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/supersededMessages';

/**
 * What the execution of a delivery carries.
 * @param messages each with the earlier deliveries that had it, as in '1 a b'
 */
const carries = (delivery: string, messages: string[], node = 'node'): CarriedMessages => ({
	node,
	delivery,
	messages: messages.map((message) => {
		const [hash, ...earlier] = message.split(' ');
		return { hash, earlier };
	}),
});

/** n8n's table, shared by two workers. */
function table() {
	const rows = new Map<string, Set<string>>();
	return {
		rows,
		record: async (row: string, texts: string[]) => {
			const known = rows.get(row) ?? new Set();
			rows.set(row, new Set([...known, ...texts]));
			return await Promise.resolve(new Set(texts.filter((text) => known.has(text))));
		},
		drop: async (names: string[]) => {
			for (const name of names) rows.delete(name);
			await Promise.resolve();
		},
		verify: async () => await Promise.resolve(),
	};
}

test('an execution finds out whether newer ones carry all of its messages, in any worker', async () => {
	const [one, other, store] = [new SupersededMessages(), new SupersededMessages(), table()];
	await other.add(carries('b', ['1 a', '3']), 'p', store);
	expect(await one.hasAll(carries('a', ['1', '2']), 'p', store)).toBe(false);
	await other.add(carries('c', ['1 a b', '3 b', '4']), 'p', store);
	expect(await one.hasAll(carries('b', ['1 a', '3']), 'p', store)).toBe(true);
	expect(await one.hasAll(carries('b', ['1 a', '3']), 'q', store)).toBe(false);
	await one.remove('p', store);
	expect([...store.rows.keys()]).toEqual(['round q']);
});

test('an execution that asks again, because its worker was killed or a response was lost, is not left to itself', async () => {
	const store = table();
	const messages = carries('a', ['1']);
	expect(await new SupersededMessages().hasAll(messages, 'p', store)).toBe(false);
	expect(await new SupersededMessages().hasAll(messages, 'p', store)).toBe(false);
});

test('an execution whose worker was killed is not left to one that has ended without its message', async () => {
	const [one, other, store] = [new SupersededMessages(), new SupersededMessages(), table()];
	const messages = carries('a', ['1']);
	expect(await one.hasAll(messages, 'p', store)).toBe(false);
	await one.remove('p', store);
	await other.add(carries('b', ['1 a', '2']), 'p', store);
	await other.remove('p', store);
	expect(await other.hasAll(messages, 'p', store)).toBe(false);
});

test('a message that came twice at the same moment is left by both executions, but not by the newer one', async () => {
	const [one, other, store] = [new SupersededMessages(), new SupersededMessages(), table()];
	const newer = carries('c', ['1 a', '2']);
	await other.add(newer, 'p', store);
	expect(await one.hasAll(carries('b', ['1']), 'p', store)).toBe(true);
	expect(await one.hasAll(carries('a', ['1']), 'p', store)).toBe(true);
	expect(await one.hasAll(newer, 'p', store)).toBe(false);
});

test('an execution that carries a message of another delivery leaves it only to one that knows this execution', async () => {
	const messages = new SupersededMessages();
	await messages.add(carries('d', ['1 b', '2 b', '3']), 'p');
	expect(await messages.hasAll(carries('c', ['1 a', '2']), 'p')).toBe(false);
	expect(await messages.hasAll(carries('b', ['1 a', '2']), 'p')).toBe(true);
});

test('triggers that receive the same message do not leave it to each other', async () => {
	const messages = new SupersededMessages();
	await messages.add(carries('c', ['1 a', '2'], 'node of another workflow'), 'p');
	expect(await messages.hasAll(carries('b', ['1']), 'p')).toBe(false);
});

test('without other processes, nothing is stored', async () => {
	const messages = new SupersededMessages();
	expect(await messages.hasAll(carries('a', ['1']), 'p')).toBe(false);
	await messages.add(carries('b', ['1 a', '2']), 'p');
	expect(await messages.hasAll(carries('a', ['1']), 'p')).toBe(true);
	await messages.remove('p');
});

test('a waiting execution of the same process is notified at once, when all of its messages are carried', async () => {
	const messages = new SupersededMessages();
	const onSuperseded = jest.fn();
	const stopWatching = messages.watch(carries('a', ['1', '2']), onSuperseded);
	await messages.add(carries('b', ['1 a', '3']), 'p');
	expect(onSuperseded).not.toHaveBeenCalled();
	await messages.add(carries('c', ['2 a', '4']), 'p');
	expect(onSuperseded).toHaveBeenCalledTimes(1);
	stopWatching();
	const onSupersededBefore = jest.fn();
	messages.watch(carries('a', ['1', '2']), onSupersededBefore)();
	expect(onSupersededBefore).toHaveBeenCalledTimes(1);
	await messages.add(carries('d', ['1 a', '5']), 'p');
	expect(onSuperseded).toHaveBeenCalledTimes(1);
	expect(onSupersededBefore).toHaveBeenCalledTimes(1);
});

test('an execution does not leave its messages to itself when a repeated write finds its own records', async () => {
	const store = table();
	const record = async (row: string, texts: string[]): Promise<Set<string>> => {
		await store.record(row, texts);
		return await store.record(row, texts);
	};
	expect(await new SupersededMessages().hasAll(carries('a', ['1']), 'p', { record })).toBe(false);
});
