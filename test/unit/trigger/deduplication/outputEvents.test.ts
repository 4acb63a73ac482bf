import { hashOf } from '../../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/seenEvents';
import fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';
import { DistributedLock, lockTimings } from '../../../../nodes/WhatsAppBusinessCloud/idempotency/distributedLock';
import { trimToTotal } from '../../../../nodes/WhatsAppBusinessCloud/shared/trimToTotal';
import { OutputEvents } from '../../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/outputEvents';
import { Database } from '../../idempotency/database';

/** The events as another process knows them. */
const another = (): OutputEvents =>
	new OutputEvents(undefined, new DistributedLock('lock', { ...lockTimings, pollInterval: 1 }));

describe('one event in two executions', () => {
	test('outputs an event from the first of two executions in one process, without a second call', async () => {
		const database = new Database();
		const outputEvents = another();
		expect([...(await outputEvents.duplicates(database.open(), '1', ['a', 'b'], false))]).toEqual([]);
		const { calls } = database;
		expect([...(await outputEvents.duplicates(database.open(), '2', ['a', 'b'], false))]).toEqual(['a', 'b']);
		expect(database.calls).toBe(calls);
	});

	test('outputs an event from the first of two processes that run one after the other', async () => {
		const database = new Database();
		expect([...(await another().duplicates(database.open(), '1', ['a', 'b'], false))]).toEqual([]);
		expect([...(await another().duplicates(database.open(), '2', ['b', 'c'], false))]).toEqual(['b']);
	});

	test('outputs an event once from two concurrent processes, however slow their reads or writes are', async () => {
		for (const [reads, writes] of [
			[0, 40],
			[40, 0],
			[20, 20],
		]) {
			const database = new Database();
			const [slow, fast] = [
				database.open(
					() => reads,
					() => writes,
				),
				database.open(),
			];
			const duplicates = await Promise.all([
				another().duplicates(slow, '1', ['a', 'x'], false),
				another().duplicates(fast, '2', ['a', 'y'], false),
			]);
			expect(duplicates.map((one) => [...one]).sort()).toEqual([[], ['a']]);
		}
	});
});

describe('the cache of a process', () => {
	/** @returns how many more calls it takes to recognize an event of another execution */
	async function callsFor(database: Database, outputEvents: OutputEvents, event: string): Promise<number> {
		const { calls } = database;
		expect([...(await outputEvents.duplicates(database.open(), 'other', [event], true))]).toEqual([event]);
		return database.calls - calls;
	}

	test('keeps the newest events up to its limit', async () => {
		const database = new Database();
		const outputEvents = new OutputEvents(() => trimToTotal([outputEvents], 5));
		for (let at = 0; at < 8; at++) await outputEvents.duplicates(database.open(), '1', [`e${at}`], true);
		expect(outputEvents.size).toBe(5);
		expect(await callsFor(database, outputEvents, 'e3')).toBe(0);
		expect(await callsFor(database, outputEvents, 'e2')).toBeGreaterThan(0);
	});

	test('stays within its limit during continuous requests, and keeps pending events', async () => {
		const database = new Database();
		const outputEvents = new OutputEvents(() => trimToTotal([outputEvents], 5));
		const sizes: number[] = [];
		database.onCall = () => void sizes.push(outputEvents.size);
		const lookups: Array<Promise<unknown>> = [];
		for (let at = 0; at < 50; at++) {
			lookups.push(outputEvents.duplicates(database.open(), `${at}`, [`e${at}`], true));
			if (at % 2 === 1) await lookups[at - 1];
		}
		await Promise.all(lookups);
		expect(outputEvents.size).toBe(5);
		expect(Math.max(...sizes)).toBeLessThan(12);
		const twice = await Promise.all(
			['a', 'b'].map(async (delivery) => await outputEvents.duplicates(database.open(), delivery, [...'uvwxyz'], true)),
		);
		expect(twice.map((one) => [...one].length)).toEqual([0, 6]);
	});
});

describe('an execution that runs again', () => {
	test('outputs the events of an execution again when it runs again', async () => {
		const database = new Database();
		await another().duplicates(database.open(), '1', ['a'], false);
		expect([...(await another().duplicates(database.open(), '1', ['a'], false))]).toEqual([]);
		expect([...(await another().duplicates(database.open(), '2', ['a'], false))]).toEqual(['a']);
	});

	test('drops the same duplicates again when an execution runs again', async () => {
		const database = new Database();
		await another().duplicates(database.open(), '1', ['a'], false);
		for (let run = 0; run < 3; run++)
			expect([...(await another().duplicates(database.open(), '2', ['a', 'b'], false))]).toEqual(['a']);
	});
});

