/** What a function gives, or nothing when it throws: for crypto, whose own messages say little and differ between versions of Node.js. */
export function attempt<T>(work: () => T): { result: T } | undefined {
	try {
		return { result: work() };
	} catch {
		return undefined;
	}
}
