import { lookUpErrorCode } from './errorCodes';
import { answeredByMeta, connectionCode, isRetryable, neverSent, type GraphFault } from './errors';
import { TOO_FAST } from './rateLimit/messageThrottle';
import type { Repeat, Usage } from './types';
import { minutesUntilRegained } from './usage';

/** First back-off, in ms; doubles with each try. */
const BASE_WAIT = 1000;

/** Back-off never grows past this, in ms. */
const MAX_BACKOFF = 32_000;

/** A wait that Meta asks for is honoured up to this, in ms; a longer one is told to the person instead. */
const LONGEST_WAIT = 5 * 60_000;

/**
 * After 131056 wait 4^n seconds (WhatsApp docs: Cloud API > Throughput > Pair rate limits); when the first second was not
 * enough, at least the 6 seconds in which the next message to this person becomes free.
 */
const PAIR_LIMIT = 131056;
const PAIR_INTERVAL = 6000;

/**
 * What a message waits that came in a second too full, in ms: less than after other refusals, as the pace of its number
 * makes room again; doubles with each refusal, up to the longest.
 */
const TOO_FAST_WAIT = 500;
const LONGEST_TOO_FAST_WAIT = 8000;

/** A message may be refused so often for the pace while others of its number get through. */
const MAX_RATE_LIMIT_RETRIES = 50;

/** Refused on this side: the certificate was not trusted, or the request itself is not valid HTTP. Trying again is no use. */
const REFUSED_HERE = /CERT|SELF_SIGNED|^ERR_TLS|^ERR_SSL|^ERR_INVALID_/;

/** Half fixed, half random, so that many items held back together do not come back together. */
function jittered(ms: number): number {
	return ms / 2 + Math.random() * (ms / 2);
}

function backOff(attempt: number): number {
	return Math.min(BASE_WAIT * 2 ** attempt, MAX_BACKOFF);
}

function retryAfter(headers: Record<string, unknown>): number | undefined {
	const value = headers['retry-after'];
	if (value === undefined) return undefined;
	const seconds = Number(value);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const date = Date.parse(String(value));
	return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/**
 * Whether an answer leaves open if the request was carried out: a gateway's bare 5xx, or a success status with a body
 * that is not Meta's.
 */
export function isOutcomeUnknown(fault: GraphFault, repeat: Repeat): boolean {
	if (repeat === 'safe' || answeredByMeta(fault)) return false;
	const status = fault.httpStatus ?? 0;
	return status >= 500 || (status >= 200 && status < 300);
}

/** The tries of one request that came to nothing so far. */
export class RetryState {
	/** Those that count against the 'Retries' that a person set. */
	counted = 0;

	private readonly byCode = new Map<number | undefined, number>();

	/** Earlier refusals with this code: each reason has its own growing waits. */
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
 * Whether a refusal is no fault of the message: others of its number get through, and its turn comes as well. It does not
 * count against 'Retries'; without this, a number shared by many would lose messages that have bad luck.
 */
function contention(
	fault: GraphFault,
	{ maxRetries, othersGotThrough }: { maxRetries: number; othersGotThrough?: boolean },
): boolean {
	return fault.code === TOO_FAST && othersGotThrough === true && maxRetries > 0;
}

type KnownCode = ReturnType<typeof lookUpErrorCode>;

interface AnswerContext {
	/** The tries before this one, which is added to them. */
	tries: RetryState;
	maxRetries: number;
	repeat: Repeat;
	othersGotThrough?: boolean;
}

/** Whether a message was refused as often as it may be. */
function isUsedUp(fault: GraphFault, known: KnownCode, context: AnswerContext): boolean {
	const attempt = context.tries.of(fault.code);
	if (contention(fault, context)) return attempt >= MAX_RATE_LIMIT_RETRIES;
	return context.tries.counted >= context.maxRetries || attempt >= (known?.maxRetries ?? Infinity);
}

/** Whether trying again is of use and does no harm. */
function mayTryAgain(fault: GraphFault, known: KnownCode, repeat: Repeat): boolean {
	if (isRetryable(fault)) return true;
	const unclear = known === undefined || known.generic === true;
	return unclear && repeat === 'safe' && (fault.httpStatus ?? 0) >= 500;
}

/** @param attempt the number of refusals with this code before */
function pauseAfter(fault: GraphFault, known: KnownCode, attempt: number): number | undefined {
	if (fault.code === PAIR_LIMIT) {
		const least = attempt === 0 ? (fault.waitMs ?? 0) : PAIR_INTERVAL;
		return Math.max(least, 4 ** attempt * 1000);
	}
	const asked = fault.waitMs ?? known?.waitMs;
	if (asked !== undefined) return asked <= LONGEST_WAIT ? asked + jittered(BASE_WAIT) : undefined;
	return fault.code === TOO_FAST
		? jittered(Math.min(TOO_FAST_WAIT * 2 ** attempt, LONGEST_TOO_FAST_WAIT))
		: jittered(backOff(attempt));
}

/**
 * How long to wait before trying again after Meta (or something before it) answered.
 * @returns ms, or undefined when trying again is no use or would do harm
 */
export function retryDelayForResponse(fault: GraphFault, context: AnswerContext): number | undefined {
	const { tries } = context;
	const known = lookUpErrorCode(fault.code, fault.subcode);
	const attempt = tries.of(fault.code);
	const usedUp = isUsedUp(fault, known, context);
	tries.add(fault.code, !contention(fault, context));
	if (usedUp || !mayTryAgain(fault, known, context.repeat)) return undefined;
	return pauseAfter(fault, known, attempt);
}

function askedByUsage(fault: GraphFault, usage: Usage): number | undefined {
	if (lookUpErrorCode(fault.code, fault.subcode)?.retry !== 'later') return undefined;
	const minutes = minutesUntilRegained(usage);
	return minutes === undefined ? undefined : minutes * 60_000;
}

/** @returns how long Meta itself says to wait, in ms; undefined when it does not say */
export function retryAfterOf(
	fault: GraphFault,
	{ headers, usage }: { headers: Record<string, unknown>; usage: Usage },
): number | undefined {
	return retryAfter(headers) ?? askedByUsage(fault, usage);
}

/** Whether nothing else of the number will go through either, for longer than a run waits. */
export function blocksSender(fault: GraphFault): boolean {
	const known = lookUpErrorCode(fault.code, fault.subcode);
	return known?.stopsNumber === true || (known?.automatic === true && (fault.waitMs ?? 0) > LONGEST_WAIT);
}

/**
 * How long to wait before trying again after the connection broke.
 * @returns ms, or undefined when the tries are used up or a repeat could do the same thing twice
 */
export function retryDelayForNetworkError(
	thrown: unknown,
	context: { tries: RetryState; maxRetries: number; repeat: Repeat },
): number | undefined {
	const { tries } = context;
	const attempt = tries.counted;
	tries.add(undefined, true);
	if (attempt >= context.maxRetries) return undefined;
	const code = connectionCode(thrown);
	// Without a code it was no connection that broke: n8n or the credential refused to send this at all.
	if (code === undefined || REFUSED_HERE.test(code)) return undefined;
	if (context.repeat === 'unsafe' && !neverSent(thrown)) return undefined;
	return jittered(backOff(attempt));
}
