import { setTimeout as wait } from 'node:timers/promises';
import type { OutputEventStore } from '../../../nodes/WhatsAppBusinessCloud/trigger/deduplication/outputEvents';

/**
 * n8n's rows as seen by several processes (n8n: deduplication/deduplication-helper.js): a row is read, extended and
 * written back in full, without a lock. When two processes create the same row, the second one fails and finds it on
 * the next attempt.
 */
export class Database {
	rows = new Map<string, string[]>();
	calls = 0;
	/** Called before each call begins; may throw. */
	onCall: (call: string, row: string) => void = () => {};

	/** @param reads ms before a call reads @param writes ms between its read and its write */
	open(reads: () => number = () => 0, writes: () => number = () => 0): OutputEventStore {
		const begin = async (call: string, row: string): Promise<void> => {
			this.calls++;
			this.onCall(call, row);
			await wait(reads());
		};
		const record = async (row: string, texts: string[], maxEntries = 50_000): Promise<Set<string>> => {
			await begin('record', row);
			const found = this.rows.get(row);
			await wait(writes());
			if (found === undefined) {
				if (this.rows.has(row)) return await record(row, texts, maxEntries);
				this.rows.set(row, texts.slice(-maxEntries));
				return new Set();
			}
			const known = new Set(texts.filter((text) => found.includes(text)));
			// Updating a row that was deleted in the meantime changes nothing.
			if (this.rows.has(row))
				this.rows.set(row, [...found, ...texts.filter((text) => !known.has(text))].slice(-maxEntries));
			return known;
		};
		const { rows } = this;
		return {
			verify: async () => await Promise.resolve(),
			record,
			async remove(row, texts) {
				if (texts.length === 0) return;
				await begin('remove', row);
				const found = rows.get(row);
				await wait(writes());
				if (found && rows.has(row))
					rows.set(
						row,
						found.filter((text) => !texts.includes(text)),
					);
			},
			async count(row) {
				await begin('count', row);
				return rows.get(row)?.length ?? 0;
			},
			async drop(names) {
				for (const row of names) {
					await begin('drop', row);
					rows.delete(row);
				}
			},
		};
	}
}
