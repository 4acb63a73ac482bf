import { randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { KeyedMutex } from '../shared/concurrency/keyedMutex';

/**
 * Default maximum of entries per row; n8n drops the oldest beyond it. Limits the space of a campaign in n8n's database.
 */
const MAX_ROW_ENTRIES = 50_000;

/** Delays between attempts when the database rejects a write, in ms. */
const RETRY_DELAYS_MS = [50, 250, 1000];

/**
 * ms. The caller of `recordAlone` holds a lock that others take over after 15 seconds. Entries found later may be
 * theirs.
 */
const OWN_WRITE_MS = 5000;

const OPTIONS = { mode: 'entries', maxEntries: MAX_ROW_ENTRIES } as const;

/**
 * Work per row in this process. n8n reads a row, adds to it and writes it back without a lock: of two concurrent calls,
 * one would lose its entries.
 */
const rowMutex = new KeyedMutex();

/** Thrown when n8n's processed data does not have the guarantees that `ProcessedDataStore` needs. */
export class UnsupportedStoreError extends Error {
	constructor() {
		super('This version of n8n stores processed data differently from the versions that this package supports');
	}
}

const lostReply = (): Error => new Error("The reply of n8n's database was lost");

/** Repeats a call that fails: also when another worker created the row at the same moment. */
async function repeat<T>(call: (attempt: number) => Promise<T>): Promise<T> {
	for (let attempt = 0; ; attempt++) {
		try {
			return await call(attempt);
		} catch (error) {
			if (attempt >= RETRY_DELAYS_MS.length) throw error as Error;
			await sleep(RETRY_DELAYS_MS[attempt]);
		}
	}
}

/** The result of `isSupported`. It does not change while n8n runs. */
let supported: Promise<boolean> | undefined;

/**
 * Rows of strings in n8n's own database, written immediately and visible to all workers: the processed data that n8n
 * uses to remove duplicates. n8n stores hashes, and only reports whether a string was there before; if not, it adds the
 * string.
 *
 * n8n keeps one row per node and finds it by the node's ID. Adding to a row of 100,000 entries takes 60 to 200 ms, to
 * one of 1,000 entries 2 to 5 ms. So each row here has a node ID of its own. `verify` checks that n8n still does it this
 * way.
 */
export class ProcessedDataStore {
	private readonly nodeKey: string;

	constructor(private readonly context: IExecuteFunctions) {
		this.nodeKey = `${context.getWorkflow().id} ${context.getNode().id}`;
	}

	/** Whether n8n has a store for this node; not every kind of context has one. */
	static available(context: IExecuteFunctions): boolean {
		const has = (object: object, names: string[]): boolean =>
			names.every((name) => typeof (object as Record<string, unknown>)[name] === 'function');
		return (
			has(context, ['getExecuteData', 'getWorkflow']) &&
			has(context.helpers, ['checkProcessedAndRecord', 'removeProcessed'])
		);
	}

	/**
	 * Checks that this n8n keeps rows apart, and lets only one of several simultaneous callers create a row. Only the
	 * first call in a process reaches the database.
	 * @throws UnsupportedStoreError, or errors of n8n's database
	 */
	async verify(): Promise<void> {
		supported ??= this.isSupported();
		let isSupported: boolean;
		try {
			isSupported = await supported;
		} catch (error) {
			supported = undefined;
			throw error as Error;
		}
		if (!isSupported) throw new UnsupportedStoreError();
	}

	/** Runs work on a row while no other work on it runs in this process. */
	async withRowLock<T>(row: string, work: () => Promise<T>): Promise<T> {
		return await rowMutex.run(`${this.nodeKey} ${row}`, work);
	}

	/**
	 * Adds strings to a row; creates the row if needed. If several processes create it at once, one succeeds and the
	 * others find the row. A repeat after a lost reply finds the strings that this call itself has added; where that
	 * matters, see `recordAlone`.
	 * @param maxEntries above this, n8n drops the oldest entries
	 * @returns the strings that were there before
	 */
	async record(row: string, texts: string[], maxEntries: number = MAX_ROW_ENTRIES): Promise<Set<string>> {
		return await repeat(async () => await this.recordOnce(row, texts, maxEntries));
	}

	/**
	 * Like `record`, but the caller must be the only one that writes to the row. If the reply to a write was lost, the size
	 * of the row shows whether n8n stored it. After five seconds, a repeat finds its own strings, as `record` does. This
	 * costs an additional read.
	 * @param texts all different
	 * @param again strings recorded earlier, to be written once more
	 * @throws Error if the reply was lost and the row had some of the texts before: the size does not show which ones
	 */
	async recordAlone(row: string, texts: string[], again: string[] = []): Promise<Set<string>> {
		const startedAt = Date.now();
		const before = await this.count(row);
		const known = await repeat(async (attempt) => {
			const added = attempt === 0 ? 0 : (await this.count(row)) - before;
			if (added !== 0 && Date.now() - startedAt < OWN_WRITE_MS)
				return added === texts.length ? new Set(again) : undefined;
			return await this.recordOnce(row, [...texts, ...again], MAX_ROW_ENTRIES);
		});
		if (known === undefined) throw lostReply();
		return known;
	}

	async remove(row: string, texts: string[]): Promise<void> {
		if (texts.length === 0) return;
		const full = texts.map((text) => `${row} ${text}`);
		await this.inRow(row, async () => await this.context.helpers.removeProcessed(full, 'node', OPTIONS));
	}

	/** Number of strings in a row; 0 when the row does not exist. */
	async count(row: string): Promise<number> {
		return await this.inRow(row, async () => await this.context.helpers.getProcessedDataCount('node', OPTIONS));
	}

	/**
	 * Deletes rows completely. Call `verify` before: without isolation, it would delete all rows.
	 * @param isStillOwn called before a repeat: the first call may have deleted the row, and another process may have
	 * created it again
	 */
	async drop(rows: string[], isStillOwn?: () => Promise<boolean>): Promise<void> {
		for (const row of rows) {
			await this.withRowLock(
				row,
				async () =>
					await repeat(async (attempt) => {
						if (attempt > 0 && (await isStillOwn?.()) === false) return;
						await this.callIn(row, async () => await this.context.helpers.clearAllProcessedItems('node', OPTIONS));
					}),
			);
		}
	}

	/** Creates a row twice at the same moment, and looks for its entry in another row. */
	private async isSupported(): Promise<boolean> {
		const row = `check ${randomUUID()}`;
		const known = await Promise.all([this.record(row, ['entry']), this.record(row, ['entry'])]);
		const created = known.filter(({ size }) => size === 0).length;
		// The next check finds out. To this one, n8n would seem to be unsupported until it restarts.
		if (created === 0) throw lostReply();
		const isAtomic = created === 1;
		const isIsolated = (await this.count(`${row} other`)) === 0;
		if (isIsolated) await this.drop([row]);
		else await this.remove(row, ['entry']);
		return isAtomic && isIsolated;
	}

	private async inRow<T>(row: string, call: () => Promise<T>): Promise<T> {
		return await repeat(async () => await this.callIn(row, call));
	}

	private async recordOnce(row: string, texts: string[], maxEntries: number): Promise<Set<string>> {
		const full = new Map(texts.map((text) => [`${row} ${text}`, text]));
		const { processed } = await this.callIn(
			row,
			async () =>
				await this.context.helpers.checkProcessedAndRecord([...full.keys()], 'node', { ...OPTIONS, maxEntries }),
		);
		return new Set(processed.map((text) => full.get(text as string)!));
	}

	/** n8n reads the node's ID before the call returns its promise, so no other code sees the temporary ID. */
	private callIn<T>(row: string, call: () => Promise<T>): Promise<T> {
		const { node } = this.context.getExecuteData();
		const { id } = node;
		node.id = `${id} ${row}`;
		try {
			return call();
		} finally {
			node.id = id;
		}
	}
}
