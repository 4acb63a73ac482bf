import { SenderRateLimiter } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/senderRateLimiter';
import { AdaptiveRate } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/adaptiveRate';
import { rateLimiterFor } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/rateLimiters';

/** Most departures that any one second saw. */
function busiestSecond(times: number[]): number {
	return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length));
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

/** @param meanwhile what happens before time goes on evenly; told of the departures so far @returns when each left */
async function leaveAll(
	gate: SenderRateLimiter,
	count: number,
	perSecond: number,
	meanwhile?: (times: number[]) => Promise<void>,
): Promise<number[]> {
	const times: number[] = [];
	const all = Array.from({ length: count }, async () => {
		expect(await gate.acquire(perSecond)).toBe(Date.now());
		times.push(Date.now());
	});
	await meanwhile?.(times);
	for (let spent = 0; times.length < count && spent < 60_000; spent += 5) await jest.advanceTimersByTimeAsync(5);
	await Promise.all(all);
	return times;
}

test('sends are spread evenly, a little below the limit', async () => {
	const times = await leaveAll(new SenderRateLimiter(), 200, 80);
	expect(busiestSecond(times)).toBeLessThanOrEqual(80);
	// But for what a number that was idle makes up for.
	const even = times.slice(40, 80).map((time, index) => time - times[39 + index]);
	expect(Math.min(...even)).toBeGreaterThanOrEqual(10);
	expect(Math.max(...even)).toBeLessThanOrEqual(15);
	const seconds = (times[160] - times[0]) / 1000;
	expect(seconds).toBeGreaterThan(160 / 80);
	expect(seconds).toBeLessThan((160 / 80) * 1.08);
});

test.each([20, 80])(
	'a number of %i per second that was idle makes up for the turns it missed in 0.4 s, and no more',
	async (limit) => {
		const missed = Math.floor(0.4 * limit);
		const first = async (gate: SenderRateLimiter) =>
			(await leaveAll(gate, 2 * missed, limit)).filter((time, _index, times) => time === times[0]).length;
		const gate = new SenderRateLimiter();
		expect(await first(gate)).toBe(missed);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await first(gate)).toBe(missed);
	},
);

test('timers that come late do not make a burst', async () => {
	const times = await leaveAll(new SenderRateLimiter(), 200, 80, async () => {
		await jest.advanceTimersByTimeAsync(200);
		// The process was busy for a second: the clock went on, no timer fired.
		jest.setSystemTime(Date.now() + 1000);
	});
	expect(busiestSecond(times)).toBeLessThanOrEqual(80);
});

describe('when the process stood still', () => {
	/** 80 messages per second, and a second in which no timer fired. @returns how many were under way then, and how many left in the second after it */
	async function standStill(refused: boolean): Promise<{ underWay: number; after: number }> {
		const gate = new SenderRateLimiter();
		let underWay: number[] = [];
		let until = 0;
		const times = await leaveAll(gate, 250, 80, async (left) => {
			await jest.advanceTimersByTimeAsync(1500);
			underWay = left.filter((at) => at > Date.now() - 150);
			until = Date.now() + 1000;
			jest.setSystemTime(until);
			await jest.advanceTimersByTimeAsync(300);
			if (refused) for (const at of underWay) gate.refund(at, 80);
		});
		return { underWay: underWay.length, after: times.filter((left) => left >= until && left < until + 1000).length };
	}

	test('what was under way counts as leaving after it', async () => {
		const { underWay, after } = await standStill(false);
		expect(underWay).toBeGreaterThan(8);
		expect(after).toBeGreaterThan(50);
		expect(underWay + after).toBeLessThanOrEqual(80);
	});

	test('... and no longer when it was refused', async () => {
		const { underWay, after } = await standStill(true);
		expect(underWay).toBeGreaterThan(8);
		expect(after).toBeGreaterThan(75);
		expect(after).toBeLessThanOrEqual(80);
	});

	test('how what was under way fares says nothing about the rate', () => {
		const rate = new AdaptiveRate();
		const now = Date.now();
		rate.stoodStill(now);
		for (let answer = 0; answer < 40; answer++) expect(rate.answered(false, now - 1, 80, now + 10)).toBe(0);
		expect(rate.current(80)).toBe(80);
		expect(rate.calm).toBe(true);
	});

	test('a process that stands still again and again still finds its rate', () => {
		const rate = new AdaptiveRate();
		const from = Date.now();
		for (let ms = 0; ms < 10_000; ms += 10) {
			if (ms % 500 === 0) rate.stoodStill(from + ms);
			rate.answered(ms % 40 !== 0, from + ms, 80, from + ms);
		}
		expect(rate.current(80)).toBeLessThan(75);
	});
});

