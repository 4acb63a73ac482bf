import {
	MAX_IN_PROCESS,
	SeenEvents,
	seenEvents,
} from '../../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/seenEvents';

const HOUR = 3_600_000;
const NOW = 500_000 * HOUR;
const worked = Promise.resolve(true);
const keys = (from: number, to: number): Array<{ key: string }> =>
	Array.from({ length: to - from }, (_, at) => ({ key: `message|${from + at}` }));
const names = (events: Array<{ key: string }>): string[] => events.map(({ key }) => key);

/** A request whose end the test controls. */
function request(): { outcome: Promise<boolean>; end(worked: boolean): Promise<void> } {
	let resolve: (worked: boolean) => void = () => {};
	const outcome = new Promise<boolean>((done) => (resolve = done));
	return {
		outcome,
		end: async (result) => {
			resolve(result);
			await outcome;
		},
	};
}

test('outputs an event once, also within one delivery', async () => {
	const seen = new SeenEvents();
	expect(names(await seen.claim([...keys(1, 3), ...keys(1, 3)], worked, NOW))).toEqual(['message|1', 'message|2']);
	await worked;
	expect(await seen.claim(keys(1, 3), Promise.resolve(true), NOW)).toEqual([]);
	expect([seen.has('message|1'), seen.has('message|3')]).toEqual([true, false]);
});

test('outputs an event again after its first request failed', async () => {
	const seen = new SeenEvents();
	const first = request();
	await seen.claim(keys(1, 2), first.outcome, NOW);
	await first.end(false);
	expect(names(await seen.claim(keys(1, 2), worked, NOW))).toEqual(['message|1']);
});

test.each([
	[true, []],
	[false, ['message|1']],
])('delays a concurrent duplicate until the first request ends (which succeeded: %s)', async (result, expected) => {
	const seen = new SeenEvents();
	const first = request();
	await seen.claim(keys(1, 2), first.outcome, NOW);
	const duplicate = seen.claim(keys(1, 2), worked, NOW);
	await first.end(result);
	expect(names(await duplicate)).toEqual(expected);
});

test("does not block two requests that contain each other's events", async () => {
	const seen = new SeenEvents();
	const [one, other] = [request(), request()];
	expect(names(await seen.claim(keys(1, 3), one.outcome, NOW))).toEqual(['message|1', 'message|2']);
	expect(names(await seen.claim([...keys(2, 4)], other.outcome, NOW))).toEqual(['message|3']);
});

test('saves static data without pending events, because n8n 1.x saves it before the execution', async () => {
	const seen = new SeenEvents();
	const open = request();
	await seen.claim(keys(1, 2), open.outcome, NOW);
	await seen.claim(keys(2, 3), worked, NOW);
	await worked;
	const own = request();
	await seen.claim(keys(3, 4), own.outcome, NOW);

	const restarted = new SeenEvents();
	restarted.load(JSON.parse(JSON.stringify(seen.stored())), NOW);
	expect(names(await restarted.claim(keys(1, 4), worked, NOW))).toEqual(['message|1', 'message|3']);
});

test('merges what another process saved, and saves it again', async () => {
	const [one, other] = [new SeenEvents(), new SeenEvents()];
	await one.claim(keys(1, 2), worked, NOW);
	await other.claim(keys(2, 3), worked, NOW);
	await worked;
	other.load(one.stored(), NOW);
	expect(await other.claim(keys(1, 3), worked, NOW)).toEqual([]);
	const third = new SeenEvents();
	third.load(other.stored(), NOW);
	expect(await third.claim(keys(1, 3), worked, NOW)).toEqual([]);
});

test('writes static data once a second at most', async () => {
	const seen = new SeenEvents();
	await seen.claim(keys(1, 2), worked, NOW);
	await worked;
	expect(seen.storedIfDue(NOW)).toEqual(seen.stored());
	expect(seen.storedIfDue(NOW + 999)).toBeUndefined();
	expect(seen.storedIfDue(NOW + 1000)).toEqual(seen.stored());
	// The clock was set back.
	expect(seen.storedIfDue(NOW - 5000)).toEqual(seen.stored());
});

test('saves confirmed events at once, and keeps them if their request fails', async () => {
	const seen = new SeenEvents();
	const open = request();
	await seen.claim(keys(1, 3), open.outcome, NOW);
	expect(seen.storedIfDue(NOW)).toEqual({});
	seen.confirm([], NOW);
	expect(seen.storedIfDue(NOW)).toBeUndefined();
	seen.confirm(keys(1, 2), NOW);
	const restarted = new SeenEvents();
	restarted.load(seen.storedIfDue(NOW), NOW);
	expect(names(await restarted.claim(keys(1, 3), worked, NOW))).toEqual(['message|2']);
	await open.end(false);
	expect(names(await seen.claim(keys(1, 3), worked, NOW))).toEqual(['message|2']);
});

