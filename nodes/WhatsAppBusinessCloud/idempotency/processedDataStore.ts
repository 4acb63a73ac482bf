import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { OneByOne } from '../shared/concurrency/keyedMutex';

/** Most entries of one row, when nothing else is asked for; n8n drops the oldest beyond. Bounds what a campaign can take in n8n's database. */
const ROW_LIMIT = 50_000;

/** Waits before another try when the database does not take a write, in ms. */
const TRIES = [50, 250, 1000];

const OPTIONS = { mode: 'entries', maxEntries: ROW_LIMIT } as const;

/** A row that nobody ever makes. */
const NO_ROW_COUNT = 'none';

/**
 * What runs on each row of this process. n8n reads a row, adds to it and writes it back, without a lock: two of these at
 * once would lose what one of them added.
 */
const busy = new OneByOne();

/** Whether this n8n was seen to tell rows apart: it does not change while it runs. */
let isolationVerified = false;

/**
 * Rows of texts in n8n's own database, written at once and seen by all workers: n8n's store for removing duplicates. It keeps hashes, and
 * tells of a text only whether it was there, adding it where it was not.
 *
 * n8n keeps one row per node, found by the node's ID. A row of 100,000 entries takes 60 to 200 ms to add to, one of 1,000 takes 2 to 5. So each
 * row here stands under an ID of its own. Should n8n come to find rows by something else, all of these would be one row:
 * slower, and right all the same, since every text names its row.
 */
export class ProcessedDataStore {
	private readonly place: string;

	constructor(private readonly context: IExecuteFunctions) {
		this.place = `${context.getWorkflow().id} ${context.getNode().id}`;
	}

	/** Whether n8n has a store for this node: not in every kind of context. */
	static available(context: IExecuteFunctions): boolean {
		const has = (object: object, names: string[]): boolean =>
			names.every((name) => typeof (object as Record<string, unknown>)[name] === 'function');
		return (
			has(context, ['getExecuteData', 'getWorkflow']) &&
			has(context.helpers, ['checkProcessedAndRecord', 'removeProcessed'])
		);
	}

	/** Runs work on a row while nothing else of this process does. */
	async withRowLock<T>(row: string, work: () => Promise<T>): Promise<T> {
		return await busy.run(`${this.place} ${row}`, work);
	}

	/**
	 * Adds texts to a row; makes it when there is none. Of several who make a row at once, one succeeds, and the others find it there.
	 * @param maxEntries beyond which the oldest go
	 * @returns those that were there before
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

	/** How many texts a row holds; 0 when there is no such row. */
	async count(row: string): Promise<number> {
		return await this.inRow(row, async () => await this.context.helpers.getProcessedDataCount('node', OPTIONS));
	}

	/** Whether n8n tells rows apart. @throws what n8n's database threw */
	async hasIsolatedRows(): Promise<boolean> {
		if (!isolationVerified) isolationVerified = (await this.count(NO_ROW_COUNT)) === 0;
		return isolationVerified;
	}

	/** Deletes rows whole. */
	async drop(rows: string[]): Promise<void> {
		// Where all rows are one, deleting one would delete what others keep.
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
				// Also when another worker made the row in this very moment.
				if (attempt >= TRIES.length) throw error as Error;
				await sleep(TRIES[attempt]);
			}
		}
	}

	/** n8n reads the node's ID before the call returns its promise, so that nothing else ever sees the other one. */
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
