import { SenderRateLimiter } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/senderRateLimiter';
import { AdaptiveRate } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/adaptiveRate';
import { rateLimiterFor } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/rateLimiters';

/** Maximum number of sends within any second. */
function busiestSecond(times: number[]): number {
	return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length));
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

/** @param meanwhile runs before the clock advances evenly; gets the sends so far @returns when each message was sent */
async function leaveAll(
	limiter: SenderRateLimiter,
	count: number,
	perSecond: number,
	meanwhile?: (times: number[]) => Promise<void>,
): Promise<number[]> {
	const times: number[] = [];
	const all = Array.from({ length: count }, async () => {
		expect(await limiter.acquire(perSecond)).toBe(Date.now());
		times.push(Date.now());
	});
	await meanwhile?.(times);
	for (let spent = 0; times.length < count && spent < 60_000; spent += 5) await jest.advanceTimersByTimeAsync(5);
	await Promise.all(all);
	return times;
}

test('spreads sends evenly, slightly below the limit', async () => {
	const times = await leaveAll(new SenderRateLimiter(), 200, 80);
	expect(busiestSecond(times)).toBeLessThanOrEqual(80);
	// Excludes the sends that an idle number catches up on.
	const even = times.slice(40, 80).map((time, index) => time - times[39 + index]);
	expect(Math.min(...even)).toBeGreaterThanOrEqual(10);
	expect(Math.max(...even)).toBeLessThanOrEqual(15);
	const seconds = (times[160] - times[0]) / 1000;
	expect(seconds).toBeGreaterThan(160 / 80);
	expect(seconds).toBeLessThan((160 / 80) * 1.08);
});

test.each([20, 80])(
	'limits the catch-up of an idle number of %i per second to the sends missed in 0.4 s',
	async (limit) => {
		const missed = Math.floor(0.4 * limit);
		const first = async (limiter: SenderRateLimiter) =>
			(await leaveAll(limiter, 2 * missed, limit)).filter((time, _index, times) => time === times[0]).length;
		const limiter = new SenderRateLimiter();
		expect(await first(limiter)).toBe(missed);
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await first(limiter)).toBe(missed);
	},
);

test('does not send a burst after late timers', async () => {
	const times = await leaveAll(new SenderRateLimiter(), 200, 80, async () => {
		await jest.advanceTimersByTimeAsync(200);
		// The process was busy for a second: the clock advanced, but no timer fired.
		jest.setSystemTime(Date.now() + 1000);
	});
	expect(busiestSecond(times)).toBeLessThanOrEqual(80);
});

describe('after an event loop stall', () => {
	/**
	 * 80 messages per second, and a second in which no timer fired. @returns how many were in flight then, and how many
	 * were sent in the second after it
	 */
	async function stall(isRejected: boolean): Promise<{ inFlight: number; after: number }> {
		const limiter = new SenderRateLimiter();
		let inFlight: number[] = [];
		let until = 0;
		const times = await leaveAll(limiter, 250, 80, async (left) => {
			await jest.advanceTimersByTimeAsync(1500);
			inFlight = left.filter((at) => at > Date.now() - 150);
			until = Date.now() + 1000;
			jest.setSystemTime(until);
			await jest.advanceTimersByTimeAsync(300);
			if (isRejected) for (const at of inFlight) limiter.refund(at, 80);
		});
		return { inFlight: inFlight.length, after: times.filter((left) => left >= until && left < until + 1000).length };
	}

	test('counts messages in flight as sent after the stall', async () => {
		const { inFlight, after } = await stall(false);
		expect(inFlight).toBeGreaterThan(8);
		expect(after).toBeGreaterThan(50);
		expect(inFlight + after).toBeLessThanOrEqual(80);
	});

	test('no longer counts messages in flight after they were rejected', async () => {
		const { inFlight, after } = await stall(true);
		expect(inFlight).toBeGreaterThan(8);
		expect(after).toBeGreaterThan(75);
		expect(after).toBeLessThanOrEqual(80);
	});

	test('does not change the rate for the results of messages in flight', () => {
		const rate = new AdaptiveRate();
		const now = Date.now();
		rate.onStall(now);
		for (let response = 0; response < 40; response++) expect(rate.recordResponse(false, now - 1, 80, now + 10)).toBe(0);
		expect(rate.current(80)).toBe(80);
		expect(rate.calm).toBe(true);
	});

	test('still finds the rate when the process stalls repeatedly', () => {
		const rate = new AdaptiveRate();
		const from = Date.now();
		for (let ms = 0; ms < 10_000; ms += 10) {
			if (ms % 500 === 0) rate.onStall(from + ms);
			rate.recordResponse(ms % 40 !== 0, from + ms, 80, from + ms);
		}
		expect(rate.current(80)).toBeLessThan(75);
	});
});

