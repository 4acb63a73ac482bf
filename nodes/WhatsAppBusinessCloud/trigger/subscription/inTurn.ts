const queues = new Map<string, Promise<unknown>>();

/**
 * Runs what reads and then changes an app's subscriptions one after the other: n8n starts several workflows at once, and
 * each of them writes the whole list of fields.
 */
export async function inTurn<T>(appId: string, work: () => Promise<T>): Promise<T> {
	const before = queues.get(appId) ?? Promise.resolve();
	const mine = before.then(work, work);
	queues.set(appId, mine);
	try {
		return await mine;
	} finally {
		if (queues.get(appId) === mine) queues.delete(appId);
	}
}
