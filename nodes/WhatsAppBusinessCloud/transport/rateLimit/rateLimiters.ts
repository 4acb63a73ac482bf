import { SenderRateLimiter } from './senderRateLimiter';

/** Rate limiters that are idle for longer than this are discarded, in ms. */
const FORGET_AFTER = 60_000;

/**
 * Maximum number of rate limiters, of numbers and of credentials not accepted yet. Beyond it, idle ones are discarded
 * sooner.
 */
const MAX_GATES = 10_000;

/**
 * Shared by all executions of this n8n process: Meta's limit (80 messages per second by default; WhatsApp docs:
 * Cloud API > Throughput) is the number's, not the workflow's.
 */
const gates = new Map<string, SenderRateLimiter>();

/** Discards idle rate limiters, least recently requested first. One with a waiting send is kept. */
function forgetIdle(): void {
	const idleSince = Date.now() - FORGET_AFTER;
	for (const [key, { idle, usedAt }] of gates) {
		if (usedAt >= idleSince && gates.size < MAX_GATES) break;
		if (idle) gates.delete(key);
	}
}

/** @param key Graph host and sending number */
export function rateLimiterFor(key: string): SenderRateLimiter {
	const known = gates.get(key);
	// Moves it to the end of the map, as the most recent one.
	gates.delete(key);
	if (!known) forgetIdle();
	const gate = known ?? new SenderRateLimiter();
	gates.set(key, gate);
	return gate;
}

/**
 * Makes the rate limiter of a credential that Meta has just accepted the shared one, unless the number already has one.
 * @param own key of the credential's rate limiter
 * @param shared key of the number's rate limiter
 */
export function shareRateLimiter(own: string, shared: string): void {
	const gate = gates.get(own);
	if (gate && !gates.has(shared)) gates.set(shared, gate);
}