describe('the rate', () => {
	/** 80 answers a second, of which so many in a hundred are refusals, for so many seconds. @returns the rate after it */
	function rateAfter(percent: number, seconds: number): number {
		const rate = new AdaptiveRate();
		const from = Date.now();
		for (let answer = 0; answer < 80 * seconds; answer++) {
			const at = from + answer * 12.5;
			const isRefusal = Math.floor(((answer + 1) * percent) / 100) > Math.floor((answer * percent) / 100);
			rate.answered(!isRefusal, at, 80, at);
		}
		return rate.current(80);
	}

	test('is not lowered for what may be chance', () => {
		expect(rateAfter(8, 3)).toBe(80);
	});

	test('... but is when it goes on', () => {
		expect(rateAfter(8, 12)).toBeLessThan(78);
	});

	test('is lowered at once for more', () => {
		expect(rateAfter(15, 3)).toBeLessThan(75);
	});
});

test('less than one message per second works', async () => {
	const times = await leaveAll(new SenderRateLimiter(), 3, 0.5);
	expect(times[2] - times[0]).toBeGreaterThanOrEqual(4000);
});

test('0 means no limit of our own', async () => {
	const times = await leaveAll(new SenderRateLimiter(), 500, Infinity);
	expect(new Set(times).size).toBe(1);
});

test('a number that was told to slow down waits, others do not', async () => {
	const [slow, free] = [new SenderRateLimiter(), new SenderRateLimiter()];
	slow.pauseFor(2000);
	const [slowed] = await Promise.all([leaveAll(slow, 1, 80)]);
	expect(slowed[0] - 1_000_000).toBeGreaterThanOrEqual(2000);
	const now = Date.now();
	expect((await leaveAll(free, 1, 80))[0]).toBe(now);
});

test('a cancelled execution leaves without a slot', async () => {
	const gate = new SenderRateLimiter();
	const controller = new AbortController();
	gate.pauseFor(60_000);
	const slot = gate.acquire(80, controller.signal);
	controller.abort();
	await jest.advanceTimersByTimeAsync(500);
	expect(await slot).toBeUndefined();
});

test('the slot of a refused message goes to another one', async () => {
	const gate = new SenderRateLimiter();
	const left = await gate.acquire(1);
	gate.refund(left!, 1);
	expect(await gate.acquire(1)).toBe(left);
});

test('a number in use is one gate for all, and one that was idle is forgotten', () => {
	const gate = rateLimiterFor('host a');
	expect(rateLimiterFor('host a')).toBe(gate);
	jest.setSystemTime(Date.now() + 61_000);
	rateLimiterFor('host b');
	expect(rateLimiterFor('host a')).not.toBe(gate);
});

test('10,000 gates are remembered, the last ones that were used, and those with a send that waits', async () => {
	const waits = rateLimiterFor('waits');
	await waits.acquire(1);
	const left = waits.acquire(1);
	expect(waits.idle).toBe(false);
	const [first, second] = [rateLimiterFor('first'), rateLimiterFor('second')];
	expect(rateLimiterFor('first')).toBe(first);
	for (let number = 0; number < 9998; number++) rateLimiterFor(`number ${number}`);
	expect([rateLimiterFor('waits'), rateLimiterFor('first')]).toEqual([waits, first]);
	expect(rateLimiterFor('second')).not.toBe(second);
	await jest.advanceTimersByTimeAsync(2000);
	await left;
});
