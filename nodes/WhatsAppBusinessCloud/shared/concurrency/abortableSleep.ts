import { sleep } from 'n8n-workflow';

/** Longest interval between two checks of the cancel signal, in ms. */
const CHECK_INTERVAL_MS = 200;

/**
 * Waits in short intervals, so that a cancellation takes effect promptly.
 * @param ms duration, in ms
 * @param signal n8n's cancel signal
 * @returns false when the execution was cancelled during the wait
 */
export async function abortableSleep(ms: number, signal?: AbortSignal): Promise<boolean> {
	const end = Date.now() + ms;
	for (let remaining = ms; remaining > 0; remaining = end - Date.now()) {
		if (signal?.aborted) return false;
		await sleep(Math.min(remaining, CHECK_INTERVAL_MS));
	}
	return !signal?.aborted;
}
