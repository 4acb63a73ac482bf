import { seededRandom } from '../random';
import type { State } from '../state';
import { batchPayload, cut, type Change, type Placed } from './payload';

/** Probability that a reordered update waits for the next window, so that order is also lost across windows. */
const LATE = 0.25;

/**
 * An update on its way, with all its random values: drawn on arrival, so that the same sequence is always shuffled the
 * same.
 */
interface Update extends Placed {
	/** Its position within its window. */
	order: number;
	isLate: boolean;
	isDuplicated: boolean;
	done: () => void;
}

/** Posts a payload of changes until the response is 200 or it gives up. */
type Send = (changes: Change[], body: Record<string, unknown>) => Promise<void>;

/**
 * Meta's deliveries at their worst: duplicated, out of order, many in one payload (Meta docs: Webhooks > Retries;
 * Payload size).
 */
export class DeliveryShuffler {
	private readonly waiting = new Map<string, Update[]>();
	private random = seededRandom(1);
	private seed = 1;
	private isEnded = false;

	constructor(
		private readonly state: State,
		private readonly send: Send,
	) {}

	/** Drops pending updates. */
	end(): void {
		this.isEnded = true;
		this.waiting.clear();
	}

	/** Whether the settings ask for shuffling, duplicates or batches. */
	get isOn(): boolean {
		const { webhookDuplicates, webhookReorder, webhookBatch } = this.state.settings;
		return webhookDuplicates > 0 || webhookReorder || webhookBatch > 1;
	}

	/** Adds changes for one destination. @returns when each was delivered, or given up, for the first time */
	async add(address: string, changes: Change[]): Promise<void> {
		await Promise.all(
			changes.map(async (change) => await new Promise<void>((done) => this.wait(address, this.draw(change, done)))),
		);
	}

	private draw(change: Change, done: () => void): Update {
		const { webhookSeed, webhookDuplicates, webhookReorder } = this.state.settings;
		if (webhookSeed !== this.seed) [this.seed, this.random] = [webhookSeed, seededRandom(webhookSeed)];
		const [duplicate, order, late, form] = [this.random(), this.random(), this.random(), this.random()];
		return {
			change,
			form,
			isDuplicated: duplicate < webhookDuplicates,
			order: webhookReorder ? order : 0,
			isLate: webhookReorder && late < LATE,
			done,
		};
	}

	private wait(address: string, update: Update): void {
		if (this.isEnded) return;
		const queue = this.waiting.get(address);
		if (queue) queue.push(update);
		else {
			this.waiting.set(address, [update]);
			void this.flush(address);
		}
	}

	/** Sends the updates of one window. */
	private async flush(address: string): Promise<void> {
		const { settings, timers } = this.state;
		if (!(await timers.wait(settings.webhookWindowMs)) || this.isEnded) return;
		const updates = this.waiting.get(address) ?? [];
		this.waiting.delete(address);
		const due = updates.filter(({ isLate }) => !isLate).sort((one, other) => one.order - other.order);
		for (const update of updates) if (update.isLate) this.wait(address, { ...update, isLate: false });
		for (const batch of cut(due, settings.webhookBatch)) void this.deliver(address, batch);
	}

	private async deliver(address: string, batch: Update[]): Promise<void> {
		await this.send(
			batch.map(({ change }) => change),
			batchPayload(batch),
		);
		for (const update of batch) {
			update.done();
			if (update.isDuplicated) this.wait(address, { ...update, isDuplicated: false, isLate: false });
		}
	}
}
