import type { ProcessedDataStore } from '../../idempotency/processedDataStore';
import { DistributedLock, type LockStore } from '../../idempotency/distributedLock';
import { trimToTotal, type Trimmable } from '../../shared/trimToTotal';

/**
 * Which events were told, as executions agree on it, across processes and restarts: lists in n8n's database, which it reads, adds to and
 * writes back without a lock. So processes take turns at them (store/turn.ts). In regular mode there is one process, and no
 * need for that.
 */

/** Lists that a node's events are spread over, by their hash: n8n reads and writes a list as a whole. */
const LISTS = 8;

/** Entries of one list, two for each event: with all lists, some 8,000 events. A full list has 54 KB in n8n's database. */
const MAX_ENTRIES = 2000;

/** Events that a process remembers without asking, for all nodes together. */
export const MAX_REMEMBERED = 100_000;

/** What the ledger needs of n8n's database. */
export type LedgerStore = LockStore & Pick<ProcessedDataStore, 'remove'>;

/** Whose event it is: an execution that is run again, by n8n or a person, does not take its own events for repeats. */
const claimOf = (event: string, delivery: string): string => `${event} ${delivery}`;

const listOf = (event: string): string => `told ${event.charCodeAt(0) % LISTS}`;

/** An execution that asks. */
interface Question {
	delivery: string;
	events: string[];
	/** No other process can have them. */
	isSingleProcess: boolean;
	done: (repeats: Set<string>) => void;
	failed: (cause: unknown) => void;
}

/** The view that one process has of one node's lists. It asks for all its executions at once, one call at a time. */
export class Ledger implements Trimmable {
	private readonly told = new Map<string, string>();
	private questions: Question[] = [];
	/** What is being looked up. */
	private underWay: Question[] = [];
	private isAsking = false;

	/** @param trim keeps within the bound when events were added */
	constructor(
		private readonly trim: () => void = () => trimToTotal([this], MAX_REMEMBERED),
		private readonly turn = new DistributedLock('turn'),
	) {}

	get size(): number {
		return this.told.size;
	}

	dropOldest(count: number): void {
		// What is being asked for stays: another execution must find it.
		const asked = new Set([...this.underWay, ...this.questions].flatMap(({ events }) => events));
		let left = count;
		for (const event of this.told.keys()) {
			if (left-- <= 0) break;
			if (!asked.has(event)) this.told.delete(event);
		}
	}

	/**
	 * @param rows of the execution that asks
	 * @param delivery its name
	 * @param events hashes of its events
	 * @param isAlone whether this process is the only one that runs executions
	 * @returns those that were told, or are being told, in the execution of another delivery
	 * @throws what n8n's database threw, or NoTurn
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
			// Also for those who came while this process waited.
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

	/** Looks all events up, and notes whose they are. @returns the claims to those that are others' */
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
			// The claim comes last, so that it is there as long as its event.
			const known = await rows.record(
				list,
				entries.flatMap(({ event, claim }) => [event, claim]),
				MAX_ENTRIES,
			);
			const others = entries
				.filter(({ event, claim }) => known.has(event) && !known.has(claim))
				.map(({ claim }) => claim);
			for (const claim of others) repeats.add(claim);
			// Whoever asks adds what it asks for: should this execution run again, it must not find that.
			await rows.remove(list, others);
		}
		return repeats;
	}
}
