/** What waits until a condition holds, such as messages until a phone is online. */
export class Waits {
	private all: Array<{ holds: () => boolean; done: (ok: boolean) => void }> = [];

	/** Waits until a condition holds. @returns false when the waits were ended before */
	async until(holds: () => boolean): Promise<boolean> {
		if (holds()) return true;
		return await new Promise((done) => this.all.push({ holds, done }));
	}

	/** Ends the waits whose condition holds now. */
	check(): void {
		const ready = this.all.filter(({ holds }) => holds());
		this.all = this.all.filter((one) => !ready.includes(one));
		for (const { done } of ready) done(true);
	}

	/** Ends all waits, although their conditions do not hold. */
	end(): void {
		for (const { done } of this.all.splice(0)) done(false);
	}
}
