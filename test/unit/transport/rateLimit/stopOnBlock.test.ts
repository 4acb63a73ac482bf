import type { ParsedGraphError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';
import { stopOnBlock } from '../../../../nodes/WhatsAppBusinessCloud/transport/rateLimit/stopOnBlock';
import { MAX_WAIT } from '../../../../nodes/WhatsAppBusinessCloud/transport/retry';
import { ACCEPTED, networkError, rejected, sendOf } from '../attempts';

const SPAM = 131048;
const ACCOUNT_LIMIT = 80007;

const attempt = async (first: Parameters<typeof sendOf>[0], blocks = new Map<string, ParsedGraphError>()) => {
	const { send, times } = sendOf(first, ACCEPTED);
	const next = () => stopOnBlock(send, blocks, { sender: '106' })();
	return {
		first: await next(),
		second: await next(),
		other: await stopOnBlock(send, blocks, { sender: '107' })(),
		times,
	};
};

test('sends nothing more for a number after a rejection that applies to all of its messages', async () => {
	const { first, second, other, times } = await attempt(rejected(SPAM));
	expect(first).toEqual(rejected(SPAM));
	expect(second).toEqual({ failure: { outcome: 'notSent', response: rejected(SPAM).failure.response } });
	expect(other).toBe(ACCEPTED);
	expect(times).toHaveLength(2);
});

test.each([
	['a limit that lasts longer than a run waits', rejected(ACCOUNT_LIMIT, { waitMs: MAX_WAIT + 1 }), 'notSent'],
	['a limit that ends soon', rejected(ACCOUNT_LIMIT, { waitMs: MAX_WAIT }), 'accepted'],
	['a rejection of one message', rejected(131026), 'accepted'],
	['a broken connection', networkError('ECONNRESET'), 'accepted'],
	['an accepted message', ACCEPTED, 'accepted'],
])('sends or holds back the next message after %s: %s', async (_, first, expected) => {
	const { second } = await attempt(first);
	expect('failure' in second ? second.failure.outcome : 'accepted').toBe(expected);
});
