import type { Attempt, Send } from '../../../../nodes/WhatsAppBusinessCloud/transport/attempt';
import type { MessageThrottle } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/messageThrottle';
import { throttle } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/throttle';
import { ACCEPTED, gatewayError, networkError, rejected, sendOf } from '../attempts';

const RATE_LIMIT = 130429;
const USAGE = { app: { call_count: 95 } };

/** Records the calls of the limits. */
function recorder(options: { acquired?: boolean; otherRunsSucceed?: boolean } = {}) {
	const { acquired = true, otherRunsSucceed = false } = options;
	const calls: unknown[][] = [];
	const limits = {
		acquire: async () => {
			calls.push(['acquire']);
			return acquired;
		},
		accepted: (...given: unknown[]) => calls.push(['accepted', ...given]),
		rejected: (...given: unknown[]) => calls.push(['rejected', ...given]),
		otherRunsSucceed,
	} as Partial<MessageThrottle> as MessageThrottle;
	const wrap = (send: Send) => throttle(send, limits, { usage: USAGE }, { cancelled: () => new Error('cancelled') });
	return { calls, attempt: async (attempt: Attempt) => await wrap(sendOf(attempt).send)(), wrap };
}

test('waits for the limits before it sends, and reports an accepted message', async () => {
	const { calls, wrap } = recorder();
	const send: Send = async () => {
		calls.push(['send']);
		return ACCEPTED;
	};
	expect(await wrap(send)()).toBe(ACCEPTED);
	expect(calls).toEqual([['acquire'], ['send'], ['accepted', USAGE]]);
});

test('reports a rejection to the rate limiters', async () => {
	const { calls, attempt } = recorder();
	const failed = rejected(131026);
	expect(await attempt(failed)).toEqual({ ...failed, isContention: false });
	expect(calls).toEqual([['acquire'], ['rejected', failed.failure.response, USAGE]]);
});

test.each([
	['other messages are accepted', RATE_LIMIT, true, true],
	['no other messages are accepted', RATE_LIMIT, false, false],
	['the code is another one', 131026, true, false],
])('detects contention when %s', async (_, code, otherRunsSucceed, isContention) => {
	expect(await recorder({ otherRunsSucceed }).attempt(rejected(code))).toMatchObject({ isContention });
});

test.each<[string, Attempt]>([
	['a broken connection', networkError('ECONNRESET')],
	['an unknown outcome', gatewayError()],
	['a message that was not sent', { failure: { outcome: 'notSent', response: rejected(131048).failure.response } }],
])('reports nothing about the limits after %s', async (_, failed) => {
	const { calls, attempt } = recorder();
	expect(await attempt(failed)).toBe(failed);
	expect(calls).toEqual([['acquire']]);
});

test('does not send when the execution was cancelled while it waited', async () => {
	const { wrap } = recorder({ acquired: false });
	const { send, times } = sendOf(ACCEPTED);
	await expect(wrap(send)()).rejects.toThrow('cancelled');
	expect(times).toEqual([]);
});
