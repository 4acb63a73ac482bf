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
export type LockStore = Pick<ProcessedDataStore, 'record' | 'count' | 'drop' | 'hasIsolatedRows'>;

/** Thrown when the lock was not acquired within `timeout`. */
export class LockTimeoutError extends Error {}

const rowOf = (name: string, generation: number): string => `${name} ${generation}`;

/** Row that marks another row as abandoned. Releasing the lock does not delete it. */
const tombstoneOf = (name: string, generation: number): string => `${rowOf(name, generation)} given up`;

/** Rows that a lock leaves behind permanently: delete them once the lock is no longer used. */
export async function abandonedRows(name: string, rows: LockStore): Promise<string[]> {
	const left: string[] = [];
	while ((await rows.count(tombstoneOf(name, left.length))) > 0) left.push(tombstoneOf(name, left.length));
	return left;
}

/** One process's handle on a lock. */
export class DistributedLock {
	/** Number of abandoned rows of this lock that this process knows of. */
	private generation = 0;

	/** @param name unique among the locks of the node */
	constructor(
		private readonly name: string,
		private readonly times: LockTimings = lockTimings,
	) {}

	/**
	 * Runs `work` while no other process holds the lock.
	 * @param rows store of the node, from any execution
	 * @throws LockTimeoutError, errors of n8n's database, or what `work` throws
	 */
	async withLock<T>(rows: LockStore, work: () => Promise<T>): Promise<T> {
		// If all rows are one, the lock would look permanently held.
		if (!(await rows.hasIsolatedRows())) return await work();
		await this.acquire(rows);
		try {
			return await work();
		} finally {
			await this.release(rows);
		}
	}

	private get row(): string {
		return rowOf(this.name, this.generation);
	}

	private get tombstone(): string {
		return tombstoneOf(this.name, this.generation);
	}

	private async acquire(rows: LockStore): Promise<void> {
		const until = Date.now() + this.times.timeout;
		let watched = { face: 0, since: 0 };
		for (;;) {
			const holderTag = await rows.count(this.row);
			if (holderTag === 0) {
				if (await this.tryAcquire(rows)) return;
			} else if (holderTag !== watched.face) {
				watched = { face: holderTag, since: Date.now() };
			} else if (Date.now() - watched.since >= this.times.staleAfter) {
				await this.markAbandoned(rows);
				continue;
			}
			if (Date.now() >= until) throw new LockTimeoutError("n8n's database let nobody have the turn");
			await sleep(this.times.pollInterval * (1 + Math.random()));
		}
	}

	/** @returns whether this process now holds the lock */
	private async tryAcquire(rows: LockStore): Promise<boolean> {
		const began = Date.now();
		const face = 1 + Math.floor(Math.random() * HOLDER_TAGS);
		const others = await rows.record(
			this.row,
			Array.from({ length: face }, (_unused, entry) => String(entry)),
		);
		if (others.size > 0) return false;
		const isGivenUp = (await rows.count(this.tombstone)) > 0;
		if (!isGivenUp && Date.now() - began < this.times.acquireWithin) return true;
		await rows.drop([this.row]);
		if (isGivenUp) this.generation++;
		return false;
	}

	/** Abandons the row of a dead holder. Several processes may do so: all continue with the same next row. */
	private async markAbandoned(rows: LockStore): Promise<void> {
		await rows.record(this.tombstone, ['given up']);
		await rows.drop([this.row]);
		this.generation++;
	}

	private async release(rows: LockStore): Promise<void> {
		try {
			await rows.drop([this.row]);
		} catch {
			// The work is done. The other processes will treat this holder as dead.
		}
	}
}
