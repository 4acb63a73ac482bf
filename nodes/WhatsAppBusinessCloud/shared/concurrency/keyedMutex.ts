/**
 * Runs tasks with the same key one after the other, in the order of the calls, within this process. An error of one
 * task is thrown to its caller only; the next task still runs.
 */
export class KeyedMutex {
	private readonly last = new Map<string, Promise<unknown>>();

	/** @returns the result of the task @throws errors of the task */
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