describe('an execution whose worker was killed runs again in a process that has dropped its event as a duplicate', () => {
	test('after it has dropped it', async () => {
		const database = new Database();
		await another().duplicates(database.open(), '1', ['a', 'b'], false);
		const outputEvents = another();
		expect([...(await outputEvents.duplicates(database.open(), '2', ['a', 'c'], false))]).toEqual(['a']);
		expect([...(await outputEvents.duplicates(database.open(), '1', ['a', 'b'], false))]).toEqual([]);
		expect([...(await outputEvents.duplicates(database.open(), '2', ['a', 'c'], false))]).toEqual(['a']);
	});

	test.each([
		['1', '2'],
		['2', '1'],
	])('at the same time: delivery %s before %s', async (...deliveries) => {
		const database = new Database();
		await another().duplicates(database.open(), '1', ['a', 'b'], false);
		const outputEvents = another();
		const found = await Promise.all(
			deliveries.map(async (delivery) => [
				...(await outputEvents.duplicates(
					database.open(() => 20),
					delivery,
					['a', 'b'],
					false,
				)),
			]),
		);
		expect(Object.fromEntries(deliveries.map((delivery, at) => [delivery, found[at]]))).toEqual({
			1: [],
			2: ['a', 'b'],
		});
	});

	test('during the lookup of the other execution', async () => {
		const database = new Database();
		await another().duplicates(database.open(), '1', ['a'], false);
		const outputEvents = another();
		let later: Promise<Set<string>> | undefined;
		database.onCall = () => void (later ??= outputEvents.duplicates(database.open(), '1', ['a'], false));
		expect([...(await outputEvents.duplicates(database.open(), '2', ['a'], false))]).toEqual(['a']);
		expect([...(await later!)]).toEqual([]);
	});
});

test('keeps the last 250 events in each row, each with the execution that output it', async () => {
	const database = new Database();
	// The digits of each have the same sum, so all are in one row.
	const events = Array.from({ length: 300 }, (_, at) => `${1000 + at}${8999 - at}`);
	await another().duplicates(database.open(), '1', events, false);
	expect([...database.rows]).toEqual([['events 4', events.slice(-250).flatMap((event) => [event, `${event} 1`])]]);
	expect((await another().duplicates(database.open(), '2', events.slice(-250), false)).size).toBe(250);
});

test('spreads events evenly over 32 rows', async () => {
	const database = new Database();
	const events = Array.from({ length: 3200 }, (_, at) => hashOf(String(at)));
	await another().duplicates(database.open(), '1', events, false);
	const sizes = [...database.rows.values()].map((entries) => entries.length / 2);
	expect(sizes).toHaveLength(32);
	expect(Math.min(...sizes)).toBeGreaterThan(60);
	expect(Math.max(...sizes)).toBeLessThan(140);
});

describe('a single process', () => {
	test('makes one call for the events of one row', async () => {
		const database = new Database();
		const outputEvents = another();
		expect([...(await outputEvents.duplicates(database.open(), '1', ['bd', 'cc'], true))]).toEqual([]);
		expect(database.calls).toBe(1);
		expect([...(await outputEvents.duplicates(database.open(), '2', ['cc', 'db'], true))]).toEqual(['cc']);
		expect(database.calls).toBe(2);
	});

	test('drops the events of other deliveries but not those of the same one after a restart', async () => {
		const database = new Database();
		await another().duplicates(database.open(), '1', ['a', 'b'], true);
		expect([...(await another().duplicates(database.open(), '2', ['b', 'c'], true))]).toEqual(['b']);
		expect([...(await another().duplicates(database.open(), '1', ['a', 'b'], true))]).toEqual([]);
	});
});

test('fails the executions that need an unreachable database, and reads it again for later ones', async () => {
	const database = new Database();
	const outputEvents = another();
	database.onCall = () => {
		throw new Error('gone');
	};
	const lookups = await Promise.allSettled([
		outputEvents.duplicates(database.open(), '1', ['a'], false),
		outputEvents.duplicates(database.open(), '2', ['b'], false),
	]);
	expect(lookups.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	database.onCall = () => {};
	expect([...(await outputEvents.duplicates(database.open(), '3', ['a'], false))]).toEqual([]);
});

test('shares a lock between the executions of one process', async () => {
	const database = new Database();
	const outputEvents = another();
	let turns = 0;
	database.onCall = (call) => void (turns += call === 'drop' ? 1 : 0);
	const rows = database.open(
		() => 1,
		() => 1,
	);
	await Promise.all(
		Array.from(
			{ length: 100 },
			async (_, one) => await outputEvents.duplicates(rows, String(one), [`event ${one}`], false),
		),
	);
	expect(turns).toBeLessThan(5);
});

test('outputs each event exactly once from several processes, for any timing and any execution that runs again', async () => {
	const delivery = fc.record({ process: fc.nat(2), event: fc.nat(6), after: fc.nat(25), again: fc.option(fc.nat(3)) });
	const milliseconds = fc.infiniteStream(fc.nat(4));
	await fc.assert(
		fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 20 }), milliseconds, async (deliveries, delays) => {
			const delay = () => delays.next().value as number;
			const database = new Database();
			const processes = Array.from({ length: 3 }, another);
			/** The executions that output an event. */
			const executionsOf = new Map<number, Set<number>>(deliveries.map(({ event }) => [event, new Set()]));
			await Promise.all(
				deliveries.map(async ({ process, event, after, again }, execution) => {
					await wait(after);
					const run = async (outputEvents: OutputEvents) => {
						const duplicates = await outputEvents.duplicates(
							database.open(delay, delay),
							String(execution),
							[`${event} event`],
							false,
						);
						return duplicates.size === 0;
					};
					let isOutput = await run(processes[process]);
					// Its worker died before it output anything: it runs again, in one of these processes or in a new one.
					if (again !== null) isOutput = await run(processes[again] ?? another());
					if (isOutput) executionsOf.get(event)?.add(execution);
				}),
			);
			expect([...executionsOf.values()].map(({ size }) => size)).toEqual(Array<number>(executionsOf.size).fill(1));
		}),
		{ numRuns: 20 },
	);
}, 60_000);
