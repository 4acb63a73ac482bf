import { sleep } from 'n8n-workflow';
import type { ProcessedDataStore } from './processedDataStore';
import type { DistributedLock } from './distributedLock';

/** The journal's decision on an item that is about to be sent. */
export type SendDecision = 'send' | 'accepted' | 'unknown';

/** An item of a campaign: its row, and its key within the row. */
export interface JournalKey {
	row: string;
	key: string;
}

/** Minimum pause between two writes, in ms; entries that arrive meanwhile are written together. */
const MIN_FLUSH_INTERVAL_MS = 100;

/** Length of the pause as a multiple of the last write's duration: slow databases get fewer writes. */
const FLUSH_BACKOFF = 2;

/** Maximum pause between two writes, in ms. */
const MAX_FLUSH_INTERVAL_MS = 1000;

/** How often a pause checks whether the run has ended, in ms. */
const POLL_MS = 20;

/** While a row contains this, a process is reading there which items were accepted; see `resolve`. */
const LOCKED_FOR_READ = 'reading';

/** How many times, and how long each time in ms, to wait for another execution that is reading a row. */
const MAX_READ_ATTEMPTS = 5;
const READ_WAIT_MS = 200;

interface PendingClaim extends JournalKey {
	resolve(decision: SendDecision): void;
	reject(error: unknown): void;
}

/** What is to be written to a row. */
interface Batch {
	claims: PendingClaim[];
	/** Entries of accepted items. */
	accepted: string[];
	/** Claims of items that were not sent, to be removed. */
	rejected: string[];
}

const claimOf = (key: string): string => `out ${key}`;
const acceptanceOf = (key: string): string => `in ${key}`;

/**
 * A campaign's journal in n8n's database. Before an item is sent, it records that it is about to be; right after, that
 * it was accepted. So after a crash, each item is known to be unsent, known to be accepted, or one of the few in
 * flight. Writes are batched: each takes about as long as sending one message.
 */
export class Journal {
	private readonly pending = new Map<string, Batch>();

	/** What the last write added to each row; written again, in case another worker's write has undone it. */
	private lastWritten = new Map<string, string[]>();

	private flushing?: Promise<void>;

	private isClosing = false;

	/** Whether the last writes released no item and recorded no acceptance: there is no point in pausing then. */
	private isIdle = true;

	/** The error of the last write, if it failed. */
	private failure?: Error;

	/** @param lock the campaign's lock: while it is held, no other process writes the campaign's rows */
	constructor(
		private readonly store: ProcessedDataStore,
		private readonly lock: DistributedLock,
	) {}

	/**
	 * Asks whether an item may be sent, and records that it is about to be.
	 * @returns once recorded: 'send'; 'accepted' or 'unknown' when the item was claimed before
	 * @throws errors of n8n's database: the item must not be sent then
	 */
	async claim(item: JournalKey): Promise<SendDecision> {
		return await new Promise<SendDecision>((resolve, reject) => {
			this.batchOf(item.row).claims.push({ ...item, resolve, reject });
			this.flush();
		});
	}

	/** Records that Meta accepted the item, with the next write. */
	markAccepted({ row, key }: JournalKey): void {
		this.batchOf(row).accepted.push(acceptanceOf(key));
		this.flush();
	}

	/** Records that the item was definitely not sent: the next attempt may send it. */
	markRejected({ row, key }: JournalKey): void {
		this.batchOf(row).rejected.push(claimOf(key));
		this.flush();
	}

	/** Writes all pending entries. @returns the error, if writing failed */
	async close(): Promise<Error | undefined> {
		this.isClosing = true;
		while (this.flushing) await this.flushing;
		return this.failure;
	}

	private batchOf(row: string): Batch {
		const batch = this.pending.get(row) ?? { claims: [], accepted: [], rejected: [] };
		this.pending.set(row, batch);
		return batch;
	}

	private flush(): void {
		this.flushing ??= this.writePending().finally(() => {
			this.flushing = undefined;
			if (this.pending.size > 0) this.flush();
		});
	}

