/**
 * Runs numbered jobs in parallel, at most `limit` at a time, started in order. Jobs with the same ordering key run one
 * after the other, and do not delay jobs with other keys.
 * @param count number of jobs
 * @param limit a function when the limit can change during the run
 * @param start runs one job; must not reject
 * @param shouldContinue called before each start; if false, no further job starts, and the promise resolves when the running jobs are done
 * @param orderingKeyOf the ordering key of a job, asked for once, before it starts; undefined: the job may run at any time. Keys are kept only while their jobs wait or run
 */
export async function runWithConcurrency(
	count: number,
	limit: number | (() => number),
	start: (job: number) => Promise<void>,
	shouldContinue: () => boolean,
	orderingKeyOf: (job: number) => string | undefined = () => undefined,
): Promise<void> {
	/** Jobs waiting for the running job with the same ordering key. */
	const waitingByKey = new Map<string, number[]>();
	/** Jobs whose ordering key is free again. */
	const released: Array<{ job: number; key: string }> = [];
	let next = 0;
	let active = 0;

	const take = (): { job: number; key?: string } | undefined => {
		const first = released.shift();
		if (first !== undefined) return first;
		while (next < count) {
			const job = next++;
			const key = orderingKeyOf(job);
			if (key === undefined) return { job };
			const waiting = waitingByKey.get(key);
			if (waiting === undefined) {
				waitingByKey.set(key, []);
				return { job, key };
			}
			waiting.push(job);
		}
		return undefined;
	};

	const release = (key: string | undefined): void => {
		if (key === undefined) return;
		const follower = waitingByKey.get(key)?.shift();
		if (follower === undefined) waitingByKey.delete(key);
		else released.push({ job: follower, key });
	};

	await new Promise<void>((resolve) => {
		const pump = (): void => {
			while (active < (typeof limit === 'number' ? limit : limit()) && shouldContinue()) {
				const taken = take();
				if (taken === undefined) break;
				active++;
				void start(taken.job).finally(() => {
					active--;
					release(taken.key);
					pump();
				});
			}
			if (active === 0) resolve();
		};
		pump();
	});
}
