import { sleep } from 'n8n-workflow';

/** Longest time between two looks at the cancel signal, in ms. */
const SLICE = 200;

/**
 * Waits, in slices short enough that cancelling the execution is felt at once.
 * @param ms how long, in ms
 * @param signal n8n's cancel signal
 * @returns false when the execution was cancelled meanwhile
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<boolean> {
	const end = Date.now() + ms;
	for (let left = ms; left > 0; left = end - Date.now()) {
		if (signal?.aborted) return false;
		await sleep(Math.min(left, SLICE));
	}
	return !signal?.aborted;
}
