import type { ProcessedDataStore } from '../../idempotency/processedDataStore';
import { LruMap } from '../../shared/lruMap';

/**
 * Which messages a newer execution carries. Each execution of a round records, for each message that it received from
 * earlier deliveries, that their executions no longer need to go on with it. A delivery knows only deliveries before
 * it, so there is always one execution left for each message. Should a record be missing, two executions go on, and
 * each message is output by the first (deduplication/outputEvents.ts).
 *
 * In queue mode the records are in n8n's table of processed data, in a row for each person, without a lock: only
 * executions for messages of the same moment could undo each other's records.
 */

/** Maximum number of records in a row. */
const MAX_RECORDS = 2000;

/** Maximum number of records that a process remembers. */
const MAX_REMEMBERED = 20_000;

/** Identifies a message in the execution of a delivery. */
export const carriedMessage = (hash: string, delivery: string): string => `${hash} ${delivery}`;

const rowOf = (person: string): string => `round ${person}`;

/** Where executions record what newer ones carry: in this process, and in n8n's database unless it is the only one. */
export class SupersededMessages {
	private readonly known = new LruMap<string, true>(MAX_REMEMBERED);
	private readonly waiting = new Map<string, () => void>();

	/**
	 * Records that a newer execution carries these messages.
	 * @param store undefined if this process is the only one
	 */
	async add(messages: string[], person: string, store?: Pick<ProcessedDataStore, 'record'>): Promise<void> {
		if (messages.length === 0) return;
		if (store !== undefined) await store.record(rowOf(person), messages, MAX_RECORDS);
		for (const message of messages) {
			this.known.set(message, true);
			this.waiting.get(message)?.();
		}
	}

	/** Whether newer executions carry all of these messages. Call it once: n8n's table adds what it is asked for. */
	async hasAll(messages: string[], person: string, store?: Pick<ProcessedDataStore, 'record'>): Promise<boolean> {
		if (this.knowsAll(messages)) return true;
		if (store === undefined) return false;
		return (await store.record(rowOf(person), messages, MAX_RECORDS)).size === messages.length;
	}

	/**
	 * Calls back as soon as newer executions in this process carry all of these messages.
	 * @returns ends the watch
	 */
	watch(messages: string[], onSuperseded: () => void): () => void {
		const check = (): void => {
			if (this.knowsAll(messages)) onSuperseded();
		};
		for (const message of messages) this.waiting.set(message, check);
		check();
		return () => {
			for (const message of messages) this.waiting.delete(message);
		};
	}

	/** Removes the records of a person's round that has ended. */
	async remove(person: string, store?: Pick<ProcessedDataStore, 'drop' | 'verify'>): Promise<void> {
		if (store === undefined) return;
		await store.verify();
		await store.drop([rowOf(person)]);
	}

	private knowsAll(messages: string[]): boolean {
		return messages.every((message) => this.known.get(message) !== undefined);
	}
}

/** The records of this process, for all nodes: IDs of deliveries are unique. */
export const supersededMessages = new SupersededMessages();
