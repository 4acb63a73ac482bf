/**
 * Refusals up to this share of the answers are borne: a number that is used to the full is refused now and then, and
 * slowing down for it would leave part of the limit unused.
 */
const TOLERATED_REJECTION_RATE = 0.06;

/** A number that is used to the full sees about half of that: slowing down is for what lies beyond. */
const EXPECTED_REJECTION_RATE = TOLERATED_REJECTION_RATE / 2;

/** A decision needs so many refusals: one or two are chance. */
const LEAST_REFUSED = 4;

/** So many standard deviations more than what is borne may be chance too, as long as nothing spoke against the limit itself: then the counting goes on. */
const SIGNIFICANCE_SIGMAS = 2;

/** A decision to slow down looks at answers of this time at least, in ms; less when most of them are refusals. */
const OBSERVATION_WINDOW_MS = 2000;

/** Without suspiciously many refusals for this time, in ms, the rate grows; with few answers, at LONGEST_CALM at the latest. */
const RECOVERY_INTERVAL_MS = 2000;
const LEAST_ANSWERS = 20;
const MAX_RECOVERY_INTERVAL_MS = 10_000;

/** So many refusals among mostly refusals need no longer look. */
const BURST_REJECTIONS = 10;

/** Meta counts over one second (WhatsApp docs: Cloud API > Throughput): after a pause of that length the count has forgotten a flood. */
const BURST_PAUSE_MS = 1000;

/** A flood with none in this time before, in ms, is what piled up while something stood still; the next one is not. */
const BURST_COOLDOWN_MS = 6000;

/** The process may stand still this often, in ms, and the answers of the moment are left out; else the rate could never be found. */
const STALL_COOLDOWN_MS = 6000;

/** Growth per second after the first calm spell, as a share of the limit; doubles with each further one up to the most. */
const INITIAL_INCREASE = 0.01;
const MAX_INCREASE = 0.1;

/** One slow-down divides the rate by this at most. */
const MAX_DECREASE_FACTOR = 4;

/** Never slower than this, messages per second: Meta has to be asked to find out that there is room again. */
const MIN_RATE = 0.2;

/**
 * How fast a number may send now, found out from Meta's answers (code 130429): less by the share that was refused beyond the usual, more
 * again bit by bit. Several processes that share one number without knowing of each other settle at its limit in this way,
 * each with its part (additive increase, multiplicative decrease, as in TCP: RFC 5681). What piled up while something stood still
 * and came all at once is let pass first, at no cost to the rate.
 */
export class AdaptiveRate {
	/** Messages per second; infinite while nothing speaks against the limit itself. */
	private rate = Infinity;

	private growth = INITIAL_INCREASE;

	/** When the answers began to be counted, ms since the epoch. */
	private since = 0;

	private accepted = 0;

	private refused = 0;

	/** When the last flood was, ms since the epoch. */
	private floodedAt = -Infinity;

	/** When the process stood still last, ms since the epoch. */
	private stoodStillAt = -Infinity;

	/** @param limit the number's own limit, messages per second; Infinity = none */
	current(limit: number): number {
		return Math.min(limit, this.rate);
	}

	/** Whether the refusals of the moment are few enough to be made up for at once. */
	get calm(): boolean {
		return this.refused <= Math.max(2, 2 * TOLERATED_REJECTION_RATE * (this.accepted + this.refused));
	}

	/**
	 * Counts one answer.
	 * @param left when the request left: answers to what left before the last decision say nothing about it
	 * @returns for how many ms nothing should leave
	 */
	answered(accepted: boolean, left: number, limit: number, now = Date.now()): number {
		if (this.since === 0) this.since = left;
		if (left < this.since) return 0;
		if (accepted) this.accepted++;
		else this.refused++;
		return this.decide(limit, now);
	}

	/** Something other than the pace stopped the number for a while: it goes on at half of it. */
	halve(limit: number, now = Date.now()): void {
		const current = this.current(limit);
		if (Number.isFinite(current)) this.slowDown(current / 2, now);
	}

	/** The process stood still: how what was under way fares says nothing about the rate. Not where that goes on all the time. */
	stoodStill(now = Date.now()): void {
		if (now - this.stoodStillAt > STALL_COOLDOWN_MS) this.startOver(now);
		this.stoodStillAt = now;
	}

	private decide(limit: number, now: number): number {
		const { accepted, refused } = this;
		const answers = accepted + refused;
		const spent = now - this.since;
		const share = refused / answers;
		const borne = TOLERATED_REJECTION_RATE * answers;
		const suspect = refused >= LEAST_REFUSED && refused > borne;
		const chance = Number.isFinite(this.rate) ? 0 : SIGNIFICANCE_SIGMAS * Math.sqrt(borne);
		const tooFast = suspect && refused > borne + chance;
		const flooded = refused >= BURST_REJECTIONS && share > 0.5;
		if (flooded) {
			const isFirst = now - this.floodedAt > BURST_COOLDOWN_MS;
			this.floodedAt = now;
			if (isFirst) {
				this.startOver(now);
				return BURST_PAUSE_MS;
			}
		}
		if (tooFast && (spent >= OBSERVATION_WINDOW_MS || flooded)) {
			const measured = accepted / Math.max(spent / 1000, 0.1);
			const current = this.current(limit);
			const next = Number.isFinite(current)
				? current * Math.max(1 - (share - EXPECTED_REJECTION_RATE), 1 / MAX_DECREASE_FACTOR)
				: Math.max(measured, 1);
			this.slowDown(next, now);
		} else if (
			spent >= MAX_RECOVERY_INTERVAL_MS ||
			(spent >= RECOVERY_INTERVAL_MS && answers >= LEAST_ANSWERS && !suspect)
		) {
			this.speedUp(limit, spent / 1000, now);
		}
		return 0;
	}

	private slowDown(rate: number, now: number): void {
		this.rate = Math.max(rate, MIN_RATE);
		this.growth = INITIAL_INCREASE;
		this.startOver(now);
	}

	private speedUp(limit: number, seconds: number, now: number): void {
		if (Number.isFinite(this.rate)) {
			const whole = Number.isFinite(limit) ? limit : this.rate;
			this.rate += whole * this.growth * seconds;
			this.growth = Math.min(this.growth * 2, MAX_INCREASE);
			if (this.rate >= limit) this.rate = Infinity;
		}
		this.startOver(now);
	}

	/** Answers to what left before now are not counted any more. */
	private startOver(now: number): void {
		this.since = now;
		this.accepted = 0;
		this.refused = 0;
	}
}
