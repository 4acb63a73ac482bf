import { LruMap } from '../../shared/lruMap';
import { SenderRateLimiter } from './senderRateLimiter';

/** Rate limiters that are idle for longer than this are discarded, in ms. */
const FORGET_AFTER = 60_000;

/**
 * Maximum number of rate limiters, of numbers and of credentials not accepted yet. Beyond it, idle ones are discarded
 * sooner.
 */
const MAX_LIMITERS = 10_000;

/**
 * Shared by all executions of this n8n process: Meta's limit (80 messages per second by default; WhatsApp docs:
 * Cloud API > Throughput) is the number's, not the workflow's.
 */
const limiters = new Map<string, SenderRateLimiter>();

/** Discards idle rate limiters, least recently requested first. One with a waiting send is kept. */
function forgetIdle(): void {
	const idleSince = Date.now() - FORGET_AFTER;
	for (const [key, { idle, usedAt }] of limiters) {
		if (usedAt >= idleSince && limiters.size < MAX_LIMITERS) break;
		if (idle) limiters.delete(key);
	}
}

/** @param key Graph host and sending number */
export function rateLimiterFor(key: string): SenderRateLimiter {
	const known = limiters.get(key);
	// Moves it to the end of the map, as the most recent one.
	limiters.delete(key);
	if (!known) forgetIdle();
	const limiter = known ?? new SenderRateLimiter();
	limiters.set(key, limiter);
	return limiter;
}

/**
 * Makes the rate limiter of a credential that Meta has just accepted the shared one, unless the number already has one.
 * @param own key of the credential's rate limiter
 * @param shared key of the number's rate limiter
 */
export function shareRateLimiter(own: string, shared: string): void {
	const limiter = limiters.get(own);
	if (limiter && !limiters.has(shared)) limiters.set(shared, limiter);
}

/** Maximum number of remembered pairs of number and credential. A forgotten pair has to be accepted again. */
const MAX_ACCEPTED = 10_000;

const acceptedPairs = new LruMap<string, true>(MAX_ACCEPTED);

/**
 * Whether Meta has accepted a message of this number with this credential since the process started. Until then the
 * credential is untrusted, so its sends must not delay messages that others send from the number.
 * @param key of the credential's rate limiter
 */
export const isAccepted = (key: string): boolean => acceptedPairs.get(key) === true;

/** Records that Meta accepted a message of this number with this credential. */
export function markAccepted(key: string): void {
	acceptedPairs.set(key, true);
}
