/** Waits that close() and reset() can end immediately, so that none keeps the process alive. */
export class Timers {
	private readonly pending = new Map<NodeJS.Timeout, () => void>();

	/** Resolves after ms, or as soon as clear() is called: true when the full time passed. */
	wait(ms: number): Promise<boolean> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => {
				this.pending.delete(timer);
				resolve(true);
			}, ms);
			this.pending.set(timer, () => resolve(false));
		});
	}

	clear(): void {
		for (const [timer, end] of this.pending) {
			clearTimeout(timer);
			end();
		}
		this.pending.clear();
	}
}
