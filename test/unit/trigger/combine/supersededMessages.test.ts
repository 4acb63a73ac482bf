import { SupersededMessages } from '../../../../nodes/WhatsAppBusinessCloud/trigger/combine/supersededMessages';

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
	await other.add(['1 a'], 'p', store);
	expect(await one.hasAll(['1 a', '2 a'], 'p', store)).toBe(false);
	await other.add(['1 b', '2 b'], 'p', store);
	expect(await one.hasAll(['1 b', '2 b'], 'p', store)).toBe(true);
	expect(await one.hasAll(['1 b'], 'q', store)).toBe(false);
	await one.remove('p', store);
	expect([...store.rows.keys()]).toEqual(['round q']);
});

test('without other processes, nothing is stored', async () => {
	const messages = new SupersededMessages();
	expect(await messages.hasAll(['1 a'], 'p')).toBe(false);
	await messages.add(['1 a'], 'p');
	expect(await messages.hasAll(['1 a'], 'p')).toBe(true);
	await messages.remove('p');
});

test('a waiting execution of the same process is told at once, when all of its messages are carried', async () => {
	const messages = new SupersededMessages();
	const told = jest.fn();
	const end = messages.watch(['1 a', '2 a'], told);
	await messages.add(['1 a'], 'p');
	expect(told).not.toHaveBeenCalled();
	await messages.add(['2 a'], 'p');
	expect(told).toHaveBeenCalledTimes(1);
	end();
	const late = jest.fn();
	messages.watch(['1 a', '2 a'], late)();
	expect(late).toHaveBeenCalledTimes(1);
});
