import { sleep } from 'n8n-workflow';
import { AdaptiveRate } from './adaptiveRate';

/**
 * Meta counts in a moving window on its side of the network, where messages arrive less evenly than they were sent.
 * Sending this much more slowly costs less than rejected messages.
 */
const RATE_MARGIN = 1.024;

/**
 * How far back missed slots are made up for, in ms. Timers are late when n8n is busy (garbage collection takes up to
 * 0.4 s), and an idle number misses slots, too.
 */
const MAX_CATCH_UP_MS = 400;

/** A timer that is late by this much, in ms, means that the process stalled, mostly in garbage collection. */
const STALL_THRESHOLD_MS = 100;

/**
 * Sends in this time before a stall, in ms, may not have arrived before it: the process itself opens the connections.
 */
const IN_FLIGHT_WINDOW_MS = 200;

/** Longest interval between two checks of the cancel signals, in ms. */
const CANCEL_POLL_MS = 200;

/** Number of send times kept for the window; Meta's highest limit is 1,000 messages per second. */
const MAX_TRACKED_SENDS = 2000;

interface Waiter {
	limit: number;
	signal?: AbortSignal;
	/** Lets the message leave; undefined means that the execution was cancelled. */
	decide(left: number | undefined): void;
}

/** Rate limiter of one sending number, shared by all executions of this n8n process. Times are ms since the epoch. */
export class SenderRateLimiter {
	readonly rate = new AdaptiveRate();

	/** Share of the rate that Meta's usage headers allow, 0 to 1. */
	share = 1;

	/** When Meta last accepted a message of this number. */
	acceptedAt = 0;

	/** When the last send left, or the rate limiter was last used otherwise. */
	usedAt = Date.now();

	private pausedUntil = 0;

	/** When the last sends left, oldest first. */
	private sends: number[] = [];

	/** Sends in this interval count as sent at its end, when the process resumed. */
	private shifted = { after: 0, until: 0 };

	private readonly waiting: Waiter[] = [];

	private pumping = false;

	/**
	 * @param next when the next send may leave, so that sends are spread evenly; 0 lets an idle number make up for
	 * missed slots
	 */
	constructor(private next = 0) {}

	get idle(): boolean {
		return this.waiting.length === 0;
	}

	/**
	 * Waits for the next free slot and takes it.
	 * @param limit messages per second; Infinity = no limit of our own
	 * @returns when the message left; undefined when the execution was cancelled while it waited
	 */
	async acquire(limit: number, signal?: AbortSignal): Promise<number | undefined> {
		const now = Date.now();
		this.usedAt = now;
		if (signal?.aborted) return undefined;
		if (this.waiting.length === 0 && this.freeAt(limit) <= now) return this.recordSend(limit, now);
		return await new Promise((decide) => {
			this.waiting.push({ limit, signal, decide });
			if (!this.pumping) void this.pump();
		});
	}

	/** Frees the slot of a send that Meta did not accept. */
	refund(left: number, limit: number): void {
		const { after, until } = this.shifted;
		const index = this.sends.lastIndexOf(left > after && left < until ? until : left);
		if (index >= 0) this.sends.splice(index, 1);
		this.next -= this.interval(limit);
	}

	/** Stops all sends for this many ms. */
	pauseFor(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
		this.usedAt = this.pausedUntil;
	}

	/** ms between two sends */
	private interval(limit: number): number {
		const rate = this.rate.current(limit) * this.share;
		return Number.isFinite(rate) ? (1000 / rate) * RATE_MARGIN : 0;
	}

	private freeAt(limit: number): number {
		const spread = this.interval(limit) === 0 ? 0 : this.next;
		return Math.max(spread, this.pausedUntil, this.windowFreeAt(limit));
	}

	/** No second contains more sends than the limit, regardless of earlier events. */
	private windowFreeAt(limit: number): number {
		if (!Number.isFinite(limit)) return 0;
		const most = Math.max(1, Math.floor(limit));
		const oldest = this.sends[this.sends.length - most];
		return oldest === undefined ? 0 : oldest + (most / limit) * 1000 * RATE_MARGIN;
	}

	private recordSend(limit: number, now: number): number {
		this.next = Math.max(this.next, this.pausedUntil, now - MAX_CATCH_UP_MS) + this.interval(limit);
		this.sends.push(now);
		if (this.sends.length > 2 * MAX_TRACKED_SENDS) this.sends = this.sends.slice(-MAX_TRACKED_SENDS);
		return now;
	}

	/** One timer for all waiting messages, however many there are. */
	private async pump(): Promise<void> {
		this.pumping = true;
		let polledAt = 0;
		for (let now = Date.now(); this.waiting.length > 0; now = Date.now()) {
			if (now - polledAt >= CANCEL_POLL_MS) {
				this.dropCancelled();
				polledAt = now;
			}
			const [first] = this.waiting;
			if (first === undefined) break;
			const free = this.freeAt(first.limit);
			if (free > now) {
				const ms = Math.max(1, Math.min(free - now, CANCEL_POLL_MS));
				await sleep(ms);
				if (Date.now() - now - ms >= STALL_THRESHOLD_MS) this.onEventLoopStall(now);
			} else {
				this.waiting.shift();
				this.usedAt = now;
				first.decide(first.signal?.aborted ? undefined : this.recordSend(first.limit, now));
			}
		}
		this.pumping = false;
	}

	/**
	 * Sends that were in flight during the stall arrive together with the next ones, so they count as sent now.
	 * @param since when the process last made progress
	 */
	private onEventLoopStall(since: number): void {
		const now = Date.now();
		this.shifted = { after: since - IN_FLIGHT_WINDOW_MS, until: now };
		const first = this.sends.findIndex((left) => left > this.shifted.after);
		if (first >= 0) this.sends.fill(now, first);
		this.rate.onStall(now);
	}

	private dropCancelled(): void {
		for (let index = this.waiting.length - 1; index >= 0; index--) {
			if (this.waiting[index].signal?.aborted) this.waiting.splice(index, 1)[0].decide(undefined);
		}
	}
}
