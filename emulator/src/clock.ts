/** The time in the emulator. It runs with that of the machine, and can be moved forward. */
export class Clock {
	private moved = 0;

	/** How far it was moved, in ms. */
	get offset(): number {
		return this.moved;
	}

	/** Unix time in ms. */
	now(): number {
		return Date.now() + this.moved;
	}

	/** Unix time in seconds. */
	seconds(): number {
		return Math.floor(this.now() / 1000);
	}

	/** Monotonic time in ms, for limits per time. */
	monotonic(): number {
		return performance.now() + this.moved;
	}

	/** @throws RangeError for a negative time, and for one above 10 years */
	forward(ms: number): void {
		if (!(ms >= 0 && ms <= 10 * 366 * 86_400_000))
			throw new RangeError('The clock can be moved forward only, by at most 10 years');
		this.moved += ms;
	}

	reset(): void {
		this.moved = 0;
	}
}
