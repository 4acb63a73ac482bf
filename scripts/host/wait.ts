import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 *
 * @param what what is awaited, for the message
 * @param probe gives undefined (or throws) while it is not there yet
 * @param limitMs how long to go on asking, in milliseconds
 * @throws Error naming what was awaited, with the last thing that `probe` threw as its cause
 */
export async function waitFor<T>(
	what: string,
	probe: () => Promise<T | undefined> | T | undefined,
	limitMs = 30_000,
): Promise<T> {
	const end = Date.now() + limitMs;
	let cause: unknown;
	do {
		try {
			const answer = await probe();
			if (answer !== undefined) return answer;
			cause = undefined;
		} catch (thrown) {
			if (thrown instanceof GaveUp) throw thrown;
			cause = thrown;
		}
		await pause(100);
	} while (Date.now() < end);
	throw new Error(`Waited ${limitMs} ms in vain for ${what}`, { cause });
}

/** Thrown by a probe when asking again is pointless. */
export class GaveUp extends Error {}
