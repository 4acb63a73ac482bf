/**
 * Runs numbered jobs side by side, at most `limit` at a time, started in order. Jobs of the same lane run one after the
 * other, and do not hold up the others meanwhile.
 * @param lanes each job's lane; undefined = no order to keep
 * @param limit a function where it may change meanwhile
 * @param start does one job; must not reject
 * @param goOn asked before each start; false ends it, once what is under way is done
 */
export async function runWithConcurrency(
	lanes: Array<string | undefined>,
	limit: number | (() => number),
	start: (job: number) => Promise<void>,
	goOn: () => boolean,
): Promise<void> {
	/** Jobs waiting for the one that their lane has under way. */
	const held = new Map<string, number[]>();
	/** Jobs whose lane has come free. */
	const freed: number[] = [];
	let next = 0;
	let active = 0;

	const take = (): number | undefined => {
		const first = freed.shift();
		if (first !== undefined) return first;
		while (next < lanes.length) {
			const job = next++;
			const lane = lanes[job];
			if (lane === undefined) return job;
			const waiting = held.get(lane);
			if (waiting === undefined) {
				held.set(lane, []);
				return job;
			}
			waiting.push(job);
		}
		return undefined;
	};

	const release = (job: number): void => {
		const lane = lanes[job];
		if (lane === undefined) return;
		const follower = held.get(lane)?.shift();
		if (follower === undefined) held.delete(lane);
		else freed.push(follower);
	};

	await new Promise<void>((resolve) => {
		const pump = (): void => {
			while (active < (typeof limit === 'number' ? limit : limit()) && goOn()) {
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
