import { randomUUID } from 'crypto';
import type { ProcessedDataStore } from '../../idempotency/processedDataStore';
import { LruMap } from '../../shared/lruMap';

/**
 * Which messages a newer execution carries. Each execution of a round records, for each message that it received from
 * earlier deliveries, that their executions no longer need to continue with it. A delivery knows only deliveries before
 * it, so there is always one execution left for each message. Should a record be missing, two executions continue, and
 * each message is output by the first (deduplication/outputEvents.ts).
 *
 * In queue mode the records are in n8n's table of processed data, in a row for each customer, without a lock: only
 * executions for messages of the same moment could undo each other's records.
 */

/** Maximum number of records in a row. */
const MAX_RECORDS = 2000;

/** Maximum number of records that a process remembers. */
const MAX_REMEMBERED = 20_000;

/** Identifies a message in the execution of a delivery. */
const carriedMessage = (hash: string, delivery: string): string => `${hash} ${delivery}`;

/** Identifies a message in all executions of a node whose own delivery has it. */
const receivedMessage = (hash: string, node: string): string => `${hash} received ${node}`;

const rowOf = (customer: string): string => `round ${customer}`;

/** What an execution carries. */
export interface CarriedMessages {
	/** Identifies the trigger in this n8n: several may receive the same message. */
	node: string;
	/** ID of the delivery that started the execution. */
	delivery: string;
	/** `earlier` are deliveries before it that had the message. */
	messages: Array<{ hash: string; earlier: string[] }>;
}

/** What an execution records: each message from earlier deliveries, for the executions of these. */
const recordsOf = ({ node, messages }: CarriedMessages): string[] =>
	messages.flatMap(({ hash, earlier }) =>
		earlier.length === 0 ? [] : [receivedMessage(hash, node), ...earlier.map((one) => carriedMessage(hash, one))],
	);

/**
 * The records that each message of an execution needs one of, to be left to a newer execution. WhatsApp may deliver a
 * message twice, to two webhook processes at the same moment. Then the next delivery knows only one of the two, so a
 * message that came with the execution's own delivery may be left to any execution that has it from an earlier one.
 */
const neededBy = ({ node, messages, delivery }: CarriedMessages): string[][] =>
	messages.map(({ hash, earlier }) =>
		earlier.length === 0
			? [carriedMessage(hash, delivery), receivedMessage(hash, node)]
			: [carriedMessage(hash, delivery)],
	);

/** Where executions record what newer ones carry: in this process, and in n8n's database unless it is the only one. */
export class SupersededMessages {
	private readonly known = new LruMap<string, true>(MAX_REMEMBERED);
	private readonly waiting = new Set<() => void>();

	/**
	 * Records that an execution carries the messages of earlier deliveries.
	 * @param store undefined if this process is the only one
	 */
	async add(carried: CarriedMessages, customer: string, store?: Pick<ProcessedDataStore, 'record'>): Promise<void> {
		const records = recordsOf(carried);
		if (records.length === 0) return;
		if (store !== undefined) await store.record(rowOf(customer), records, MAX_RECORDS);
		for (const record of records) this.known.set(record, true);
		for (const check of this.waiting) check();
	}

	/**
	 * Whether newer executions carry all messages of this one. If not, the execution must continue with all of them: n8n's
	 * table adds what it is asked for, so others then leave these messages to it.
	 */
	async hasAll(
		carried: CarriedMessages,
		customer: string,
		store?: Pick<ProcessedDataStore, 'record'>,
	): Promise<boolean> {
		if (this.knowsAll(carried)) return true;
		if (store === undefined) return false;
		const needed = neededBy(carried);
		// The store repeats a write whose reply was lost. It then finds what this call has added, and this with it.
		const call = randomUUID();
		const found = await store.record(rowOf(customer), [call, ...needed.flat()], MAX_RECORDS);
		if (found.has(call)) return false;
		return needed.every((records) => records.some((record) => found.has(record)));
	}

	/**
	 * Calls back as soon as newer executions in this process carry all messages of this one.
	 * @returns ends the watch
	 */
	watch(carried: CarriedMessages, onSuperseded: () => void): () => void {
		const check = (): void => {
			if (this.knowsAll(carried)) onSuperseded();
		};
		this.waiting.add(check);
		check();
		return () => void this.waiting.delete(check);
	}

	/** Removes the records of a customer's round that has ended. */
	async remove(customer: string, store?: Pick<ProcessedDataStore, 'drop' | 'verify'>): Promise<void> {
		if (store === undefined) return;
		await store.verify();
		await store.drop([rowOf(customer)]);
	}

	private knowsAll(carried: CarriedMessages): boolean {
		return neededBy(carried).every((records) => records.some((record) => this.known.get(record) !== undefined));
	}
}

/** The records of this process, for all nodes: IDs of deliveries are unique. */
export const supersededMessages = new SupersededMessages();
