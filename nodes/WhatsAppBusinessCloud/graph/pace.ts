import { Gate } from './pace/gate';

/** Numbers idle for longer than this are forgotten, in ms. */
const FORGET_AFTER = 60_000;

/**
 * Shared by all executions of this n8n process: Meta's limit (80 messages per second by default; WhatsApp docs:
 * Cloud API > Throughput) is the number's, not the workflow's.
 */
const gates = new Map<string, Gate>();

/** @param key Graph host and sending number */
export function gateOf(key: string): Gate {
	const known = gates.get(key);
	if (known) return known;
	const idleSince = Date.now() - FORGET_AFTER;
	for (const [other, gate] of gates) if (gate.idle && gate.usedAt < idleSince) gates.delete(other);
	const gate = new Gate();
	gates.set(key, gate);
	return gate;
}

/**
 * Makes the gate of a credential that Meta has just accepted the one that all share, unless others send from the number already.
 * @param own key of the credential's gate
 * @param shared key of the number's gate
 */
export function shareGate(own: string, shared: string): void {
	const gate = gates.get(own);
	if (gate && !gates.has(shared)) gates.set(shared, gate);
}
