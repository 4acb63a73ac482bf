import { sleep } from 'n8n-workflow';
import { AdaptiveRate } from './adaptiveRate';

/**
 * How much further apart messages are sent than the limit requires. Meta counts in a moving window on its side of the
 * network, where messages arrive less evenly than they were sent, and sending a little more slowly costs less than
 * rejected messages. The fewer messages fit into the window, the more of them are rejected. So the factor is 1.028 at 20
 * messages per second, 1.024 at 80, and 1.03 at most. Measured with jitter of 120 ms: at 80, a smaller factor (1.0205,
 * or 1.0186 for the window alone) causes a fifth more rejections and saves at most 0.1% of the time.
 */
const rateMargin = (limit: number): number => 1 + Math.min(0.03, 0.023 + 0.1 / limit);

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

/**
 * Number of send times kept for the window: those of two seconds, at least MIN_TRACKED_SENDS. Meta's highest limit is
 * 1,000 messages per second.
 */
const MAX_TRACKED_SENDS = 2000;
const MIN_TRACKED_SENDS = 100;

/** Meta's window, in ms. A number that sent nothing for this long opens connections when it sends again. */
const WINDOW_MS = 1000;

/** A message that left. Times are ms since the epoch. */
interface Sent {
	left: number;
	/** Of the first second after a pause. */
	isOpening: boolean;
	/** From leaving to Meta's response, in ms; undefined while there is none. */
	roundTrip?: number;
}

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
	private sends: Sent[] = [];

	/** When the first second after the last pause ends. */
	private openingUntil = 0;

	/** The shortest round trip since the last pause, in ms. */
	private shortestTrip = Infinity;

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
		const shifted = left > after && left < until ? until : left;
		const index = this.sends.findLastIndex((sent) => sent.left === shifted);
		if (index >= 0) this.sends.splice(index, 1);
		this.next -= this.interval(limit);
	}

	/** Records that the response to a send arrived. */
	noteResponse(left: number, now = Date.now()): void {
		const roundTrip = now - left;
		this.shortestTrip = Math.min(this.shortestTrip, roundTrip);
		if (left >= this.openingUntil) return;
		const sent = this.sends.find((one) => one.left === left && one.roundTrip === undefined);
		if (sent) sent.roundTrip = roundTrip;
	}

	/** Stops all sends for this many ms. */
	pauseFor(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, Date.now() + ms);
		this.usedAt = this.pausedUntil;
	}

	/** ms between two sends */
	private interval(limit: number): number {
		const rate = this.rate.current(limit) * this.share;
		return Number.isFinite(rate) ? (1000 / rate) * rateMargin(limit) : 0;
	}

	private freeAt(limit: number): number {
		const spread = this.interval(limit) === 0 ? 0 : this.next;
		return Math.max(spread, this.pausedUntil, this.windowFreeAt(limit));
	}

	/** No second contains more sends than the limit, regardless of earlier events. */
	private windowFreeAt(limit: number): number {
		if (!Number.isFinite(limit)) return 0;
		const most = Math.max(1, Math.floor(limit));
		const oldest = this.sends.at(-most);
		if (oldest === undefined) return 0;
		const period = (most / limit) * WINDOW_MS;
		return oldest.left + Math.max(period * rateMargin(limit), period + this.delayOnTheWay(oldest));
	}

	/**
	 * How much later than usual a send arrived, in ms. The first sends after a pause open connections: they arrive late
	 * and together, and Meta's window starts when they arrive.
	 */
	private delayOnTheWay({ isOpening, roundTrip }: Sent): number {
		return isOpening && roundTrip !== undefined ? roundTrip - this.shortestTrip : 0;
	}

	private recordSend(limit: number, now: number): number {
		this.next = Math.max(this.next, this.pausedUntil, now - MAX_CATCH_UP_MS) + this.interval(limit);
		if (now - (this.sends.at(-1)?.left ?? 0) > WINDOW_MS) {
			this.openingUntil = now + WINDOW_MS;
			this.shortestTrip = Infinity;
		}
		this.sends.push({ left: now, isOpening: now < this.openingUntil });
		const tracked = Math.min(MAX_TRACKED_SENDS, Math.max(MIN_TRACKED_SENDS, Math.ceil(2 * limit)));
		if (this.sends.length > 2 * tracked) this.sends = this.sends.slice(-tracked);
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
		for (const sent of this.sends) if (sent.left > this.shifted.after) sent.left = now;
		this.rate.onStall(now);
	}

	private dropCancelled(): void {
		for (let index = this.waiting.length - 1; index >= 0; index--) {
			if (this.waiting[index].signal?.aborted) this.waiting.splice(index, 1)[0].decide(undefined);
		}
	}
}
