import type { Cancellation, Send } from '../attempt';
import { RATE_LIMIT } from '../errorCodes/codes';
import type { Usage } from '../types';
import type { MessageThrottle } from './messageThrottle';

/**
 * Delays each attempt until the rate limits allow it, and adapts them to Meta's response.
 * @param limits of the message
 * @param run `usage` is that of the latest response
 */
export function throttle(
	send: Send,
	limits: MessageThrottle,
	run: { readonly usage: Usage },
	{ cancelled }: Pick<Cancellation, 'cancelled'>,
): Send {
	return async () => {
		if (!(await limits.acquire())) throw cancelled();
		const attempt = await send();
		if ('response' in attempt) {
			limits.accepted(run.usage);
			return attempt;
		}
		const { failure } = attempt;
		// Without Meta's response, nothing is known about the limits.
		if (failure.outcome !== 'rejected' || !('response' in failure)) return attempt;
		const { response } = failure;
		limits.rejected(response, run.usage);
		return { failure, isContention: response.code === RATE_LIMIT && limits.otherRunsSucceed };
	};
}
