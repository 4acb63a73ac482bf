/**
 * Refusals up to this share of the answers are borne: a number that is used to the full is refused now and then, and
 * slowing down for it would leave part of the limit unused.
 */
const BORNE = 0.06;

/** A number that is used to the full sees about half of that: slowing down is for what lies beyond. */
const USUAL = BORNE / 2;

/** A decision needs so many refusals: one or two are chance. */
const LEAST_REFUSED = 4;

/** So many standard deviations more than what is borne may be chance too, as long as nothing spoke against the limit itself: then the counting goes on. */
const CHANCE = 2;

/** A decision to slow down looks at answers of this time at least, in ms; less when most of them are refusals. */
const LOOK = 2000;

/** Without suspiciously many refusals for this time, in ms, the rate grows; with few answers, at LONGEST_CALM at the latest. */
const CALM = 2000;
const LEAST_ANSWERS = 20;
const LONGEST_CALM = 10_000;

/** So many refusals among mostly refusals need no longer look. */
const FLOOD = 10;

/** Meta counts over one second (WhatsApp docs: Cloud API > Throughput): after a pause of that length the count has forgotten a flood. */
const FLOOD_PAUSE = 1000;

/** A flood with none in this time before, in ms, is what piled up while something stood still; the next one is not. */
const FLOOD_MEMORY = 6000;

/** The process may stand still this often, in ms, and the answers of the moment are left out; else the rate could never be found. */
const STANDSTILL_MEMORY = 6000;

/** Growth per second after the first calm spell, as a share of the limit; doubles with each further one up to the most. */
const FIRST_GROWTH = 0.01;
const MOST_GROWTH = 0.1;

/** One slow-down divides the rate by this at most. */
const STEEPEST = 4;

/** Never slower than this, messages per second: Meta has to be asked to find out that there is room again. */
const SLOWEST = 0.2;

/**
 * How fast a number may send now, found out from Meta's answers (code 130429): less by the share that was refused beyond the usual, more
 * again bit by bit. Several processes that share one number without knowing of each other settle at its limit in this way,
 * each with its part (additive increase, multiplicative decrease, as in TCP: RFC 5681). What piled up while something stood still
 * and came all at once is let pass first, at no cost to the rate.
 */
export class AdaptiveRate {
	/** Messages per second; infinite while nothing speaks against the limit itself. */
	private rate = Infinity;

	private growth = FIRST_GROWTH;

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
		return this.refused <= Math.max(2, 2 * BORNE * (this.accepted + this.refused));
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
		if (now - this.stoodStillAt > STANDSTILL_MEMORY) this.startOver(now);
		this.stoodStillAt = now;
	}

	private decide(limit: number, now: number): number {
		const { accepted, refused } = this;
		const answers = accepted + refused;
		const spent = now - this.since;
		const share = refused / answers;
		const borne = BORNE * answers;
		const suspect = refused >= LEAST_REFUSED && refused > borne;
		const chance = Number.isFinite(this.rate) ? 0 : CHANCE * Math.sqrt(borne);
		const tooFast = suspect && refused > borne + chance;
		const flooded = refused >= FLOOD && share > 0.5;
		if (flooded) {
			const isFirst = now - this.floodedAt > FLOOD_MEMORY;
			this.floodedAt = now;
			if (isFirst) {
				this.startOver(now);
				return FLOOD_PAUSE;
			}
		}
		if (tooFast && (spent >= LOOK || flooded)) {
			const measured = accepted / Math.max(spent / 1000, 0.1);
			const current = this.current(limit);
			const next = Number.isFinite(current)
				? current * Math.max(1 - (share - USUAL), 1 / STEEPEST)
				: Math.max(measured, 1);
			this.slowDown(next, now);
		} else if (spent >= LONGEST_CALM || (spent >= CALM && answers >= LEAST_ANSWERS && !suspect)) {
			this.speedUp(limit, spent / 1000, now);
		}
		return 0;
	}

	private slowDown(rate: number, now: number): void {
		this.rate = Math.max(rate, SLOWEST);
		this.growth = FIRST_GROWTH;
		this.startOver(now);
	}

	private speedUp(limit: number, seconds: number, now: number): void {
		if (Number.isFinite(this.rate)) {
			const whole = Number.isFinite(limit) ? limit : this.rate;
			this.rate += whole * this.growth * seconds;
			this.growth = Math.min(this.growth * 2, MOST_GROWTH);
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
