import type { ProcessedDataStore } from '../../idempotency/processedDataStore';
import { DistributedLock, type LockStore } from '../../idempotency/distributedLock';
import { trimToTotal, type Trimmable } from '../../shared/trimToTotal';

/**
 * Records in n8n's database which events were already output, shared by all processes and kept across restarts. n8n
 * reads, extends and writes back these lists without a lock, so processes take a lock around them
 * (idempotency/distributedLock.ts). In regular mode, there is a single process and no lock is needed.
 */

/** Number of lists that a node's events are distributed over by hash: n8n always reads and writes an entire list. */
const LISTS = 8;

/**
 * Maximum entries per list, two for each event: about 8,000 events in all lists. A full list takes 54 KB in n8n's
 * database.
 */
const MAX_ENTRIES = 2000;

/** Maximum number of events that a process keeps in memory, for all nodes together. */
export const MAX_REMEMBERED = 100_000;

/** The part of n8n's database that the ledger needs. */
export type LedgerStore = LockStore & Pick<ProcessedDataStore, 'remove'>;

/**
 * Identifies the delivery that owns an event: an execution that n8n or a user retries does not treat its own events as
 * duplicates.
 */
const claimOf = (event: string, delivery: string): string => `${event} ${delivery}`;

const listOf = (event: string): string => `told ${event.charCodeAt(0) % LISTS}`;

/** A lookup requested by one execution. */
interface Question {
	delivery: string;
	events: string[];
	/** No other process can have these events. */
	isSingleProcess: boolean;
	done: (repeats: Set<string>) => void;
	failed: (cause: unknown) => void;
}

/**
 * Caches one node's lists in one process. Looks up the events of all waiting executions together, one call at a time.
 */
export class Ledger implements Trimmable {
	private readonly told = new Map<string, string>();
	private questions: Question[] = [];
	/** Lookups in progress. */
	private underWay: Question[] = [];
	private isAsking = false;

	/** @param trim enforces the size limit after events are added */
	constructor(
		private readonly trim: () => void = () => trimToTotal([this], MAX_REMEMBERED),
		private readonly turn = new DistributedLock('turn'),
	) {}

	get size(): number {
		return this.told.size;
	}

	dropOldest(count: number): void {
		// Keep events with a pending lookup: other executions must find them.
		const asked = new Set([...this.underWay, ...this.questions].flatMap(({ events }) => events));
		let left = count;
		for (const event of this.told.keys()) {
			if (left-- <= 0) break;
			if (!asked.has(event)) this.told.delete(event);
		}
	}

	/**
	 * @param rows store of the requesting execution
	 * @param delivery its ID
	 * @param events hashes of its events
	 * @param isAlone whether this process is the only one that runs executions
	 * @returns the events that the execution of another delivery has output or is about to output
	 * @throws errors of n8n's database, or LockTimeoutError
	 */
	async repeats(rows: LedgerStore, delivery: string, events: string[], isAlone: boolean): Promise<Set<string>> {
		const isElsewhere = (event: string): boolean => (this.told.get(event) ?? delivery) !== delivery;
		const repeats = new Set(events.filter(isElsewhere));
		const open = events.filter((event) => !repeats.has(event));
		if (open.length === 0) return repeats;
		for (const event of open) this.told.set(event, delivery);
		const others = await new Promise<Set<string>>((done, failed) => {
			this.questions.push({ delivery, events: open, isSingleProcess: isAlone, done, failed });
			void this.ask(rows);
		});
		return new Set([...repeats, ...others]);
	}

	private async ask(rows: LedgerStore): Promise<void> {
		if (this.isAsking) return;
		this.isAsking = true;
		while (this.questions.length > 0) {
			await this.round(rows);
			this.underWay = [];
			this.trim();
		}
		this.isAsking = false;
	}

	private async round(rows: LedgerStore): Promise<void> {
		const asked = this.questions.splice(0);
		this.underWay = asked;
		const look = async (): Promise<Set<string>> => await this.look(rows, asked);
		const inTurn = async (): Promise<Set<string>> => {
			// Include lookups that arrived while this process waited for the lock.
			asked.push(...this.questions.splice(0));
			return await look();
		};
		try {
			const repeats = asked.every(({ isSingleProcess }) => isSingleProcess)
				? await look()
				: await this.turn.withLock(rows, inTurn);
			for (const { events, delivery, done } of asked)
				done(new Set(events.filter((event) => repeats.has(claimOf(event, delivery)))));
		} catch (cause) {
			for (const { events, failed } of asked) {
				for (const event of events) this.told.delete(event);
				failed(cause);
			}
		}
	}

	/** Looks up all events and records their owners. @returns the claims on events that belong to other deliveries */
	private async look(rows: LedgerStore, asked: Question[]): Promise<Set<string>> {
		const lists = new Map<string, Array<{ event: string; claim: string }>>();
		for (const { events, delivery } of asked) {
			for (const event of events) {
				const list = lists.get(listOf(event)) ?? [];
				lists.set(listOf(event), list);
				list.push({ event, claim: claimOf(event, delivery) });
			}
		}
		const repeats = new Set<string>();
		for (const [list, entries] of lists) {
			// The claim comes last, so that it is kept as long as its event.
			const known = await rows.record(
				list,
				entries.flatMap(({ event, claim }) => [event, claim]),
				MAX_ENTRIES,
			);
			const others = entries
				.filter(({ event, claim }) => known.has(event) && !known.has(claim))
				.map(({ claim }) => claim);
			for (const claim of others) repeats.add(claim);
			// The lookup itself adds these claims. If this execution is retried, it must not find them.
			await rows.remove(list, others);
		}
		return repeats;
	}
}
