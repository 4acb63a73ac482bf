import type { ProcessedDataStore } from '../../idempotency/processedDataStore';
import { DistributedLock, type LockStore } from '../../idempotency/distributedLock';
import { trimToTotal, type Trimmable } from '../../shared/trimToTotal';

/**
 * Records in n8n's database which events were already output, shared by all processes and kept across restarts. n8n
 * reads, extends and writes back these lists without a lock, so processes take a lock around them
 * (idempotency/distributedLock.ts). In regular mode, there is a single process and no lock is needed.
 */

/**
 * Number of lists that a node's events are distributed over by hash: n8n always reads and writes an entire list. With
 * more lists, a delivery of many events takes longer.
 */
const LISTS = 32;

/**
 * Maximum entries per list, two for each event: about 8,000 events in all lists. A full list takes 14 KB in n8n's
 * database.
 */
const MAX_ENTRIES = 500;

/** Maximum number of events that a process keeps in memory, for all nodes together. */
export const MAX_REMEMBERED = 100_000;

/** The part of n8n's database that OutputEvents needs. */
export type OutputEventStore = LockStore & Pick<ProcessedDataStore, 'remove'>;

/**
 * Identifies the delivery that owns an event: an execution that n8n or a user retries does not treat its own events as
 * duplicates.
 */
const claimOf = (event: string, delivery: string): string => `${event} ${delivery}`;

/** The sum of all characters spreads hashes evenly; their first character alone does not. */
const listOf = (event: string): string =>
	`events ${[...event].reduce((sum, char) => sum + char.charCodeAt(0), 0) % LISTS}`;

/** A lookup requested by one execution. */
interface Lookup {
	delivery: string;
	events: string[];
	/** No other process can have these events. */
	isSingleProcess: boolean;
	resolve: (duplicates: Set<string>) => void;
	reject: (cause: unknown) => void;
}

/** An event, and the deliveries of this lookup that have it, the first one first. */
interface Claims {
	event: string;
	deliveries: string[];
}

/**
 * Caches one node's lists in one process. Looks up the events of all waiting executions together, one call at a time.
 */
export class OutputEvents implements Trimmable {
	/**
	 * The delivery that owns an event, as far as n8n's database has confirmed it. Nothing is kept of an event that belongs
	 * to a delivery of another process: its execution may run again in this one, after its worker was killed.
	 */
	private readonly owners = new Map<string, string>();
	private waiting: Lookup[] = [];
	private isRunning = false;

	/** @param trim enforces the size limit after events are added */
	constructor(
		private readonly trim: () => void = () => trimToTotal([this], MAX_REMEMBERED),
		private readonly lock = new DistributedLock('lock'),
	) {}

	get size(): number {
		return this.owners.size;
	}

	dropOldest(count: number): void {
		let left = count;
		for (const event of this.owners.keys()) {
			if (left-- <= 0) break;
			this.owners.delete(event);
		}
	}

	/**
	 * @param rows store of the requesting execution
	 * @param delivery its ID
	 * @param events hashes of its events
	 * @param isSingleProcess whether this process is the only one that runs executions
	 * @returns the events that the execution of another delivery has output or is about to output
	 * @throws errors of n8n's database, or LockTimeoutError
	 */
	async duplicates(
		rows: OutputEventStore,
		delivery: string,
		events: string[],
		isSingleProcess: boolean,
	): Promise<Set<string>> {
		const isElsewhere = (event: string): boolean => (this.owners.get(event) ?? delivery) !== delivery;
		const duplicates = new Set(events.filter(isElsewhere));
		const unknown = events.filter((event) => !duplicates.has(event));
		if (unknown.length === 0) return duplicates;
		const others = await new Promise<Set<string>>((resolve, reject) => {
			this.waiting.push({ delivery, events: unknown, isSingleProcess, resolve, reject });
			void this.run(rows);
		});
		return new Set([...duplicates, ...others]);
	}

	private async run(rows: OutputEventStore): Promise<void> {
		if (this.isRunning) return;
		this.isRunning = true;
		while (this.waiting.length > 0) {
			await this.lookUpWaiting(rows);
			this.trim();
		}
		this.isRunning = false;
	}

	private async lookUpWaiting(rows: OutputEventStore): Promise<void> {
		const lookups = this.waiting.splice(0);
		const lookUp = async (): Promise<Set<string>> => await this.lookUp(rows, lookups);
		const underLock = async (): Promise<Set<string>> => {
			// Include lookups that arrived while this process waited for the lock.
			lookups.push(...this.waiting.splice(0));
			return await lookUp();
		};
		try {
			const duplicates = lookups.every(({ isSingleProcess }) => isSingleProcess)
				? await lookUp()
				: await this.lock.withLock(rows, underLock);
			for (const { events, delivery, resolve } of lookups) {
				const isDuplicate = (event: string): boolean => duplicates.has(claimOf(event, delivery));
				for (const event of events) if (!isDuplicate(event)) this.owners.set(event, delivery);
				resolve(new Set(events.filter(isDuplicate)));
			}
		} catch (cause) {
			for (const { reject } of lookups) reject(cause);
		}
	}

	/** Looks up all events and records their owners. @returns the claims on events that belong to other deliveries */
	private async lookUp(rows: OutputEventStore, lookups: Lookup[]): Promise<Set<string>> {
		const duplicates = new Set<string>();
		for (const [list, claims] of claimsByList(lookups)) {
			// The claim comes last, so that it is kept as long as its event.
			const known = await rows.record(
				list,
				claims.flatMap(({ event, deliveries }) => [event, ...deliveries.map((delivery) => claimOf(event, delivery))]),
				MAX_ENTRIES,
			);
			const others = claims.flatMap((one) => rejectedClaims(one, known));
			for (const claim of others) duplicates.add(claim);
			// The lookup itself adds these claims. If this execution is retried, it must not find them.
			await rows.remove(list, others);
		}
		return duplicates;
	}
}

/** The events of all lookups, by the list that they are in. */
function claimsByList(lookups: Lookup[]): Map<string, Claims[]> {
	const claims = new Map<string, Claims>();
	for (const { events, delivery } of lookups) {
		for (const event of events) {
			const claim = claims.get(event) ?? { event, deliveries: [] };
			claims.set(event, claim);
			if (!claim.deliveries.includes(delivery)) claim.deliveries.push(delivery);
		}
	}
	const lists = new Map<string, Claims[]>();
	for (const claim of claims.values()) {
		const list = lists.get(listOf(claim.event)) ?? [];
		lists.set(listOf(claim.event), list);
		list.push(claim);
	}
	return lists;
}

/** @param known entries of the list before this lookup @returns the claims of deliveries that do not own the event */
function rejectedClaims({ event, deliveries }: Claims, known: Set<string>): string[] {
	const owner = known.has(event) ? deliveries.find((delivery) => known.has(claimOf(event, delivery))) : deliveries[0];
	return deliveries.filter((delivery) => delivery !== owner).map((delivery) => claimOf(event, delivery));
}
