import { recipientPayload, type Recipient } from '../../shared/input/recipient';
import { inputWarning } from '../../shared/inputWarning';
import type { GraphClient } from '../../transport/types';
import { progressToName } from '../options';
import type { Progress } from './progress';

/** Progress is sent each time that this many more percent of the items are finished. */
const STEP = 25;

/** Characters of a message; reasons of failures are cut there, since more is hard to read on a phone. */
const MAX_LENGTH = 1000;

/** Sends the progress of a run as text messages. A message that cannot be sent is a warning of the run. */
export class ProgressMessages {
	private reached = 0;

	/** Messages are sent one after the other, so that they arrive in order. */
	private queue = Promise.resolve();

	/**
	 * @param sender phone number ID of the run, known once an item is prepared
	 * @param graph sends within the rate limits of the run
	 */
	constructor(
		private readonly progress: Progress,
		private readonly recipient: Recipient,
		private readonly sender: () => string | undefined,
		private readonly graph: GraphClient,
		private readonly signal?: AbortSignal,
	) {}

	/** Sends the progress if another 25, 50, 75 or 100% is reached. Does not wait for it. */
	update(): void {
		const percent = Math.floor(this.progress.percent / STEP) * STEP;
		const sender = this.sender();
		if (percent <= this.reached || sender === undefined || this.signal?.aborted) return;
		this.reached = percent;
		const text = this.progress.toMessage(percent).slice(0, MAX_LENGTH).toWellFormed();
		this.queue = this.queue.then(async () => await this.send(sender, text)).catch((error: unknown) => this.warn(error));
	}

	/** Waits until all messages are sent or have failed. */
	async end(): Promise<void> {
		this.update();
		await this.queue;
	}

	private async send(sender: string, body: string): Promise<void> {
		const { recipient } = this;
		await this.graph.request({
			method: 'POST',
			path: [sender, 'messages'],
			body: { messaging_product: 'whatsapp', ...recipientPayload(recipient), type: 'text', text: { body } },
			sender,
			recipient: recipient.key,
		});
	}

	private warn(error: unknown): void {
		if (this.signal?.aborted) return;
		const reason = error instanceof Error ? error.message : String(error);
		this.progress.warnedRun(
			inputWarning(progressToName, `did not receive the progress: ${reason}`, 'This does not affect the run.'),
		);
	}
}
