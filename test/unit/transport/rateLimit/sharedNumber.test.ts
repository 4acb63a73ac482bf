import { classifyError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { RATE_LIMIT } from '../../../../nodes/WhatsAppBusinessCloud/transport/errorCodes/codes';
import { MessageThrottle } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/messageThrottle';
import { seededRandom } from '../../../../emulator/src/random';

/** Meta's side: accepts at most `limit` messages in any second. */
class Number80 {
	readonly accepted: Array<{ at: number; by: number }> = [];
	rejected = 0;

	constructor(private readonly limit: number) {}

	take(by: number): boolean {
		const now = Date.now();
		const oldest = this.accepted[this.accepted.length - this.limit];
		if (oldest !== undefined && now - oldest.at < 1000) {
			this.rejected++;
			return false;
		}
		this.accepted.push({ at: now, by });
		return true;
	}
}

const tooFast = classifyError({ code: RATE_LIMIT, message: 'x' });

let runs = 0;

/**
 * Each process has its own rate limiter, knows the limit, and knows nothing of the others. @param stall when the
 * connection to Meta stalls, in ms from the start
 */
async function share(
	limit: number,
	sizes: number[],
	random: () => number,
	stall = { after: Infinity, ms: 0 },
): Promise<{ number: Number80; from: number }> {
	const number = new Number80(limit);
	const from = Date.now();
	const run = ++runs;
	const pause = async (ms: number) => await new Promise((done) => setTimeout(done, ms));
	const send = async (by: number) => {
		const options = {
			credential: 'token',
			runLimiters: new Map(),
			messagesPerSecond: limit,
			large: false,
			ahead: 0,
			blocks: new Map(),
			limits: new Map(),
		};
		const throttle = new MessageThrottle(options, `process ${by} of run ${run}`, { sender: '1' }, async () => ({}));
		for (let attempt = 0; ; attempt++) {
			await throttle.acquire();
			await pause(30 + 60 * random());
			const [now, end] = [Date.now() - from, stall.after + stall.ms];
			if (now >= stall.after && now < end) await pause(end - now);
			const accepted = number.take(by);
			await pause(30 + 60 * random());
			if (accepted) return throttle.accepted({});
			const ms = (0.5 + random() / 2) * Math.min(500 * 2 ** attempt, 8000);
			throttle.rejected(tooFast, {});
			throttle.retriedAfter(tooFast, ms);
			await pause(ms);
		}
	};
	const sendFrom = async (by: number, left: { count: number }) => {
		while (left.count > 0) {
			left.count--;
			await send(by);
		}
	};
	const all = sizes.map(async (count, by) => {
		const left = { count };
		await Promise.all(Array.from({ length: 50 }, async () => await sendFrom(by, left)));
	});
	let ended = false;
	void Promise.all(all).then(() => (ended = true));
	for (let spent = 0; !ended && spent < 600_000; spent += 20) await jest.advanceTimersByTimeAsync(20);
	expect(ended).toBe(true);
	return { number, from };
}

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test('uses the full limit of a number that no other process uses', async () => {
	const { number, from } = await share(80, [4000], seededRandom(1));
	expect(number.accepted).toHaveLength(4000);
	expect((number.accepted.at(-1)!.at - from) / 1000).toBeLessThan((4000 / 80) * 1.04);
	expect(number.rejected / 4000).toBeLessThan(0.03);
});

test('sends the backlog of a stalled connection at once, and loses little more than the stall', async () => {
	const { number, from } = await share(80, [4000], seededRandom(1), { after: 20_000, ms: 1000 });
	expect(number.accepted).toHaveLength(4000);
	expect((number.accepted.at(-1)!.at - from) / 1000).toBeLessThan((4000 / 80) * 1.04 + 2);
});

test.each([2, 4])(
	'settles at the limit with %i processes that do not know of each other, and loses no message',
	async (processes) => {
		const { number, from } = await share(
			80,
			Array.from({ length: processes }, () => 6000 / processes),
			seededRandom(2),
		);
		expect(number.accepted).toHaveLength(6000);
		// From when they have settled until the first of them has nothing left to send.
		const window = number.accepted.filter(({ at }) => at >= from + 5000 && at < from + 50_000);
		expect(window.length / 45).toBeGreaterThan(80 * 0.9);
		expect(number.rejected / (6000 + number.rejected)).toBeLessThan(0.15);
		for (let by = 0; by < processes; by++) {
			expect(window.filter((one) => one.by === by).length / window.length).toBeGreaterThan(0.4 / processes);
		}
	},
);

test('increases its rate when another process no longer needs its share', async () => {
	const { number } = await share(80, [1000, 5000], seededRandom(3));
	const end = number.accepted.at(-1)!.at;
	const last = number.accepted.filter(({ at }) => at >= end - 10_000);
	expect(last.length / 10).toBeGreaterThan(80 * 0.9);
});
