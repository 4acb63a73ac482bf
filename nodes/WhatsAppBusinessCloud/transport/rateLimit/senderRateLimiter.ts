import { sleep } from 'n8n-workflow';
import { AdaptiveRate } from './adaptiveRate';

/**
 * Meta counts in a moving window on its own side of the network, where messages arrive less evenly than they left.
 * Going out this much slower costs less than refused messages.
 */
const RATE_MARGIN = 1.024;

/**
 * Timers come late when n8n is busy (collecting garbage takes it up to 0.4 s), and a number that was idle missed its turns, too.
 * They are made up for as far back as this, in ms.
 */
const MAX_CATCH_UP_MS = 400;

/** A timer that comes so much later than it was set for, in ms, says that the whole process stood still: garbage collection, mostly. */
const STALL_THRESHOLD_MS = 100;

/** What left in this time before a standstill, in ms, may not have arrived before it: connections are made by the process itself. */
const IN_FLIGHT_WINDOW_MS = 200;

/** Longest time between two looks at the cancel signals, in ms. */
const CANCEL_POLL_MS = 200;

/** Departures kept to look back at; the highest limit that Meta has is 1,000 messages per second. */
const MAX_TRACKED_SENDS = 2000;

interface Waiter {
	limit: number;
	signal?: AbortSignal;
	/** Lets it leave, or tells it that the execution was cancelled. */
	decide(left: number | undefined): void;
}

/** The way out of one sending number, shared by all executions of this n8n process. Times are ms since the epoch. */
export class SenderRateLimiter {
	readonly rate = new AdaptiveRate();

	/** Share of the rate that Meta's usage headers leave, 0 to 1. */
	share = 1;

	/** When Meta last took a message of this number. */
	acceptedAt = 0;

	/** When the last send was let out, or the gate was used otherwise. */
	usedAt = Date.now();

	private heldUntil = 0;

	/** When the last sends left, oldest first. */
	private departures: number[] = [];

	/** What left in this time counts as having left at its end, when the process moved again. */
	private shifted = { after: 0, until: 0 };

	private readonly waiting: Waiter[] = [];

	private pumping = false;

	/** @param next when the next send may leave, so that sends are spread evenly; 0 lets an idle number catch up with missed turns */
	constructor(private next = 0) {}

	get idle(): boolean {
		return this.waiting.length === 0;
	}

	/**
	 * Waits for the next free slot and takes it.
	 * @param limit messages per second; Infinity = no limit of our own
	 * @returns when it left; undefined when the execution was cancelled meanwhile
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

	/** A send that Meta did not take counts for nothing: its slot is free for another one. */
	refund(left: number, limit: number): void {
		const { after, until } = this.shifted;
		const index = this.departures.lastIndexOf(left > after && left < until ? until : left);
		if (index >= 0) this.departures.splice(index, 1);
		this.next -= this.interval(limit);
	}

	/** Nothing leaves for so many ms. */
	pauseFor(ms: number): void {
		this.heldUntil = Math.max(this.heldUntil, Date.now() + ms);
		this.usedAt = this.heldUntil;
	}

	/** ms between two sends */
	private interval(limit: number): number {
		const rate = this.rate.current(limit) * this.share;
		return Number.isFinite(rate) ? (1000 / rate) * RATE_MARGIN : 0;
	}

	private freeAt(limit: number): number {
		const spread = this.interval(limit) === 0 ? 0 : this.next;
		return Math.max(spread, this.heldUntil, this.windowFreeAt(limit));
	}

	/** Whatever happened before, no second sees more departures than the limit. */
	private windowFreeAt(limit: number): number {
		if (!Number.isFinite(limit)) return 0;
		const most = Math.max(1, Math.floor(limit));
		const oldest = this.departures[this.departures.length - most];
		return oldest === undefined ? 0 : oldest + (most / limit) * 1000 * RATE_MARGIN;
	}

	private recordSend(limit: number, now: number): number {
		this.next = Math.max(this.next, this.heldUntil, now - MAX_CATCH_UP_MS) + this.interval(limit);
		this.departures.push(now);
		if (this.departures.length > 2 * MAX_TRACKED_SENDS) this.departures = this.departures.slice(-MAX_TRACKED_SENDS);
		return now;
	}

	/** One timer for all that wait, whatever their number. */
	private async pump(): Promise<void> {
		this.pumping = true;
		let looked = 0;
		for (let now = Date.now(); this.waiting.length > 0; now = Date.now()) {
			if (now - looked >= CANCEL_POLL_MS) {
				this.dropCancelled();
				looked = now;
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
	 * What was under way when the process stood still arrives together with what leaves now: it counts as leaving now.
	 * @param since when it was last seen moving
	 */
	private onEventLoopStall(since: number): void {
		const now = Date.now();
		this.shifted = { after: since - IN_FLIGHT_WINDOW_MS, until: now };
		const first = this.departures.findIndex((left) => left > this.shifted.after);
		if (first >= 0) this.departures.fill(now, first);
		this.rate.stoodStill(now);
	}

	private dropCancelled(): void {
		for (let index = this.waiting.length - 1; index >= 0; index--) {
			if (this.waiting[index].signal?.aborted) this.waiting.splice(index, 1)[0].decide(undefined);
		}
	}
}
