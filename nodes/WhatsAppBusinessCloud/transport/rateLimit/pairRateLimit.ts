import { LruMap } from '../../shared/lruMap';

/** WhatsApp docs: Cloud API > Throughput > Pair rate limits: one message per 6 seconds to one recipient. */
const INTERVAL = 6000;

/** Same section: maximum number of messages at once; they use up the credit of the time that follows. */
const BURST = 45;

/** ms. Messages may arrive closer together than they were sent. */
const MARGIN = 300;

/**
 * Maximum number of pairs in memory. The least recently used one is dropped first. A message uses up its credit for
 * INTERVAL: at Meta's highest limit of 1,000 messages per second, that is 6,000 pairs.
 */
const MAX_PAIRS = 20_000;

/** Per sender and recipient: when the credit is restored, ms since the epoch. Shared by all runs of this process. */
const creditRestoredAt = new LruMap<string, number>(MAX_PAIRS);

/** @returns ms until this number may send the next message to this recipient; 0 = now */
export function pairDelay(pair: string, now = Date.now()): number {
	const due = (creditRestoredAt.get(pair) ?? 0) - (BURST - 1) * INTERVAL;
	return due > now ? due - now + MARGIN : 0;
}

/** Records a message to this recipient. Pairs with full credit are as good as unknown ones, and are dropped. */
export function recordPairSend(pair: string, now = Date.now()): void {
	creditRestoredAt.deleteWhile((at) => at <= now);
	creditRestoredAt.set(pair, Math.max(creditRestoredAt.get(pair) ?? 0, now) + INTERVAL);
}

/** Restores the credit of a message that Meta did not accept. */
export function refundPairSend(pair: string): void {
	const at = creditRestoredAt.get(pair);
	if (at !== undefined) creditRestoredAt.set(pair, at - INTERVAL);
}
