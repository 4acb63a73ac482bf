import { MAX_WAIT, retry, type RetryPolicy } from '../../../nodes/WhatsAppBusinessCloud/transport/retry';
import type { Attempt } from '../../../nodes/WhatsAppBusinessCloud/transport/attempt';
import { ACCEPTED, gatewayError, networkError, rejected, sendOf } from './attempts';

const START = 1_000_000;
const RATE_LIMIT = 130429;
const PAIR_LIMIT = 131056;
const ACCOUNT_LIMIT = 80007;

beforeEach(() => {
	jest.useFakeTimers({ now: START });
	// The longest random part of each wait.
	jest.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
	jest.restoreAllMocks();
	jest.useRealTimers();
});

const cancelled = () => new Error('cancelled');

interface Run {
	result: Attempt;
	/** When the attempts were made, in ms after the first one. */
	at: number[];
	/** The waits that were reported. */
	waits: number[];
}

async function run(attempts: Attempt[], policy: Partial<RetryPolicy> = {}): Promise<Run> {
	const { send, times } = sendOf(...attempts);
	const waits: number[] = [];
	const onRetry = (_error: unknown, delay: number) => waits.push(delay);
	const running = retry(send, { maxRetries: 5, mayRetry: false, cancelled, onRetry, ...policy })();
	await jest.advanceTimersByTimeAsync(3_600_000);
	return { result: await running, at: times.map((time) => time - START), waits };
}

test('makes one attempt when it succeeds', async () => {
	expect(await run([ACCEPTED])).toEqual({ result: ACCEPTED, at: [0], waits: [] });
});

test('retries a temporary error with growing waits until an attempt succeeds', async () => {
	const { result, at } = await run([rejected(2), rejected(2), rejected(2), ACCEPTED]);
	expect(result).toBe(ACCEPTED);
	expect(at).toEqual([0, 1000, 3000, 7000]);
});

test('returns the last failure when no retries are left', async () => {
	const { result, at } = await run([rejected(2)], { maxRetries: 2 });
	expect(result).toEqual(rejected(2));
	expect(at).toHaveLength(3);
});

test('does not retry an error that requires a change, and reports no wait', async () => {
	expect(await run([rejected(131026)])).toEqual({ result: rejected(131026), at: [0], waits: [] });
});

test.each([
	["Meta's wait plus up to a second", rejected(ACCOUNT_LIMIT, { waitMs: MAX_WAIT }), [0, MAX_WAIT + 1000]],
	["not at all when Meta's wait is over the maximum", rejected(ACCOUNT_LIMIT, { waitMs: MAX_WAIT + 1 }), [0]],
	['half a second after the rate limit', rejected(RATE_LIMIT), [0, 500]],
	['4^n seconds after the pair limit', rejected(PAIR_LIMIT), [0, 1000]],
])('waits after a rejection: %s', async (_, failure, at) => {
	expect((await run([failure, ACCEPTED])).at).toEqual(at);
});

test('waits at least 6 seconds after the second rejection by the pair limit, and then 16', async () => {
	const { at } = await run([rejected(PAIR_LIMIT), rejected(PAIR_LIMIT), rejected(PAIR_LIMIT), ACCEPTED]);
	expect(at).toEqual([0, 1000, 7000, 23_000]);
});

test.each([
	["Meta's wait is over the maximum", [rejected(PAIR_LIMIT, { waitMs: 86_400_000 })], [0]],
	['its own wait is over the maximum', [rejected(PAIR_LIMIT)], [0, 1000, 7000, 23_000, 87_000, 343_000]],
])('reports the pair limit to the user when %s', async (_, attempts, at) => {
	expect((await run(attempts, { maxRetries: 8 })).at).toEqual(at);
});

test('waits after the pair limit as long as Meta says, also the second time', async () => {
	const { at } = await run([rejected(PAIR_LIMIT), rejected(PAIR_LIMIT, { waitMs: 60_000 }), ACCEPTED]);
	expect(at).toEqual([0, 1000, 61_000]);
});

test('increases waits separately for each code', async () => {
	const { at } = await run([rejected(2), rejected(RATE_LIMIT), rejected(2), rejected(RATE_LIMIT), ACCEPTED]);
	expect(at).toEqual([0, 1000, 1500, 3500, 4500]);
});

describe('contention with other senders of the number', () => {
	const contention = { ...rejected(RATE_LIMIT), isContention: true };

	test('retries on contention without counting against Retries', async () => {
		const { result, at } = await run([...Array<Attempt>(20).fill(contention), ACCEPTED], { maxRetries: 1 });
		expect(result).toBe(ACCEPTED);
		expect(at).toHaveLength(21);
	});

	test('keeps the retries for other rejections after contention', async () => {
		const { result, at } = await run([contention, contention, rejected(2), ACCEPTED], { maxRetries: 1 });
		expect(result).toBe(ACCEPTED);
		expect(at).toHaveLength(4);
	});

	test('stops after 50 retries on contention', async () => {
		expect((await run([contention], { maxRetries: 1 })).at).toHaveLength(51);
	});

	test('does not retry on contention when Retries is 0', async () => {
		expect((await run([contention], { maxRetries: 0 })).at).toHaveLength(1);
	});
});

describe('a request that is not idempotent', () => {
	test.each([
		['after a broken connection', networkError('ECONNRESET'), 1],
		['after a damaged response', networkError('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'), 1],
		["after a gateway's error", gatewayError(), 1],
		['unless the connection was never made', networkError('ECONNREFUSED'), 2],
	])('does not retry a request that is not idempotent %s', async (_, failure, attempts) => {
		expect((await run([failure, ACCEPTED])).at).toHaveLength(attempts);
	});

	test.each([
		['after a broken connection', networkError('ECONNRESET')],
		['after a damaged response', networkError('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC')],
		["after a gateway's error", gatewayError()],
	])('retries a request that is not idempotent %s when the user prefers duplicates', async (_, failure) => {
		const { result, at } = await run([failure, failure, ACCEPTED], { mayRetry: true });
		expect(result).toBe(ACCEPTED);
		expect(at).toEqual([0, 1000, 3000]);
	});
});

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_INVALID_URL'])(
	'does not retry a local error: %s',
	async (code) => {
		expect((await run([networkError(code)], { mayRetry: true })).at).toHaveLength(1);
	},
);

test('does not retry a message that was not sent', async () => {
	const notSent: Attempt = { failure: { outcome: 'notSent', response: rejected(2).failure.response } };
	expect((await run([notSent], { mayRetry: true })).at).toHaveLength(1);
});

test('reports each rejection with the wait after it, before it waits', async () => {
	expect((await run([rejected(2), networkError('ECONNREFUSED'), rejected(2), ACCEPTED])).waits).toEqual([1000, 2000]);
});

describe('a cancelled execution', () => {
	test('makes no attempt when the execution is cancelled', async () => {
		const { send, times } = sendOf(ACCEPTED);
		const signal = AbortSignal.abort();
		await expect(retry(send, { maxRetries: 5, mayRetry: true, signal, cancelled })()).rejects.toThrow('cancelled');
		expect(times).toEqual([]);
	});

	test('makes no further attempt after the wait in progress', async () => {
		const { send, times } = sendOf(rejected(2));
		const controller = new AbortController();
		const running = retry(send, { maxRetries: 5, mayRetry: true, signal: controller.signal, cancelled })();
		const ended = expect(running).rejects.toThrow('cancelled');
		await jest.advanceTimersByTimeAsync(100);
		controller.abort();
		await jest.advanceTimersByTimeAsync(200);
		await ended;
		expect(times).toEqual([START]);
	});
});