test('saves a confirmed event whose request has failed before', async () => {
	const seen = new SeenEvents();
	const open = request();
	await seen.claim(keys(1, 2), open.outcome, NOW);
	await open.end(false);
	seen.confirm(keys(1, 2), NOW);
	expect(seen.stored()).not.toEqual({});
	expect(await seen.claim(keys(1, 2), worked, NOW)).toEqual([]);
});

test('keeps static data small, with the newest events', async () => {
	const seen = new SeenEvents();
	for (let start = 0; start < 12_000; start += 1000)
		await seen.claim(keys(start, start + 1000), worked, NOW + start * 3600);
	await worked;
	const stored = seen.stored();
	expect(JSON.stringify(stored).length).toBeLessThan(5000);
	const restarted = new SeenEvents();
	restarted.load(stored, NOW);
	expect(names(await restarted.claim(keys(11_499, 12_000), worked, NOW))).toEqual(['message|11499']);
});

test('outputs a dropped pending event for another request, regardless of the outcome of the first', async () => {
	const seen = new SeenEvents();
	const [first, second] = [request(), request()];
	await seen.claim(keys(1, 2), first.outcome, NOW);
	seen.dropOldest(1);
	expect(seen.has('message|1')).toBe(false);
	expect(names(await seen.claim(keys(1, 2), second.outcome, NOW))).toEqual(['message|1']);
	await first.end(false);
	expect(seen.has('message|1')).toBe(true);
	await second.end(true);
	expect(await seen.claim(keys(1, 2), worked, NOW)).toEqual([]);
});

describe('all nodes of a process', () => {
	test('remembers the newest 400,000 events of all nodes', async () => {
		const seen = seenEvents('alone');
		await seen.claim(keys(0, MAX_IN_PROCESS + 1), worked, NOW);
		expect(MAX_IN_PROCESS).toBe(400_000);
		expect([seen.size, seen.has('message|0'), seen.has('message|1'), seen.has('message|400000')]).toEqual([
			400_000,
			false,
			true,
			true,
		]);
	});

	test("drops a busy node's own oldest events, not those of quiet nodes", async () => {
		const quiet = Array.from({ length: 10 }, (_unused, at) => seenEvents(`quiet ${at}`));
		for (const one of quiet) await one.claim(keys(0, 2000), worked, NOW);
		const busy = seenEvents('busy');
		for (let start = 0; start < 500_000; start += 100_000) await busy.claim(keys(start, start + 100_000), worked, NOW);
		expect(quiet.map(({ size }) => size)).toEqual(Array(10).fill(2000));
		expect(quiet.every((one) => one.has('message|0'))).toBe(true);
		// 'alone' from the test above is the other large node: both get the same share.
		expect([seenEvents('alone').size, busy.size]).toEqual([190_000, 190_000]);
		expect([busy.has('message|309999'), busy.has('message|310000')]).toEqual([false, true]);
	});

	test('counts events loaded from static data', () => {
		const seen = seenEvents('loaded');
		seen.load({ [NOW / HOUR]: 'abcdefghi' }, NOW);
		expect(seen.size).toBe(1);
		expect(seenEvents('alone').size + seenEvents('busy').size).toBe(MAX_IN_PROCESS - 10 * 2000 - 1);
	});
});

test('remembers events for seven days', async () => {
	const seen = new SeenEvents();
	await seen.claim(keys(1, 2), worked, NOW);
	await worked;
	const stored = seen.stored();
	const later = new SeenEvents();
	later.load(stored, NOW + 168 * HOUR);
	expect(later.has('message|1')).toBe(true);
	const muchLater = new SeenEvents();
	muchLater.load(stored, NOW + 169 * HOUR);
	expect(muchLater.has('message|1')).toBe(false);
	await worked;
	await seen.claim(keys(2, 3), worked, NOW + 169 * HOUR);
	expect([seen.has('message|1'), seen.has('message|2')]).toEqual([false, true]);
});

test.each([null, 'x', [1], { a: 'b' }, { 500000: 7 }, { 500000: 'short' }])(
	'accepts static data that was modified: %j',
	(stored) => {
		const seen = new SeenEvents();
		expect(() => seen.load(stored, NOW)).not.toThrow();
	},
);

test('stores the events of each node separately', () => {
	expect(seenEvents('a')).toBe(seenEvents('a'));
	expect(seenEvents('a')).not.toBe(seenEvents('b'));
});
