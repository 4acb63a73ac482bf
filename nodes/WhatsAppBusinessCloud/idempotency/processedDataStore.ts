import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { OneByOne } from '../shared/concurrency/keyedMutex';

/**
 * Default maximum of entries per row; n8n drops the oldest beyond it. Limits the space of a campaign in n8n's database.
 */
const ROW_LIMIT = 50_000;

/** Delays between attempts when the database rejects a write, in ms. */
const TRIES = [50, 250, 1000];

const OPTIONS = { mode: 'entries', maxEntries: ROW_LIMIT } as const;

/** A row that is never created. */
const NO_ROW_COUNT = 'none';

/**
 * Work per row in this process. n8n reads a row, adds to it and writes it back without a lock: of two concurrent calls,
 * one would lose its entries.
 */
const busy = new OneByOne();

/** Whether this n8n is known to keep rows apart. This does not change while n8n runs. */
let isolationVerified = false;

/**
 * Rows of strings in n8n's own database, written immediately and visible to all workers: the processed data that n8n
 * uses to remove duplicates. n8n stores hashes, and only reports whether a string was there before; if not, it adds the
 * string.
 *
 * n8n keeps one row per node and finds it by the node's ID. Adding to a row of 100,000 entries takes 60 to 200 ms, to
 * one of 1,000 entries 2 to 5 ms. So each row here has a node ID of its own. If n8n ever finds rows by something else,
 * all of these become one row: slower, but still correct, since every string includes its row's name.
 */
export class ProcessedDataStore {
	private readonly place: string;

	constructor(private readonly context: IExecuteFunctions) {
		this.place = `${context.getWorkflow().id} ${context.getNode().id}`;
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

	/** Runs work on a row while no other work on it runs in this process. */
	async withRowLock<T>(row: string, work: () => Promise<T>): Promise<T> {
		return await busy.run(`${this.place} ${row}`, work);
	}

	/**
	 * Adds strings to a row; creates the row if needed. If several processes create it at once, one succeeds and the
	 * others find the row.
	 * @param maxEntries above this, n8n drops the oldest entries
	 * @returns the strings that were there before
	 */
	async record(row: string, texts: string[], maxEntries: number = ROW_LIMIT): Promise<Set<string>> {
		const full = new Map(texts.map((text) => [`${row} ${text}`, text]));
		const { processed } = await this.inRow(
			row,
			async () =>
				await this.context.helpers.checkProcessedAndRecord([...full.keys()], 'node', { ...OPTIONS, maxEntries }),
		);
		return new Set(processed.map((text) => full.get(text as string)!));
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

	/** Whether n8n keeps rows apart. @throws errors of n8n's database */
	async hasIsolatedRows(): Promise<boolean> {
		if (!isolationVerified) isolationVerified = (await this.count(NO_ROW_COUNT)) === 0;
		return isolationVerified;
	}

	/** Deletes rows completely. */
	async drop(rows: string[]): Promise<void> {
		// If all rows are one, deleting one would delete the entries of the others.
		if (!(await this.hasIsolatedRows())) return;
		for (const row of rows) {
			await this.withRowLock(
				row,
				async () =>
					await this.inRow(row, async () => await this.context.helpers.clearAllProcessedItems('node', OPTIONS)),
			);
		}
	}

	private async inRow<T>(row: string, call: () => Promise<T>): Promise<T> {
		for (let attempt = 0; ; attempt++) {
			try {
				return await this.callIn(row, call);
			} catch (error) {
				// Retries also when another worker created the row at the same moment.
				if (attempt >= TRIES.length) throw error as Error;
				await sleep(TRIES[attempt]);
			}
		}
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
