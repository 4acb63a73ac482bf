/**
 * Runs numbered jobs in parallel, at most `limit` at a time, started in order. Jobs with the same ordering key run one
 * after the other, and do not delay jobs with other keys.
 * @param orderingKeys of the jobs; undefined: the job may run at any time
 * @param limit a function when the limit can change during the run
 * @param start runs one job; must not reject
 * @param shouldContinue called before each start; if false, no further job starts, and the promise resolves when the running jobs are done
 */
export async function runWithConcurrency(
	orderingKeys: Array<string | undefined>,
	limit: number | (() => number),
	start: (job: number) => Promise<void>,
	shouldContinue: () => boolean,
): Promise<void> {
	/** Jobs waiting for the running job with the same ordering key. */
	const waitingByKey = new Map<string, number[]>();
	/** Jobs whose ordering key is free again. */
	const released: number[] = [];
	let next = 0;
	let active = 0;

	const take = (): number | undefined => {
		const first = released.shift();
		if (first !== undefined) return first;
		while (next < orderingKeys.length) {
			const job = next++;
			const key = orderingKeys[job];
			if (key === undefined) return job;
			const waiting = waitingByKey.get(key);
			if (waiting === undefined) {
				waitingByKey.set(key, []);
				return job;
			}
			waiting.push(job);
		}
		return undefined;
	};

	const release = (job: number): void => {
		const key = orderingKeys[job];
		if (key === undefined) return;
		const follower = waitingByKey.get(key)?.shift();
		if (follower === undefined) waitingByKey.delete(key);
		else released.push(follower);
	};

	await new Promise<void>((resolve) => {
		const pump = (): void => {
			while (active < (typeof limit === 'number' ? limit : limit()) && shouldContinue()) {
				const job = take();
				if (job === undefined) break;
				active++;
				void start(job).finally(() => {
					active--;
					release(job);
					pump();
				});
			}
			if (active === 0) resolve();
		};
		pump();
	});
}
