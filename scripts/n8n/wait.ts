import { setTimeout as pause } from 'node:timers/promises';

/**
 * Polls until there is a result.
 *
 * @param what what is awaited, for the message
 * @param probe returns undefined (or throws) while there is no result
 * @param limitMs how long to poll, in milliseconds
 * @param everyMs pause between polls, in milliseconds
 * @throws Error with `what`, and the last error of `probe` as its cause
 */
export async function waitFor<T>(
	what: string,
	probe: () => Promise<T | undefined> | T | undefined,
	limitMs = 30_000,
	everyMs = 100,
): Promise<T> {
	const end = Date.now() + limitMs;
	let cause: unknown;
	do {
		try {
			const result = await probe();
			if (result !== undefined) return result;
			cause = undefined;
		} catch (thrown) {
			if (thrown instanceof GaveUp) throw thrown;
			cause = thrown;
		}
		await pause(everyMs);
	} while (Date.now() < end);
	throw new Error(`Timed out after ${limitMs} ms waiting for ${what}`, { cause });
}

/** Thrown by a probe to stop polling. */
export class GaveUp extends Error {}