	private async writePending(): Promise<void> {
		// Calls made at the same moment are written together.
		await sleep(1);
		while (this.pending.size > 0) {
			const startedAt = Date.now();
			const batches = [...this.pending];
			this.pending.clear();
			const previous = this.lastWritten;
			this.lastWritten = new Map();
			this.isIdle = true;
			for (const [row, batch] of batches) await this.writeBatch(row, batch, previous.get(row));
			await this.pause((Date.now() - startedAt) * FLUSH_BACKOFF);
		}
	}

	/** Waits before the next write; not at the end of the run. */
	private async pause(ms: number): Promise<void> {
		const interval = Math.min(Math.max(MIN_FLUSH_INTERVAL_MS, ms), MAX_FLUSH_INTERVAL_MS);
		for (let left = interval; left > 0 && !this.isClosing && !this.isIdle; left -= POLL_MS)
			await sleep(Math.min(left, POLL_MS));
	}

	private async writeBatch(row: string, batch: Batch, previous?: string[]): Promise<void> {
		try {
			await this.store.withRowLock(
				row,
				async () => await this.lock.withLock(this.store, async () => await this.writeRow(row, batch, previous)),
			);
			this.failure = undefined;
		} catch (error) {
			for (const claim of batch.claims) claim.reject(error);
			this.failure = error as Error;
			if (this.isClosing) return;
			// No caller waits for these: they are part of the next write.
			const next = this.batchOf(row);
			next.accepted.push(...batch.accepted);
			next.rejected.push(...batch.rejected);
		}
	}

	private async writeRow(row: string, { claims, accepted, rejected }: Batch, previous: string[] = []): Promise<void> {
		const entries = [...claims.map(({ key }) => claimOf(key)), ...accepted];
		if (entries.length > 0) {
			// Acceptances may be written twice. A claim that is found again would count as another run's.
			const known =
				claims.length > 0
					? await this.store.recordAlone(row, entries, previous)
					: await this.store.record(row, [...entries, ...previous]);
			const removed = new Set(rejected);
			this.lastWritten.set(
				row,
				entries.filter((entry) => !removed.has(entry)),
			);
			const claimedBefore = claims.filter(({ key }) => known.has(claimOf(key)));
			this.isIdle &&= accepted.length === 0 && claimedBefore.length === claims.length;
			for (const claim of claims) if (!known.has(claimOf(claim.key))) claim.resolve('send');
			if (claimedBefore.length > 0) await this.resolve(row, claimedBefore);
		}
		await this.store.remove(row, rejected);
	}

	/**
	 * Finds out which of the items claimed before were accepted. The store adds every string that it is asked for.
	 * `LOCKED_FOR_READ` is added in the same write, and removed together with the strings that were missing. If n8n
	 * stops between the two, the row still contains it, and its items count as unknown, never as accepted.
	 */
	private async resolve(row: string, claims: PendingClaim[]): Promise<void> {
		let open = claims;
		for (let attempt = 0; open.length > 0; attempt++) {
			const known = await this.store.recordAlone(row, [LOCKED_FOR_READ, ...open.map(({ key }) => acceptanceOf(key))]);
			const missing = open.filter(({ key }) => !known.has(acceptanceOf(key)));
			const found = open.filter(({ key }) => known.has(acceptanceOf(key)));
			const wasInterrupted = known.has(LOCKED_FOR_READ);
			await this.store.remove(row, [
				...missing.map(({ key }) => acceptanceOf(key)),
				...(wasInterrupted ? [] : [LOCKED_FOR_READ]),
			]);
			for (const claim of missing) claim.resolve('unknown');
			if (wasInterrupted && attempt < MAX_READ_ATTEMPTS) {
				open = found;
				await sleep(READ_WAIT_MS);
				continue;
			}
			for (const claim of found) claim.resolve(wasInterrupted ? 'unknown' : 'accepted');
			return;
		}
	}
}
