import { sleep } from 'n8n-workflow';
import type { ProcessedDataStore } from './processedDataStore';

/**
 * A lock across all processes that share n8n's database. n8n offers nodes no lock, but its database guarantees one
 * thing: when several processes create the same row at once, only one succeeds. The process that creates the lock's row
 * holds the lock, and deletes the row when done. If that process dies, the others watch the row for a while, abandon it
 * permanently, and continue with the next one.
 */

/** Maximum number of entries in a lock's row. Each holder picks one at random; reading it does not change the row. */
const HOLDER_TAGS = 40;

/** Durations, in ms. */
export interface LockTimings {
	/**
	 * Minimum delay between two polls. The actual delay is up to twice as long, so that waiting processes do not all
	 * poll at once.
	 */
	pollInterval: number;
	/** How long the same holder is watched before it counts as dead. */
	staleAfter: number;
	/** Maximum duration of an acquisition, well below `staleAfter`. If n8n delays one for longer, it starts over. */
	acquireWithin: number;
	/**
	 * Maximum wait for the lock. It is exceeded when n8n's database accepts no writes, or when all holders are far too
	 * slow.
	 */
	timeout: number;
}

/** Timings of all locks; tests shorten them. */
export const lockTimings: LockTimings = { pollInterval: 8, staleAfter: 15_000, acquireWithin: 5000, timeout: 60_000 };

/** The methods of `ProcessedDataStore` that a lock uses. */
export type LockStore = Pick<ProcessedDataStore, 'record' | 'count' | 'drop' | 'verify'>;

/** Thrown when the lock was not acquired within `timeout`. */
export class LockTimeoutError extends Error {}

const rowOf = (name: string, generation: number): string => `${name} ${generation}`;

/** Row that marks another row as abandoned. Releasing the lock does not delete it. */
const tombstoneOf = (name: string, generation: number): string => `${rowOf(name, generation)} abandoned`;

/** Rows that a lock leaves behind permanently: delete them once the lock is no longer used. */
export async function abandonedRows(name: string, store: LockStore): Promise<string[]> {
	const abandoned: string[] = [];
	while ((await store.count(tombstoneOf(name, abandoned.length))) > 0)
		abandoned.push(tombstoneOf(name, abandoned.length));
	return abandoned;
}

/** One process's handle on a lock. */
export class DistributedLock {
	/** Number of abandoned rows of this lock that this process knows of. */
	private generation = 0;

	/** @param name unique among the locks of the node */
	constructor(
		private readonly name: string,
		private readonly timings: LockTimings = lockTimings,
	) {}

	/**
	 * Runs `work` while no other process holds the lock.
	 * @param store of the node, from any execution
	 * @throws UnsupportedStoreError, LockTimeoutError, errors of n8n's database, or what `work` throws
	 */
	async withLock<T>(store: LockStore, work: () => Promise<T>): Promise<T> {
		await store.verify();
		const tag = await this.acquire(store);
		try {
			return await work();
		} finally {
			await this.release(store, tag);
		}
	}

	private get row(): string {
		return rowOf(this.name, this.generation);
	}

	private get tombstone(): string {
		return tombstoneOf(this.name, this.generation);
	}

	/** @returns the tag with which this process holds the lock */
	private async acquire(store: LockStore): Promise<number> {
		const until = Date.now() + this.timings.timeout;
		// Each row begins with a new holder, which may have the tag of the one before.
		const none = { row: '', tag: 0, since: 0 };
		let watched = none;
		for (;;) {
			const { row } = this;
			const holderTag = await store.count(row);
			if (holderTag === 0) {
				watched = none;
				const tag = await this.tryAcquire(store);
				if (tag !== undefined) return tag;
			} else if (holderTag !== watched.tag || row !== watched.row) {
				watched = { row, tag: holderTag, since: Date.now() };
			} else if (Date.now() - watched.since >= this.timings.staleAfter) {
				await this.markAbandoned(store);
				continue;
			}
			if (Date.now() >= until) throw new LockTimeoutError("The lock in n8n's database was not released in time");
			await sleep(this.timings.pollInterval * (1 + Math.random()));
		}
	}

	/** @returns the tag with which this process now holds the lock, if it does */
	private async tryAcquire(store: LockStore): Promise<number | undefined> {
		const startedAt = Date.now();
		const tag = 1 + Math.floor(Math.random() * HOLDER_TAGS);
		const others = await store.record(
			this.row,
			Array.from({ length: tag }, (_unused, entry) => String(entry)),
		);
		if (others.size > 0) return undefined;
		const isAbandoned = (await store.count(this.tombstone)) > 0;
		if (!isAbandoned && Date.now() - startedAt < this.timings.acquireWithin) return tag;
		await this.drop(store, tag);
		if (isAbandoned) this.generation++;
		return undefined;
	}

	/** Abandons the row of a dead holder. Several processes may do so: all continue with the same next row. */
	private async markAbandoned(store: LockStore): Promise<void> {
		await store.record(this.tombstone, ['abandoned']);
		await store.drop([this.row]);
		this.generation++;
	}

	/**
	 * Deletes the row that this process created, but not one that the next holder has created since, unless both have the
	 * same tag.
	 */
	private async drop(store: LockStore, tag: number): Promise<void> {
		const { row } = this;
		await store.drop([row], async () => (await store.count(row)) === tag);
	}

	private async release(store: LockStore, tag: number): Promise<void> {
		try {
			await this.drop(store, tag);
		} catch {
			// The work is done. The other processes will treat this holder as dead.
		}
	}
}
