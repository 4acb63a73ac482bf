const INTERVAL_MS = 15_000;

/**
 * Reports every 15 seconds that some work is still running.
 *
 * @param what the work, such as 'installing n8n'
 * @param say called with one line each time
 * @returns the result of the work
 * @throws what the work throws
 */
export async function withSignOfLife<T>(what: string, say: (line: string) => void, work: () => Promise<T>): Promise<T> {
	let seconds = 0;
	const timer = setInterval(() => {
		seconds += INTERVAL_MS / 1000;
		say(`  Still ${what} (${seconds} s)...`);
	}, INTERVAL_MS);
	try {
		return await work();
	} finally {
		clearInterval(timer);
	}
}
