import { classifyError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import {
	MessageThrottle,
	type ThrottleOptions,
} from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/messageThrottle';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

const HOST = 'https://graph.example';
const invalidToken = classifyError({ code: 190, message: 'x' });

const run = (options: Partial<ThrottleOptions> = {}): ThrottleOptions => ({
	credential: 'token',
	large: false,
	ahead: 0,
	blocks: new Map(),
	runLimiters: new Map(),
	limits: new Map(),
	...options,
});

/** One message that Meta accepts immediately. @returns when it was sent, in ms since the epoch */
async function send(options: ThrottleOptions, sender: string, recipient?: string): Promise<number> {
	const throttle = new MessageThrottle(options, HOST, { sender, recipient }, async () => ({}));
	await throttle.acquire();
	throttle.accepted({});
	return Date.now();
}

/** One message that Meta rejects. Resolves once it was sent. */
async function sendRejected(options: ThrottleOptions, sender: string, recipient?: string): Promise<void> {
	const throttle = new MessageThrottle(options, HOST, { sender, recipient }, async () => ({}));
	await throttle.acquire();
	throttle.rejected(invalidToken, {});
}

/** When the message of `send` was sent, advancing the clock until then. */
async function timeOf(sent: Promise<number>, limitMs: number): Promise<number> {
	let at: number | undefined;
	void sent.then((time) => (at = time));
	for (let ms = 0; ms <= limitMs && at === undefined; ms += 100) await jest.advanceTimersByTimeAsync(100);
	if (at === undefined) throw new Error(`nothing left within ${limitMs} ms`);
	return at - 1_000_000;
}

describe("a run's Messages per Second", () => {
	test('spreads the messages of the run', async () => {
		const slow = run({ messagesPerSecond: 0.5 });
		await send(slow, '1');
		expect(await timeOf(send(slow, '1'), 5000)).toBeGreaterThanOrEqual(2000);
		expect([...slow.limits.values()]).toEqual([0.5]);
	});

	test('spreads the first messages of the run as evenly as the others', async () => {
		const slow = run({ messagesPerSecond: 20 });
		const left: number[] = [];
		for (let message = 0; message < 11; message++) void send(slow, '10').then((at) => left.push(at - 1_000_000));
		await jest.advanceTimersByTimeAsync(1000);
		expect(left).toHaveLength(11);
		for (let message = 1; message < 11; message++) expect(left[message] - left[message - 1]).toBeGreaterThanOrEqual(50);
	});

	test('does not delay other runs of the number', async () => {
		await send(run(), '2');
		const slow = run({ messagesPerSecond: 0.1 });
		await send(slow, '2');
		void send(slow, '2');
		await jest.advanceTimersByTimeAsync(100);
		expect(await timeOf(send(run(), '2'), 500)).toBeLessThanOrEqual(200);
	});

	test('does not delay a later run after one message', async () => {
		await send(run({ messagesPerSecond: 0.1 }), '3');
		expect(await timeOf(send(run(), '3'), 500)).toBeLessThanOrEqual(100);
	});

	test("keeps the run and other runs together within the number's limit", async () => {
		await send(run(), '4');
		const [one, other] = [run({ messagesPerSecond: 79 }), run()];
		const left: number[] = [];
		for (let message = 0; message < 80; message++) {
			void send(one, '4').then((at) => left.push(at));
			void send(other, '4').then((at) => left.push(at));
		}
		await jest.advanceTimersByTimeAsync(1000);
		expect(left.length).toBeGreaterThan(70);
		expect(left.length).toBeLessThanOrEqual(80);
		await jest.advanceTimersByTimeAsync(3000);
		expect(left).toHaveLength(160);
	});

	test('does not count a rejected message of the run', async () => {
		const slow = run({ messagesPerSecond: 0.1 });
		await sendRejected(slow, '5');
		expect(await timeOf(send(slow, '5'), 500)).toBeLessThanOrEqual(100);
	});
});

describe('a credential that Meta has not accepted', () => {
	test('does not delay other runs, however much it sends', async () => {
		await send(run(), '6');
		const stranger = run({ credential: 'invalid' });
		for (let message = 0; message < 1000; message++) void sendRejected(stranger, '6');
		void send(run({ credential: 'cut off', messagesPerSecond: 0.1 }), '6');
		expect(await timeOf(send(run(), '6'), 500)).toBeLessThanOrEqual(100);
	});

	test('does not use up the rate limit of a recipient', async () => {
		await send(run(), '7', '+49151');
		const stranger = run({ credential: 'invalid', messagesPerSecond: 0 });
		const underWay = Array.from(
			{ length: 45 },
			() => new MessageThrottle(stranger, HOST, { sender: '7', recipient: '+49151' }, async () => ({})),
		);
		for (const throttle of underWay) void throttle.acquire();
		await jest.advanceTimersByTimeAsync(200);
		expect(await timeOf(send(run(), '7', '+49151'), 1000)).toBeLessThanOrEqual(300);
	});

	test("shares the number's rate limit as soon as Meta has accepted a message", async () => {
		await send(run({ credential: 'first' }), '8');
		await send(run({ credential: 'second' }), '8');
		const left: number[] = [];
		for (const credential of ['first', 'second']) {
			const pacing = run({ credential });
			for (let message = 0; message < 80; message++) void send(pacing, '8').then((at) => left.push(at));
		}
		await jest.advanceTimersByTimeAsync(1000);
		expect(left.length).toBeGreaterThan(70);
		expect(left.length).toBeLessThanOrEqual(80);
	});

	test('counts its accepted messages towards the rate limit of the recipient', async () => {
		for (let message = 0; message < 45; message++) await send(run({ messagesPerSecond: 0 }), '9', '+49151');
		expect(await timeOf(send(run(), '9', '+49151'), 10_000)).toBeGreaterThanOrEqual(6000);
	});
});
