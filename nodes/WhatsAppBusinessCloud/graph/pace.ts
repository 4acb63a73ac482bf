import { wait } from './wait';

/**
 * Meta counts sends in a moving window and from its own side of the network, so that sending at exactly the limit now and
 * then trips it. Going out 2% slower costs less than one refused message.
 */
const SAFETY = 1.02;

/** Numbers idle for longer than this are forgotten, in ms. */
const FORGET_AFTER = 60_000;

/**
 * When each sending number may send again, in ms since the epoch. Shared by all executions of this n8n process:
 * Meta's limit (80 messages per second by default; WhatsApp docs: Cloud API > Throughput) is the number's, not the workflow's.
 */
const nextSlot = new Map<string, number>();

function forgetIdle(now: number): void {
	if (nextSlot.size < 1000) return;
	for (const [key, time] of nextSlot) if (time < now - FORGET_AFTER) nextSlot.delete(key);
}

/**
 * Waits for the number's next free slot and takes it.
 * @param key Graph host and sending number
 * @param perSecond messages per second; 0 = no limit of our own
 * @returns false when the execution was cancelled meanwhile
 */
export async function takeSlot(key: string, perSecond: number, signal?: AbortSignal): Promise<boolean> {
	const now = Date.now();
	const slot = Math.max(nextSlot.get(key) ?? 0, now);
	if (perSecond > 0) {
		forgetIdle(now);
		nextSlot.set(key, slot + (1000 / perSecond) * SAFETY);
	}
	return slot > now ? await wait(slot - now, signal) : !signal?.aborted;
}

/** Holds all sends of a number back for `ms`: Meta said that it is going too fast. */
export function holdBack(key: string, ms: number): void {
	nextSlot.set(key, Math.max(nextSlot.get(key) ?? 0, Date.now() + ms));
}
