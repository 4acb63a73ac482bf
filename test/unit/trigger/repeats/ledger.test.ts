import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import { Ledger, type Record } from '../../../../nodes/WhatsAppBusinessCloud/trigger/receive/repeats/ledger';

/** n8n's list: read and written as a whole, the last writer wins. */
class Store {
	entries: string[] = [];
	calls = 0;

	/** @param reads ms before a call reads @param writes ms between its reading and writing */
	record =
		(reads: () => number, writes: () => number): Record =>
		async (asked) => {
			this.calls++;
			await wait(reads());
			const found = [...this.entries];
			await wait(writes());
			const known = new Set(asked.filter((entry) => found.includes(entry)));
			this.entries = [...found, ...asked.filter((entry) => !known.has(entry))].slice(-2000);
			return known;
		};
}

const at = (ms: number) => () => ms;

describe('one event in two executions', () => {
	test('in one process: the first one tells it, without a second call', async () => {
		const store = new Store();
		const ledger = new Ledger(1);
		const record = store.record(at(0), at(0));
		expect([...(await ledger.repeats(record, '1', ['a', 'b'], false))]).toEqual([]);
		const { calls } = store;
		expect([...(await ledger.repeats(record, '2', ['a', 'b'], false))]).toEqual(['a', 'b']);
		expect(store.calls).toBe(calls);
	});

	test('in two processes, one after the other', async () => {
		const store = new Store();
		const record = store.record(at(0), at(0));
		expect([...(await new Ledger(1).repeats(record, '1', ['a', 'b'], false))]).toEqual([]);
		expect([...(await new Ledger(1).repeats(record, '2', ['b', 'c'], false))]).toEqual(['b']);
	});

	test('in two processes at once: the one whose entry was overwritten leaves it to the other', async () => {
		const store = new Store();
		const [slow, fast] = [store.record(at(0), at(15)), store.record(at(0), at(1))];
		const repeats = await Promise.all([new Ledger(40).repeats(slow, '1', ['a', 'x'], false), new Ledger(40).repeats(fast, '2', ['a', 'y'], false)]);
		expect(repeats.map((one) => [...one])).toEqual([[], ['a']]);
		expect(new Set(store.entries)).toEqual(new Set(['delivery 1', 'delivery 2', 'a', 'x', 'y']));
	});
});

test('where the list is slow, the second look comes later: one of two tells', async () => {
	const store = new Store();
	const slow = store.record(at(0), at(120));
	const first = new Ledger(5).repeats(slow, '1', ['a'], false);
	await wait(60);
	const second = new Ledger(5).repeats(slow, '2', ['a'], false);
	expect((await Promise.all([first, second])).map(({ size }) => size).sort()).toEqual([0, 1]);
});

test('an execution that runs again tells its events again', async () => {
	const store = new Store();
	const record = store.record(at(0), at(0));
	await new Ledger(1).repeats(record, '1', ['a'], false);
	expect([...(await new Ledger(1).repeats(record, '1', ['a'], false))]).toEqual([]);
	expect([...(await new Ledger(1).repeats(record, '2', ['a'], false))]).toEqual(['a']);
});

test('the mark of a delivery stays in the list as long as any of its events', async () => {
	const store = new Store();
	await new Ledger(1).repeats(store.record(at(0), at(0)), '1', ['a', 'b'], false);
	expect(store.entries).toEqual(['a', 'b', 'delivery 1']);
});

describe('alone', () => {
	test('one look is enough', async () => {
		const store = new Store();
		const record = store.record(at(0), at(0));
		const ledger = new Ledger(1);
		expect([...(await ledger.repeats(record, '1', ['a', 'b'], true))]).toEqual([]);
		expect(store.calls).toBe(1);
		expect([...(await ledger.repeats(record, '2', ['b', 'c'], true))]).toEqual(['b']);
		expect(store.calls).toBe(2);
	});

	test('after a restart, events of another delivery are repeats, and those of the same are not', async () => {
		const store = new Store();
		const record = store.record(at(0), at(0));
		await new Ledger(1).repeats(record, '1', ['a', 'b'], true);
		expect([...(await new Ledger(1).repeats(record, '2', ['b', 'c'], true))]).toEqual(['b']);
		expect([...(await new Ledger(1).repeats(record, '1', ['a', 'b'], true))]).toEqual([]);
	});
});

test('a list that cannot be reached fails the executions that ask, and later ones ask again', async () => {
	const ledger = new Ledger(1);
	const failing: Record = async () => await Promise.reject(new Error('gone'));
	const asked = await Promise.allSettled([ledger.repeats(failing, '1', ['a'], false), ledger.repeats(failing, '2', ['b'], false)]);
	expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	expect([...(await ledger.repeats(new Store().record(at(0), at(0)), '3', ['a'], false))]).toEqual([]);
});

test('executions of one process share calls', async () => {
	const store = new Store();
	const ledger = new Ledger(20);
	const record = store.record(at(1), at(1));
	await Promise.all(Array.from({ length: 100 }, async (_, one) => await ledger.repeats(record, String(one), [`event ${one}`], false)));
	expect(store.calls).toBeLessThan(20);
});

test('several processes tell each event exactly once, whenever its deliveries come', async () => {
	const delivery = fc.record({ process: fc.nat(2), event: fc.nat(6), after: fc.nat(25) });
	const milliseconds = fc.infiniteStream(fc.nat(4));
	await fc.assert(
		fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 20 }), milliseconds, async (deliveries, delays) => {
			const delay = () => delays.next().value as number;
			const store = new Store();
			const ledgers = Array.from({ length: 3 }, () => new Ledger(60));
			const told: string[] = [];
			await Promise.all(
				deliveries.map(async ({ process, event, after }, execution) => {
					await wait(after);
					const repeats = await ledgers[process].repeats(store.record(delay, delay), String(execution), [`event ${event}`], false);
					if (repeats.size === 0) told.push(`event ${event}`);
				}),
			);
			expect(told.sort()).toEqual([...new Set(deliveries.map(({ event }) => `event ${event}`))].sort());
		}),
		{ numRuns: 20 },
	);
});
