/**
 * Calls a function.
 * @returns its result; undefined when it throws: errors of node:crypto are vague and differ between Node.js versions
 */
export function attempt<T>(work: () => T): { result: T } | undefined {
	try {
		return { result: work() };
	} catch {
		return undefined;
	}
}
