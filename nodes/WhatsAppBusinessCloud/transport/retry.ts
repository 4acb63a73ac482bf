import type { NetworkError, Outcome, ParsedGraphError } from './errors';
import { TOO_FAST } from './rateLimit/messageThrottle';
import type { Repeat } from './types';

/** First back-off, in ms; doubles with each attempt. */
const BASE_WAIT = 1000;

/** Longest back-off, in ms. */
const MAX_BACKOFF = 32_000;

/** Longest wait requested by Meta that is honored, in ms. A longer one is reported to the user instead. */
const LONGEST_WAIT = 5 * 60_000;

/**
 * After 131056, wait 4^n seconds (WhatsApp docs: Cloud API > Throughput > Pair rate limits). If the first second was
 * not enough, wait at least the 6 seconds after which the next message to this recipient is allowed.
 */
const PAIR_LIMIT = 131056;
const PAIR_INTERVAL = 6000;

/**
 * First wait of a message that exceeded the number's rate, in ms. It is shorter than after other rejections, because
 * the rate limiter makes room again. Doubles with each rejection, up to the longest wait.
 */
const TOO_FAST_WAIT = 500;
const LONGEST_TOO_FAST_WAIT = 8000;

/** Maximum number of rate-limit rejections of one message while other messages of its number are accepted. */
const MAX_RATE_LIMIT_RETRIES = 50;

/** Rejected locally: the certificate is not trusted, or the request is not valid HTTP. Retrying does not help. */
const REFUSED_HERE = /CERT|SELF_SIGNED|^ERR_TLS|^ERR_SSL|^ERR_INVALID_/;

/** Half fixed, half random, so that many delayed items do not all retry at the same moment. */
function jittered(ms: number): number {
	return ms / 2 + Math.random() * (ms / 2);
}

function backOff(attempt: number): number {
	return Math.min(BASE_WAIT * 2 ** attempt, MAX_BACKOFF);
}

/**
 * What became of a request that got an error response. Unknown after a gateway's bare 5xx, or a success status with a
 * body that is not Meta's.
 */
export function outcomeOf({ fromMeta, httpStatus = 0 }: ParsedGraphError, repeat: Repeat): Exclude<Outcome, 'notSent'> {
	if (repeat === 'safe' || fromMeta) return 'rejected';
	return httpStatus >= 500 || (httpStatus >= 200 && httpStatus < 300) ? 'unknown' : 'rejected';
}

/** The failed attempts of one request so far. */
export class RetryState {
	/** Attempts that count against the user's 'Retries' setting. */
	counted = 0;

	private readonly byCode = new Map<number | undefined, number>();

	/** Earlier rejections with this code: the waits grow separately for each code. */
	of(code: number | undefined): number {
		return this.byCode.get(code) ?? 0;
	}

	/** @param counts whether it counts against 'Retries' */
	add(code: number | undefined, counts: boolean): void {
		this.byCode.set(code, this.of(code) + 1);
		if (counts) this.counted++;
	}
}

/**
 * Whether a rejection is caused by other senders on the same number: their messages are accepted, and this one will be
 * too. Such a rejection does not count against 'Retries'; otherwise a shared number would lose messages by chance.
 */
function contention(
	error: ParsedGraphError,
	{ maxRetries, othersGotThrough }: { maxRetries: number; othersGotThrough?: boolean },
): boolean {
	return error.code === TOO_FAST && othersGotThrough === true && maxRetries > 0;
}

interface AnswerContext {
	/** The earlier attempts; this one is added to them. */
	tries: RetryState;
	maxRetries: number;
	repeat: Repeat;
	othersGotThrough?: boolean;
}

/** Whether a message has no retries left. */
function isUsedUp(error: ParsedGraphError, context: AnswerContext): boolean {
	const attempt = context.tries.of(error.code);
	if (contention(error, context)) return attempt >= MAX_RATE_LIMIT_RETRIES;
	return context.tries.counted >= context.maxRetries || attempt >= (error.known?.maxRetries ?? Infinity);
}

/** Whether a retry is useful and safe. */
function mayTryAgain(error: ParsedGraphError, repeat: Repeat): boolean {
	if (error.retryable) return true;
	const unclear = error.known === undefined || error.known.generic === true;
	return unclear && repeat === 'safe' && (error.httpStatus ?? 0) >= 500;
}

/** @param attempt number of earlier rejections with this code */
function pauseAfter(error: ParsedGraphError, attempt: number): number | undefined {
	if (error.code === PAIR_LIMIT) {
		const least = attempt === 0 ? (error.waitMs ?? 0) : PAIR_INTERVAL;
		return Math.max(least, 4 ** attempt * 1000);
	}
	const asked = error.waitMs ?? error.known?.waitMs;
	if (asked !== undefined) return asked <= LONGEST_WAIT ? asked + jittered(BASE_WAIT) : undefined;
	return error.code === TOO_FAST
		? jittered(Math.min(TOO_FAST_WAIT * 2 ** attempt, LONGEST_TOO_FAST_WAIT))
		: jittered(backOff(attempt));
}

/**
 * How long to wait before a retry after a response from Meta, or from a server in front of it.
 * @returns ms, or undefined when a retry is useless or unsafe
 */
export function retryDelayForResponse(error: ParsedGraphError, context: AnswerContext): number | undefined {
	const { tries } = context;
	const attempt = tries.of(error.code);
	const usedUp = isUsedUp(error, context);
	tries.add(error.code, !contention(error, context));
	if (usedUp || !mayTryAgain(error, context.repeat)) return undefined;
	return pauseAfter(error, attempt);
}

/** Whether all other sends of the number will fail too, for longer than a run waits. */
export function blocksSender(error: ParsedGraphError): boolean {
	return error.known?.stopsNumber === true || (error.known?.automatic === true && (error.waitMs ?? 0) > LONGEST_WAIT);
}

/**
 * How long to wait before a retry after a network error.
 * @returns ms, or undefined when no retries are left or a retry could do the same thing twice
 */
export function retryDelayForNetworkError(
	{ code, wasNeverSent }: NetworkError,
	context: { tries: RetryState; maxRetries: number; repeat: Repeat },
): number | undefined {
	const { tries } = context;
	const attempt = tries.counted;
	tries.add(undefined, true);
	if (attempt >= context.maxRetries) return undefined;
	// Without a code, no connection broke: n8n or the credential refused to send the request.
	if (code === undefined || REFUSED_HERE.test(code)) return undefined;
	if (context.repeat === 'unsafe' && !wasNeverSent) return undefined;
	return jittered(backOff(attempt));
}
