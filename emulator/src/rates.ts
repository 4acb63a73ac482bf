import type { Clock } from './clock';
import { whatsappError } from './errors';
import type { PhoneNumber } from './types';

/**
 * Throughput per number: 80 messages per second by default (Meta docs: Cloud API > Throughput). A sliding window: a
 * message is rejected when `limit` messages were accepted within the last second. Rejected messages do not count.
 */
class SlidingWindow {
	private readonly times: Float64Array;
	private next = 0;

	constructor(readonly limit: number) {
		this.times = new Float64Array(limit).fill(-Infinity);
	}

	full(now: number): boolean {
		return now - this.times[this.next] < 1000;
	}

	add(now: number): void {
		this.times[this.next] = now;
		this.next = (this.next + 1) % this.limit;
	}
}

// Meta docs: Cloud API > Throughput > Pair rate limits: 1 message per 6 s to one user; a burst of up to 45 borrows from
// future quota.
const pairIntervalMs = 6000;
const pairBurst = 45;

/** Meta docs: Calling API > Call permissions: reads per second, here per number. */
const permissionReads = 5;

/** Throughput per number (Meta docs: Cloud API > Throughput). @param setting one limit for all, or 'own' */
export function limitOf(phone: PhoneNumber, setting: number | 'own'): number {
	if (setting !== 'own') return setting;
	if (phone.onBusinessApp) return 20;
	return phone.throughputLevel === 'HIGH' ? 1000 : 80;
}

/** The limits on sending and on reading call permissions. Times come from the emulator's monotonic clock. */
export class Rates {
	private readonly windows = new Map<string, SlidingWindow>();
	/** Per number and recipient: when the quota used so far is restored. */
	private readonly creditRestoredAt = new Map<string, number>();

	constructor(private readonly clock: Clock) {}

	/** Throws 130429 or 131056; otherwise counts the message. */
	take(phoneNumberId: string, recipient: string, limits: { messagesPerSecond: number; pairLimit: boolean }): void {
		const now = this.clock.monotonic();
		const window = this.window(phoneNumberId, limits.messagesPerSecond);
		if (window?.full(now)) throw whatsappError(130429, 'Cloud API message throughput has been reached.');
		if (limits.pairLimit) this.takePair(`${phoneNumberId} ${recipient}`, now);
		window?.add(now);
	}

	/**
	 * An incoming message counts too, as throughput includes both directions, but is never rejected (Meta docs: Cloud
	 * API > Throughput).
	 */
	countIncoming(phoneNumberId: string, messagesPerSecond: number): void {
		this.window(phoneNumberId, messagesPerSecond)?.add(this.clock.monotonic());
	}

	/** Throws 613 when the call permissions of a number are read too often (Meta docs: Calling API > Troubleshooting). */
	readCallPermission(phoneNumberId: string): void {
		const now = this.clock.monotonic();
		const window = this.window(`permissions of ${phoneNumberId}`, permissionReads);
		if (window?.full(now)) throw whatsappError(613, 'Call permissions can be read 5 times per second.');
		window?.add(now);
	}

	private window(phoneNumberId: string, limit: number): SlidingWindow | undefined {
		if (limit <= 0) return undefined;
		let window = this.windows.get(phoneNumberId);
		if (window?.limit !== limit) this.windows.set(phoneNumberId, (window = new SlidingWindow(limit)));
		return window;
	}

	private takePair(pair: string, now: number): void {
		const restored = Math.max(this.creditRestoredAt.get(pair) ?? 0, now);
		if (restored - now > (pairBurst - 1) * pairIntervalMs) {
			throw whatsappError(
				131056,
				'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
			);
		}
		this.creditRestoredAt.set(pair, restored + pairIntervalMs);
		if (this.creditRestoredAt.size > 200_000) this.forgetRestored(now);
	}

	private forgetRestored(now: number): void {
		for (const [pair, at] of this.creditRestoredAt) if (at <= now) this.creditRestoredAt.delete(pair);
	}
}
