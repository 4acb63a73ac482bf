/** ms. For how long a late start says that the next ones may be late too. */
const MEMORY_MS = 30_000;

/**
 * ms. Waiting executions occupy the places of workers, so a longer wait would itself delay executions of an n8n that
 * does not keep up.
 */
const MAX_EXTENSION_MS = 3000;

/**
 * How late executions of this process start after their delivery. An execution that waits for further messages waits
 * longer by this time: the execution of the customer's next message may start as late.
 */
export class StartLag {
	private worst = 0;
	private at = -Infinity;

	/**
	 * Notes when an execution starts.
	 * @param arrived when its delivery arrived, in ms since 1970, by the clock of the process that received it
	 * @param now ms since 1970
	 * @returns ms to wait longer
	 */
	note(arrived: number, now: number): number {
		const lag = Math.min(Math.max(0, now - arrived), MAX_EXTENSION_MS);
		if (lag >= this.worst || now - this.at > MEMORY_MS) {
			this.worst = lag;
			this.at = now;
		}
		return this.worst;
	}
}

/** The late starts of this process, for all nodes: they share its workers. */
export const startLag = new StartLag();
