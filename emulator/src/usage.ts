/**
 * Management calls of one account with a registered number within a rolling hour (Meta docs: Graph API > Rate limits).
 * Messages have their own limit.
 */
const PER_HOUR = 5000;
const HOUR = 3_600_000;

/** Counts the management calls of the last hour. */
export class ManagementUsage {
	private calls: number[] = [];

	note(now = Date.now()): void {
		this.calls.push(now);
		if (this.calls.length > PER_HOUR) this.calls.shift();
	}

	/** How much of the limit is used, 0 to 100. */
	percent(now = Date.now()): number {
		const recent = this.calls.findIndex((at) => at > now - HOUR);
		this.calls = recent < 0 ? [] : this.calls.slice(recent);
		return Math.floor((100 * this.calls.length) / PER_HOUR);
	}
}
