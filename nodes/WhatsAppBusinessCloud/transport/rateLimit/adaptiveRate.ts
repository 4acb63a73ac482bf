/**
 * Tolerated share of rejections among the responses. A number at full load is rejected now and then, and slowing down
 * for that would leave part of the limit unused.
 */
const TOLERATED_REJECTION_RATE = 0.06;

/** A number at full load sees about half of the tolerated share. Only what exceeds it slows the rate down. */
const EXPECTED_REJECTION_RATE = TOLERATED_REJECTION_RATE / 2;

/** Minimum number of rejections for a decision: one or two are chance. */
const MIN_REJECTIONS = 4;

/**
 * The minimum as long as nothing contradicted the limit itself. A number with 20 messages per second has 40 responses in
 * two seconds, of which 5 or 6 are often rejections: messages arrive less evenly than they were sent, and Meta's second
 * holds few of them.
 */
const MIN_REJECTIONS_AT_LIMIT = 8;

/**
 * Standard deviations above the tolerated share that may still be chance, as long as nothing contradicted the limit
 * itself. Counting then continues.
 */
const SIGNIFICANCE_SIGMAS = 2;

/** A slow-down needs responses over at least this time, in ms; less when most of them are rejections. */
const OBSERVATION_WINDOW_MS = 2000;

/**
 * The rate grows after this time, in ms, without suspiciously many rejections; with few responses, after
 * MAX_RECOVERY_INTERVAL_MS at the latest.
 */
const RECOVERY_INTERVAL_MS = 2000;
const MIN_RESPONSES = 20;
const MAX_RECOVERY_INTERVAL_MS = 10_000;

/** Number of rejections, among mostly rejections, that ends the observation early. */
const BURST_REJECTIONS = 10;

/**
 * Meta counts per second (WhatsApp docs: Cloud API > Throughput): a pause of this length resets its count after a
 * burst.
 */
const BURST_PAUSE_MS = 1000;

/**
 * A burst is treated as a backlog from a stall when there was none in this time before it, in ms. The next one is not.
 */
const BURST_COOLDOWN_MS = 6000;

/**
 * Stalls further apart than this, in ms, reset the counts. More frequent ones do not, or the rate could never be found.
 */
const STALL_COOLDOWN_MS = 6000;

/**
 * Growth per second after the first calm interval, as a share of the limit. Doubles with each further one, up to
 * MAX_INCREASE.
 */
const INITIAL_INCREASE = 0.01;
const MAX_INCREASE = 0.1;

/** One slow-down divides the rate by at most this factor. */
const MAX_DECREASE_FACTOR = 4;

/** Minimum rate, messages per second: without requests, the limiter would not notice that there is room again. */
const MIN_RATE = 0.2;

/**
 * The rate at which a number may send now, derived from Meta's responses (code 130429). It drops by the share of
 * rejections beyond the expected one, and recovers gradually. Processes that share a number without knowing of each
 * other converge on its limit, each with its share (additive increase, multiplicative decrease, as in TCP: RFC 5681). A
 * first burst after a stall does not lower the rate.
 */
export class AdaptiveRate {
	/** Messages per second; infinite while nothing contradicts the limit itself. */
	private rate = Infinity;

	private growth = INITIAL_INCREASE;

	/** When counting of responses started, ms since the epoch. */
	private since = 0;

	private accepted = 0;

	private rejected = 0;

	/** Time of the last burst of rejections, ms since the epoch. */
	private burstAt = -Infinity;

	/** Time of the last stall of the process, ms since the epoch. */
	private stalledAt = -Infinity;

	/** @param limit the number's own limit, messages per second; Infinity = none */
	current(limit: number): number {
		return Math.min(limit, this.rate);
	}

	/** Whether the current rejections are few enough to retry them at once. */
	get calm(): boolean {
		return this.rejected <= Math.max(2, 2 * TOLERATED_REJECTION_RATE * (this.accepted + this.rejected));
	}

	/**
	 * Counts one response.
	 * @param left when the request left; responses to requests from before the last decision are ignored
	 * @returns how long nothing should be sent, in ms
	 */
	recordResponse(accepted: boolean, left: number, limit: number, now = Date.now()): number {
		if (this.since === 0) this.since = left;
		if (left < this.since) return 0;
		if (accepted) this.accepted++;
		else this.rejected++;
		return this.decide(limit, now);
	}

	/** After another limit blocked the number for a while: continues at half the rate. */
	halve(limit: number, now = Date.now()): void {
		const current = this.current(limit);
		if (Number.isFinite(current)) this.slowDown(current / 2, now);
	}

	/**
	 * After a stall, requests in flight say nothing about the rate, so counting restarts, unless stalls are frequent.
	 */
	onStall(now = Date.now()): void {
		if (now - this.stalledAt > STALL_COOLDOWN_MS) this.reset(now);
		this.stalledAt = now;
	}

	private decide(limit: number, now: number): number {
		const { accepted, rejected } = this;
		const responses = accepted + rejected;
		const elapsed = now - this.since;
		const share = rejected / responses;
		const tolerated = TOLERATED_REJECTION_RATE * responses;
		const isSuspect = rejected >= MIN_REJECTIONS && rejected > tolerated;
		const tooFast = isSuspect && this.isSignificant(tolerated);
		const isBurst = rejected >= BURST_REJECTIONS && share > 0.5;
		if (isBurst) {
			const isFirst = now - this.burstAt > BURST_COOLDOWN_MS;
			this.burstAt = now;
			if (isFirst) {
				this.reset(now);
				return BURST_PAUSE_MS;
			}
		}
		if (tooFast && (elapsed >= OBSERVATION_WINDOW_MS || isBurst)) {
			const measured = accepted / Math.max(elapsed / 1000, 0.1);
			const current = this.current(limit);
			const next = Number.isFinite(current)
				? current * Math.max(1 - (share - EXPECTED_REJECTION_RATE), 1 / MAX_DECREASE_FACTOR)
				: Math.max(measured, 1);
			this.slowDown(next, now);
		} else if (
			elapsed >= MAX_RECOVERY_INTERVAL_MS ||
			(elapsed >= RECOVERY_INTERVAL_MS && responses >= MIN_RESPONSES && !isSuspect)
		) {
			this.speedUp(limit, elapsed / 1000, now);
		}
		return 0;
	}

	/** Whether more than chance is behind the rejections. @param tolerated number of rejections */
	private isSignificant(tolerated: number): boolean {
		if (Number.isFinite(this.rate)) return true;
		const margin = SIGNIFICANCE_SIGMAS * Math.sqrt(tolerated);
		return this.rejected >= MIN_REJECTIONS_AT_LIMIT && this.rejected > tolerated + margin;
	}

	private slowDown(rate: number, now: number): void {
		this.rate = Math.max(rate, MIN_RATE);
		this.growth = INITIAL_INCREASE;
		this.reset(now);
	}

	private speedUp(limit: number, seconds: number, now: number): void {
		if (Number.isFinite(this.rate)) {
			const base = Number.isFinite(limit) ? limit : this.rate;
			this.rate += base * this.growth * seconds;
			this.growth = Math.min(this.growth * 2, MAX_INCREASE);
			if (this.rate >= limit) this.rate = Infinity;
		}
		this.reset(now);
	}

	/** Ignores responses to requests that were sent before now. */
	private reset(now: number): void {
		this.since = now;
		this.accepted = 0;
		this.rejected = 0;
	}
}
