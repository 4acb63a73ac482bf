import { knownCode } from './errorCodes';
import { answeredByMeta, connectionCode, isRetryable, neverSent, type GraphFault } from './errors';
import type { Repeat, Usage } from './types';
import { minutesUntilAccess } from './usage';

/** First back-off, in ms; doubles with each try. */
const BASE_WAIT = 1000;

/** Back-off never grows past this, in ms. */
const MAX_BACKOFF = 32_000;

/** A wait that Meta asks for is honoured up to this, in ms; a longer one is told to the person instead. */
const LONGEST_WAIT = 5 * 60_000;

/** Meta: after 131056 wait, then 4^n seconds (WhatsApp docs: Cloud API > Throughput > Pair rate limits). */
const PAIR_LIMIT = 131056;
const PAIR_INTERVAL = 6000;

/** The number sends more messages per second than it may. */
const TOO_FAST = 130429;

/** First pause of the whole number after that, in ms; doubles with each refusal of the same message. */
const TOO_FAST_PAUSE = 250;

/** The account is at its limit, or the number's limit is being raised: nothing of the number goes through meanwhile. */
const CLOSED = new Set([80007, 131057]);

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
export function outcomeUnknown(fault: GraphFault, repeat: Repeat): boolean {
	if (repeat === 'safe' || answeredByMeta(fault)) return false;
	const status = fault.httpStatus ?? 0;
	return status >= 500 || (status >= 200 && status < 300);
}

/**
 * How long to wait before trying again after Meta (or something before it) answered.
 * @param attempt how many tries there have been before this one
 * @returns ms, or undefined when trying again is no use or would do harm
 */
export function waitAfterAnswer(
	fault: GraphFault,
	context: { attempt: number; maxRetries: number; repeat: Repeat; headers: Record<string, unknown>; usage: Usage },
): number | undefined {
	const known = knownCode(fault.code, fault.subcode);
	if (context.attempt >= Math.min(context.maxRetries, known?.maxRetries ?? Infinity)) return undefined;
	if (!isRetryable(fault) && !(context.repeat === 'safe' && (fault.httpStatus ?? 0) >= 500)) return undefined;

	const asked = retryAfter(context.headers) ?? askedByUsage(fault, context.usage) ?? known?.waitMs;
	if (fault.code === PAIR_LIMIT) {
		return Math.max(asked ?? 0, PAIR_INTERVAL, 4 ** context.attempt * 1000);
	}
	if (asked !== undefined) return asked <= LONGEST_WAIT ? asked + jittered(BASE_WAIT) : undefined;
	return jittered(backOff(context.attempt));
}

function askedByUsage(fault: GraphFault, usage: Usage): number | undefined {
	if (knownCode(fault.code)?.retry !== 'later') return undefined;
	const minutes = minutesUntilAccess(usage);
	return minutes === undefined ? undefined : minutes * 60_000;
}

/**
 * How long all other sends of the number have to wait too (WhatsApp docs: Error codes > Throttling).
 * @param context.pause what the refused message waits
 * @returns ms; 0 when the fault is the message's own
 */
export function holdOfNumber(fault: GraphFault, context: { attempt: number; pause: number }): number {
	if (CLOSED.has(fault.code ?? 0)) return context.pause;
	// A single refusal mostly means that a few messages too many came in the same second: a short gap makes room again.
	return fault.code === TOO_FAST ? Math.min(context.pause, TOO_FAST_PAUSE * 2 ** context.attempt) : 0;
}

/**
 * How long to wait before trying again after the connection broke.
 * @returns ms, or undefined when the tries are used up or a repeat could do the same thing twice
 */
export function waitAfterBreak(
	thrown: unknown,
	context: { attempt: number; maxRetries: number; repeat: Repeat },
): number | undefined {
	if (context.attempt >= context.maxRetries) return undefined;
	const code = connectionCode(thrown);
	// Without a code it was no connection that broke: n8n or the credential refused to send this at all.
	if (code === undefined || REFUSED_HERE.test(code)) return undefined;
	if (context.repeat === 'unsafe' && !neverSent(thrown)) return undefined;
	return jittered(backOff(context.attempt));
}
