/**
 * Runs what has the same key one after the other, in the order of the calls, within this process.
 * What one of them throws is its caller's alone: the next one runs all the same.
 */
export class OneByOne {
	private readonly last = new Map<string, Promise<unknown>>();

	/** @returns what the work returned @throws what it threw */
	async run<T>(key: string, work: () => Promise<T>): Promise<T> {
		const before = this.last.get(key) ?? Promise.resolve();
		const mine = before.then(work, work);
		this.last.set(key, mine);
		try {
			return await mine;
		} finally {
			if (this.last.get(key) === mine) this.last.delete(key);
		}
	}
}
