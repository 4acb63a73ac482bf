import { abortableSleep } from '../shared/concurrency/abortableSleep';
import type { Attempt, Cancellation, Send } from './attempt';
import { PAIR_RATE_LIMIT, RATE_LIMIT } from './errorCodes/codes';
import type { NetworkError, ParsedGraphError } from './errors';
import { CERTIFICATE } from './errors/networkError';

/** First back-off, in ms; doubles with each attempt. */
const BASE_WAIT = 1000;

/** Longest back-off, in ms. */
const MAX_BACKOFF = 32_000;

/** Longest wait requested by Meta that is honored, in ms. A longer one is reported to the user instead. */
export const MAX_WAIT = 5 * 60_000;

/**
 * After 131056, wait 4^n seconds (WhatsApp docs: Cloud API > Throughput > Pair rate limits). If the first second was
 * not enough, wait at least the 6 seconds after which the next message to this recipient is allowed.
 */
const PAIR_INTERVAL = 6000;

/**
 * First wait of a message that exceeded the number's rate, in ms. It is shorter than after other rejections, because
 * the rate limiter makes room again. Doubles with each rejection, up to the longest wait.
 */
const RATE_LIMIT_WAIT = 500;
const MAX_RATE_LIMIT_WAIT = 8000;

/** Maximum number of rate-limit rejections of one message while other messages of its number are accepted. */
const MAX_RATE_LIMIT_RETRIES = 50;

/** Rejected locally: the certificate is not trusted, or the request is not valid HTTP. Retrying does not help. */
const isLocalError = (code: string): boolean => CERTIFICATE.test(code) || code.startsWith('ERR_INVALID_');

/** Half fixed, half random, so that many delayed items do not all retry at the same moment. */
function withJitter(ms: number): number {
	return ms / 2 + Math.random() * (ms / 2);
}

/** @param attempt number of earlier failures */
const backoffDelay = (attempt: number, first = BASE_WAIT, most = MAX_BACKOFF): number =>
	withJitter(Math.min(first * 2 ** attempt, most));

export interface RetryPolicy {
	/** The user's 'Retries' setting. */
	maxRetries: number;
	/** Whether the request may be made twice: it is idempotent, or the user prefers duplicates to lost messages. */
	mayRetry: boolean;
}

/** The failed attempts of one request so far. */
export class RetryState {
	/** Attempts that count against the user's 'Retries' setting. */
	private counted = 0;

	private readonly byCode = new Map<number | undefined, number>();

	constructor(private readonly policy: RetryPolicy) {}

	/** Earlier rejections with this code: the waits grow separately for each code. */
	private rejectionsWith(code: number | undefined): number {
		return this.byCode.get(code) ?? 0;
	}

	/** Whether a message has no retries left after a rejection. */
	private isUsedUp({ code, known }: ParsedGraphError): boolean {
		return this.counted >= this.policy.maxRetries || this.rejectionsWith(code) >= (known?.maxRetries ?? Infinity);
	}

	/**
	 * Records a response that was an error.
	 * @param isContention whether the rejection is caused by other senders on the same number: their messages are
	 * accepted, and this one will be, too. It does not count against 'Retries'; otherwise a shared number would lose
	 * messages by chance.
	 * @returns how long to wait before a retry, in ms; undefined when a retry is useless or unsafe
	 */
	delayForResponse(error: ParsedGraphError, isContention = false): number | undefined {
		const attempt = this.rejectionsWith(error.code);
		const countsAsRetry = !isContention || this.policy.maxRetries === 0;
		const isUsedUp = countsAsRetry ? this.isUsedUp(error) : attempt >= MAX_RATE_LIMIT_RETRIES;
		this.byCode.set(error.code, attempt + 1);
		if (countsAsRetry) this.counted++;
		return isUsedUp || !isWorthRetrying(error, this.policy.mayRetry) ? undefined : delayAfter(error, attempt);
	}

	/**
	 * Records a network error.
	 * @returns how long to wait before a retry, in ms; undefined when no retries are left or a retry could do the same
	 * thing twice
	 */
	delayForNetworkError({ code, wasNeverSent }: NetworkError): number | undefined {
		const attempt = this.counted++;
		if (attempt >= this.policy.maxRetries) return undefined;
		// Without a code, no connection broke: n8n or the credential blocked the request.
		if (code === undefined || isLocalError(code)) return undefined;
		return this.policy.mayRetry || wasNeverSent ? backoffDelay(attempt) : undefined;
	}

	/** @returns how long to wait before a retry, in ms; undefined for none */
	delayAfterAttempt({ failure, isContention }: Extract<Attempt, { failure: unknown }>): number | undefined {
		if (failure.outcome === 'notSent') return undefined;
		return 'network' in failure
			? this.delayForNetworkError(failure.network)
			: this.delayForResponse(failure.response, isContention);
	}
}

/** Whether a retry is useful and safe. */
function isWorthRetrying({ retryable, known, httpStatus = 0 }: ParsedGraphError, mayRetry: boolean): boolean {
	if (retryable) return true;
	const isUnclear = known === undefined || known.generic === true;
	return isUnclear && mayRetry && httpStatus >= 500;
}

/** @param attempt number of earlier rejections with this code */
function delayAfter({ code, waitMs, known }: ParsedGraphError, attempt: number): number | undefined {
	if (code === PAIR_RATE_LIMIT) {
		const ms = Math.max(waitMs ?? 0, attempt === 0 ? 0 : PAIR_INTERVAL, 4 ** attempt * 1000);
		return ms <= MAX_WAIT ? ms : undefined;
	}
	const prescribedMs = waitMs ?? known?.waitMs;
	if (prescribedMs !== undefined) return prescribedMs <= MAX_WAIT ? prescribedMs + withJitter(BASE_WAIT) : undefined;
	return code === RATE_LIMIT ? backoffDelay(attempt, RATE_LIMIT_WAIT, MAX_RATE_LIMIT_WAIT) : backoffDelay(attempt);
}

/**
 * Retries attempts that failed, where a retry is useful and safe.
 * @param onRetry called with a rejection and the wait after it, in ms
 * @returns makes attempts until one succeeds or no retry is left, and returns the last one
 */
export function retry(
	send: Send,
	{
		signal,
		cancelled,
		onRetry,
		...policy
	}: RetryPolicy & Cancellation & { onRetry?: (error: ParsedGraphError, delay: number) => void },
): Send {
	return async () => {
		const state = new RetryState(policy);
		if (signal?.aborted) throw cancelled();
		let afterUnknown = false;
		for (;;) {
			const attempt = await send();
			if (afterUnknown && 'failure' in attempt && 'response' in attempt.failure) attempt.failure.afterUnknown = true;
			afterUnknown ||= 'failure' in attempt && attempt.failure.outcome === 'unknown';
			const delay = 'failure' in attempt ? state.delayAfterAttempt(attempt) : undefined;
			if (delay === undefined) return attempt;
			if ('failure' in attempt && 'response' in attempt.failure) onRetry?.(attempt.failure.response, delay);
			if (!(await abortableSleep(delay, signal))) throw cancelled();
		}
	};
}