describe('the adaptive rate', () => {
	/**
	 * 80 responses per second, with the given percentage of rejections, for the given number of seconds. @returns the
	 * rate afterwards
	 */
	function rateAfter(percent: number, seconds: number): number {
		const rate = new AdaptiveRate();
		const from = Date.now();
		for (let response = 0; response < 80 * seconds; response++) {
			const at = from + response * 12.5;
			const isRefusal = Math.floor(((response + 1) * percent) / 100) > Math.floor((response * percent) / 100);
			rate.recordResponse(!isRefusal, at, 80, at);
		}
		return rate.current(80);
	}

	test('does not lower the rate for rejections that may be random', () => {
		expect(rateAfter(8, 3)).toBe(80);
	});

	test('lowers the rate when the same share of rejections continues', () => {
		expect(rateAfter(8, 12)).toBeLessThan(78);
	});

	test('lowers the rate immediately for a higher share of rejections', () => {
		expect(rateAfter(15, 3)).toBeLessThan(75);
	});

	test.each([
		[7, 20],
		[8, 16],
	])('at 20 per second, %i rejections in 41 responses leave it at %i', (rejected, expected) => {
		const rate = new AdaptiveRate();
		const from = Date.now();
		for (let response = 0; response <= 40; response++) {
			const at = from + response * 50;
			// The rejections come last, so that the decision is made once, on all responses.
			rate.recordResponse(response <= 40 - rejected, at, 20, at);
		}
		expect(Math.floor(rate.current(20))).toBe(expected);
	});
});

test('supports less than one message per second', async () => {
	const times = await leaveAll(new SenderRateLimiter(), 3, 0.5);
	expect(times[2] - times[0]).toBeGreaterThanOrEqual(4000);
});

test('treats 0 as no limit of our own', async () => {
	const times = await leaveAll(new SenderRateLimiter(), 500, Infinity);
	expect(new Set(times).size).toBe(1);
});

test('pauses a number that has to slow down, and no other number', async () => {
	const [slow, free] = [new SenderRateLimiter(), new SenderRateLimiter()];
	slow.pauseFor(2000);
	const [slowed] = await Promise.all([leaveAll(slow, 1, 80)]);
	expect(slowed[0] - 1_000_000).toBeGreaterThanOrEqual(2000);
	const now = Date.now();
	expect((await leaveAll(free, 1, 80))[0]).toBe(now);
});

test('releases a cancelled execution without a slot', async () => {
	const limiter = new SenderRateLimiter();
	const controller = new AbortController();
	limiter.pauseFor(60_000);
	const slot = limiter.acquire(80, controller.signal);
	controller.abort();
	await jest.advanceTimersByTimeAsync(500);
	expect(await slot).toBeUndefined();
});

test('gives the slot of a rejected message to another message', async () => {
	const limiter = new SenderRateLimiter();
	const left = await limiter.acquire(1);
	limiter.refund(left!, 1);
	expect(await limiter.acquire(1)).toBe(left);
});

test('shares one rate limiter per number in use, and forgets an idle one', () => {
	const limiter = rateLimiterFor('host a');
	expect(rateLimiterFor('host a')).toBe(limiter);
	jest.setSystemTime(Date.now() + 61_000);
	rateLimiterFor('host b');
	expect(rateLimiterFor('host a')).not.toBe(limiter);
});

test('keeps the 10,000 most recently used rate limiters, and those with a waiting send', async () => {
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
