import { SenderRateLimiter } from './senderRateLimiter';

/** Numbers idle for longer than this are forgotten, in ms. */
const FORGET_AFTER = 60_000;

/** Numbers, and credentials that were not accepted yet, that are remembered; beyond that, idle ones are forgotten sooner. */
const MAX_GATES = 10_000;

/**
 * Shared by all executions of this n8n process: Meta's limit (80 messages per second by default; WhatsApp docs:
 * Cloud API > Throughput) is the number's, not the workflow's.
 */
const gates = new Map<string, SenderRateLimiter>();

/** Forgets idle gates, those asked for longest ago first. A gate in use has a send that waits, and stays. */
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
	// The newest one is the last in the map.
	gates.delete(key);
	if (!known) forgetIdle();
	const gate = known ?? new SenderRateLimiter();
	gates.set(key, gate);
	return gate;
}

/**
 * Makes the gate of a credential that Meta has just accepted the one that all share, unless others send from the number already.
 * @param own key of the credential's gate
 * @param shared key of the number's gate
 */
export function shareRateLimiter(own: string, shared: string): void {
	const gate = gates.get(own);
	if (gate && !gates.has(shared)) gates.set(shared, gate);
}
