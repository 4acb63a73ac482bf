import { LruMap } from '../../shared/lruMap';

/** WhatsApp docs: Cloud API > Throughput > Pair rate limits: one message per 6 seconds to one person. */
const INTERVAL = 6000;

/** Same place: so many may go out at once; they are borrowed from the time to come. */
const BURST = 45;

/** The messages may arrive closer to each other than they left, in ms. */
const MARGIN = 300;

/**
 * Pairs that are remembered. The one that got no message for the longest time goes first, and one message is paid back after
 * INTERVAL: at Meta's highest limit of 1,000 messages per second, 6,000 pairs are not paid back.
 */
const MAX_PAIRS = 20_000;

/** Per number and person: when the messages so far are paid back, ms since the epoch. Shared by all runs of this process. */
const creditRestoredAt = new LruMap<string, number>(MAX_PAIRS);

/** @returns ms until this person may get the next message of this number; 0 = now */
export function pairDelay(pair: string, now = Date.now()): number {
	const due = (creditRestoredAt.get(pair) ?? 0) - (BURST - 1) * INTERVAL;
	return due > now ? due - now + MARGIN : 0;
}

/** A message to this person leaves. */
export function recordPairSend(pair: string, now = Date.now()): void {
	creditRestoredAt.set(pair, Math.max(creditRestoredAt.get(pair) ?? 0, now) + INTERVAL);
}

/** Meta did not take that message. */
export function refundPairSend(pair: string): void {
	const at = creditRestoredAt.get(pair);
	if (at !== undefined) creditRestoredAt.set(pair, at - INTERVAL);
}
