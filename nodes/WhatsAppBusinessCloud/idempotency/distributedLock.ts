import { sleep } from 'n8n-workflow';
import type { ProcessedDataStore } from './processedDataStore';

/**
 * A turn that one process has at a time, across all that share n8n's database. n8n offers a node no lock, but one thing that the database
 * decides by itself: of several who make the same row at once, one succeeds. So whoever makes the row of the turn has it, and
 * deletes the row when done. Should that process die meanwhile, the others watch the row for a while, give this row up
 * for good, and go on with another one.
 */

/** A row's number of entries is the one thing that can be seen of it without a change; each holder draws one. */
const HOLDER_TAGS = 40;

/** Times, in ms. */
export interface LockTimings {
	/** Between two looks whether the turn is free, at least; up to twice as long, so that those who wait do not all look at once. */
	pollInterval: number;
	/** One and the same holder is watched for so long before it counts as dead. */
	staleAfter: number;
	/** A holder has to begin within this: far less than others watch it. One that n8n held up for longer starts over. */
	acquireWithin: number;
	/** Whoever waited so long does without: n8n's database takes no writes, or everybody is far too slow. */
	timeout: number;
}

/** The times of all turns; tests shorten them. */
export const lockTimings: LockTimings = { pollInterval: 8, staleAfter: 15_000, acquireWithin: 5000, timeout: 60_000 };

/** What a turn needs of `Rows`. */
export type LockStore = Pick<ProcessedDataStore, 'record' | 'count' | 'drop' | 'hasIsolatedRows'>;

/** Longer than `giveUp`: nobody had the turn to give. */
export class LockTimeoutError extends Error {}

const rowOf = (name: string, generation: number): string => `${name} ${generation}`;

/** Stands for a row that was given up, and stays. */
const tombstoneOf = (name: string, generation: number): string => `${rowOf(name, generation)} given up`;

/** What a turn left behind for good: to be deleted when nobody will take it any more. */
export async function abandonedRows(name: string, rows: LockStore): Promise<string[]> {
	const left: string[] = [];
	while ((await rows.count(tombstoneOf(name, left.length))) > 0) left.push(tombstoneOf(name, left.length));
	return left;
}

/** One process's view of one turn. */
export class DistributedLock {
	/** How many rows of this turn were given up, as far as this process knows. */
	private generation = 0;

	/** @param name no other turn of the node has it */
	constructor(
		private readonly name: string,
		private readonly times: LockTimings = lockTimings,
	) {}

	/**
	 * Does something while no other process does it.
	 * @param rows of the node, of whichever execution
	 * @throws NoTurn, what n8n's database threw, or what `work` throws
	 */
	async withLock<T>(rows: LockStore, work: () => Promise<T>): Promise<T> {
		// Where all rows are one, its mere existence would look like a turn that is never given back.
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

	/** @returns whether this process has the turn now */
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

	/** Gives the row of a dead holder up. Any number may do so: all go on with the same row. */
	private async markAbandoned(rows: LockStore): Promise<void> {
		await rows.record(this.tombstone, ['given up']);
		await rows.drop([this.row]);
		this.generation++;
	}

	private async release(rows: LockStore): Promise<void> {
		try {
			await rows.drop([this.row]);
		} catch {
			// What was to be done is done. The others will take this holder for dead.
		}
	}
}
