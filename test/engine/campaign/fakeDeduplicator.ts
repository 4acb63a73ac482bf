import nock from 'nock';
import { createHash } from 'node:crypto';
import { DataDeduplicationService } from 'n8n-core';
import type { DeduplicationScope, ICheckProcessedContextData, IDataDeduplicator } from 'n8n-workflow';

type Rows = Map<string, string[]>;

const md5 = (text: unknown): string => createHash('md5').update(String(text)).digest('base64');

/**
 * n8n's deduplication store with a map in place of its table (n8n: deduplication/deduplication-helper.js, mode
 * "entries"): hashed texts, one row per workflow and node ID, which is read, extended and written back without a lock.
 */
export class FakeDeduplicator implements IDataDeduplicator {
	rows: Rows = new Map();

	/** Duration of each read and write, in ms. */
	delayMs = 0;

	/** Called before each call; may throw to simulate a database that is down. */
	onCall: (call: 'record' | 'remove' | 'count' | 'clear', texts: string[]) => void | Promise<void> = () => {};

	/** Whether a record takes place but fails: its reply is lost. */
	losesReply: (texts: string[]) => boolean = () => false;

	/** Number of calls. */
	calls = 0;

	protected key(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
		return `${workflow.id} ${scope === 'node' ? `n:${node?.id}` : ''}`;
	}

	private async delay(): Promise<void> {
		this.calls++;
		await new Promise((done) => (this.delayMs > 0 ? setTimeout(done, this.delayMs) : setImmediate(done)));
	}

	async checkProcessedAndRecord(
		items: unknown[],
		scope: DeduplicationScope,
		data: ICheckProcessedContextData,
		options: { maxEntries?: number },
	) {
		const result = await this.record(items, scope, data, options);
		if (this.losesReply(items.map(String))) throw new Error('Connection terminated unexpectedly');
		return result;
	}

	private async record(
		items: unknown[],
		scope: DeduplicationScope,
		data: ICheckProcessedContextData,
		options: { maxEntries?: number },
	) {
		const key = this.key(scope, data);
		const { rows } = this;
		await this.onCall('record', items.map(String));
		await this.delay();
		const found = rows.get(key);
		await this.delay();
		if (found === undefined) {
			if (rows.has(key)) throw new Error('UNIQUE constraint failed: processed_data.workflowId, processed_data.context');
			rows.set(key, items.map(md5));
			return { new: items, processed: [] } as never;
		}
		const known = new Set(found);
		const added = items.filter((item) => !known.has(md5(item)));
		const all = [...found, ...added.map(md5)];
		// Updating a row that was deleted in the meantime changes nothing.
		if (rows.has(key)) rows.set(key, all.slice(-Math.min(all.length, options.maxEntries ?? Infinity)));
		return { new: added, processed: items.filter((item) => known.has(md5(item))) } as never;
	}

	async removeProcessed(items: unknown[], scope: DeduplicationScope, data: ICheckProcessedContextData): Promise<void> {
		const key = this.key(scope, data);
		const { rows } = this;
		await this.onCall('remove', items.map(String));
		await this.delay();
		const removed = new Set(items.map(md5));
		const found = rows.get(key);
		await this.delay();
		if (found && rows.has(key))
			rows.set(
				key,
				found.filter((hash) => !removed.has(hash)),
			);
	}

	async clearAllProcessedItems(scope: DeduplicationScope, data: ICheckProcessedContextData): Promise<void> {
		const key = this.key(scope, data);
		const { rows } = this;
		await this.onCall('clear', []);
		await this.delay();
		rows.delete(key);
	}

	async getProcessedDataCount(scope: DeduplicationScope, data: ICheckProcessedContextData): Promise<number> {
		const key = this.key(scope, data);
		const { rows } = this;
		await this.onCall('count', []);
		await this.delay();
		return rows.get(key)?.length ?? 0;
	}

	private left?: Rows;

	/** Simulates a killed n8n: keeps what is in the database now, and discards later writes. */
	crash(): void {
		this.left = new Map([...this.rows].map(([key, hashes]) => [key, [...hashes]]));
	}

	/** Simulates a restart of n8n. */
	revive(): void {
		this.rows = this.left ?? this.rows;
	}
}

/** Registers a store for this test file; n8n has one per process. */
export async function openStore(): Promise<FakeDeduplicator> {
	const store = new FakeDeduplicator();
	await DataDeduplicationService.init(store);
	return store;
}

/** A store for the tests of a file, empty before each of them. Their requests go to nock only. */
export function storeForTests(): FakeDeduplicator {
	const store = new FakeDeduplicator();
	beforeAll(async () => {
		nock.disableNetConnect();
		await DataDeduplicationService.init(store);
	});
	beforeEach(() => {
		store.rows = new Map();
		store.onCall = () => {};
		store.losesReply = () => false;
	});
	afterEach(() => nock.cleanAll());
	afterAll(() => nock.enableNetConnect());
	return store;
}
