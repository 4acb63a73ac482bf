import { createHash } from 'node:crypto';
import type { DeduplicationScope, ICheckProcessedContextData, IDataDeduplicator } from 'n8n-workflow';

/** Bytes of an MD5 hash. */
const HASH_BYTES = 16;

const hashOf = (item: unknown): Buffer => createHash('md5').update(String(item)).digest();

/**
 * n8n's table of processed data, as in FakeDeduplicator (test/engine/campaign), but outside of the JavaScript heap: n8n
 * has it in a database.
 */
export class OffHeapStore implements IDataDeduplicator {
	private readonly rows = new Map<string, Buffer>();

	/** Number of rows, of entries in all rows, and of entries in the largest row. */
	sizes(): { rows: number; entries: number; largest: number } {
		const counts = [...this.rows.values()].map(({ length }) => length / HASH_BYTES);
		return { rows: counts.length, entries: counts.reduce((sum, one) => sum + one, 0), largest: Math.max(0, ...counts) };
	}

	private keyOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
		return `${workflow.id} ${scope === 'node' ? node?.id : ''}`;
	}

	private hashesOf(key: string): string[] {
		const row = this.rows.get(key) ?? Buffer.alloc(0);
		return Array.from({ length: row.length / HASH_BYTES }, (_unused, at) =>
			row.toString('latin1', at * HASH_BYTES, (at + 1) * HASH_BYTES),
		);
	}

	private write(key: string, hashes: string[]): void {
		this.rows.set(key, Buffer.from(hashes.join(''), 'latin1'));
	}

	async checkProcessedAndRecord(
		items: unknown[],
		scope: DeduplicationScope,
		data: ICheckProcessedContextData,
		{ maxEntries = Infinity }: { maxEntries?: number },
	) {
		const key = this.keyOf(scope, data);
		const hashes = this.hashesOf(key);
		const known = new Set(hashes);
		const isKnown = (item: unknown): boolean => known.has(hashOf(item).toString('latin1'));
		const added = items.filter((item) => !isKnown(item));
		const processed = items.filter(isKnown);
		const all = [...hashes, ...added.map((item) => hashOf(item).toString('latin1'))];
		this.write(key, all.slice(-Math.min(all.length, maxEntries)));
		return { new: added, processed } as never;
	}

	async removeProcessed(items: unknown[], scope: DeduplicationScope, data: ICheckProcessedContextData): Promise<void> {
		const key = this.keyOf(scope, data);
		if (items.length === 0 || !this.rows.has(key)) return;
		const removed = new Set(items.map((item) => hashOf(item).toString('latin1')));
		this.write(
			key,
			this.hashesOf(key).filter((hash) => !removed.has(hash)),
		);
	}

	async clearAllProcessedItems(scope: DeduplicationScope, data: ICheckProcessedContextData): Promise<void> {
		this.rows.delete(this.keyOf(scope, data));
	}

	async getProcessedDataCount(scope: DeduplicationScope, data: ICheckProcessedContextData): Promise<number> {
		return (this.rows.get(this.keyOf(scope, data))?.length ?? 0) / HASH_BYTES;
	}
}
