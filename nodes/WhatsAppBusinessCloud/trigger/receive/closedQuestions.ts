import type { IDataObject } from 'n8n-workflow';
import { hasSameKeys, newestEntries } from '../../shared/newestEntries';

/** Maximum number in static data, which n8n reads with each delivery. */
const MAX_CLOSED = 1000;

/**
 * Questions that were settled, and messages that failed, by hash: in this process and in static data. They keep late
 * statuses, and other processes with an older copy of static data, from opening a question again.
 */
export class ClosedQuestions {
	/** When each was closed, in seconds since 1970. */
	private entries = new Map<string, number>();

	/** @param maxAge seconds, after which no copy of a question is open */
	constructor(private readonly maxAge: number) {}

	has(hash: string): boolean {
		return this.entries.has(hash);
	}

	/** @param now seconds */
	add(hash: string, now: number): void {
		if (this.entries.has(hash)) return;
		this.entries.set(hash, Math.floor(now));
		this.entries = newestEntries(this.entries, MAX_CLOSED, (at) => at);
	}

	/**
	 * Adds what static data has.
	 * @param now seconds
	 * @returns whether static data differs from what `stored` returns
	 */
	load(found: ReadonlyMap<string, number>, now: number): boolean {
		const current = [...found, ...this.entries].filter(([, at]) => now - at < this.maxAge);
		this.entries = newestEntries(new Map(current), MAX_CLOSED, (at) => at);
		return !hasSameKeys(found, this.entries);
	}

	/** For static data. */
	stored(): IDataObject {
		return Object.fromEntries(this.entries);
	}
}
