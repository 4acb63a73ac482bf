import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { ListsByNode } from '../../shared/listsByNode';
import { trimToTotal, type Trimmable } from '../../shared/trimToTotal';

/**
 * Remembers which events a webhook has already output. There are two stores: a large one in this process, and one in
 * the workflow's static data, which survives restarts and is visible to other webhook processes. Static data is saved
 * with each request that outputs an event. n8n saves it as a unit and the last write wins, so each process always
 * writes everything it knows. n8n 1.x saves it before it stores the execution, so a request's own events are not
 * included, except those of `confirm`: they would be lost if the process stopped in between. The next request adds them;
 * until then, their execution detects duplicates (outputEvents.ts).
 */

/** Length of a key's hash in characters: 54 bits. */
const HASH_LENGTH = 9;

/**
 * Maximum number of events that a process remembers for all nodes together, about 35 MB (`npm run bench --
 * remembered`). The nodes with the most events drop their oldest ones, so each of 200 nodes can keep 2,000,
 * however many events other nodes receive.
 */
export const MAX_IN_PROCESS = 400_000;

/**
 * Maximum number of events in static data: about 5 KB. n8n reads and writes static data with each request, and stores
 * it with each execution, so it must stay small. The execution finds older duplicates (outputEvents.ts).
 */
const MAX_STORED = 500;

/** Maximum number of events in static data that requests are about to output. */
const MAX_PENDING = 200;

/**
 * ms between two writes of events to static data. Each is a write to n8n's database before the response, so those of a
 * burst are combined. After a crash in between, the execution finds the duplicates (outputEvents.ts).
 */
const WRITE_INTERVAL = 1000;

/** Hours. Meta retries a delivery for up to 7 days (WhatsApp docs: Webhooks > Retries). */
const MAX_AGE = 7 * 24;

const HOUR = 3_600_000;

/** Whether the request of an event succeeded; known once it has been answered. */
export type ResponseOutcome = Promise<boolean>;

/** The hash that represents an event in both stores. */
export const hashOf = (key: string): string =>
	createHash('sha256').update(key).digest('base64url').slice(0, HASH_LENGTH);

/** Splits concatenated hashes. The last one may be truncated and is dropped. */
function split(hashes: string): string[] {
	const count = Math.floor(hashes.length / HASH_LENGTH);
	return Array.from({ length: count }, (_, at) => hashes.slice(at * HASH_LENGTH, (at + 1) * HASH_LENGTH));
}

/** The two stores of one node. */
export class SeenEvents implements Trimmable {
	/** In order of arrival, each with its hour since 1970. */
	private readonly entries = new Map<string, number>();
	/** When events were last written to static data, in ms since 1970. */
	private writtenAt = -Infinity;
	/** Events that requests are processing. */
	private readonly outcomes = new Map<string, ResponseOutcome>();
	/** The newest entries, which go to static data. */
	private recent: string[] = [];
	/** Events that other processes were about to output. */
	private pendingElsewhere: ReadonlySet<string> = new Set();
	/** Last content read from or written to static data, by hour: what is unchanged need not be read again. */
	private readonly known = new Map<string, string>();

	/** @param trim enforces the size limit after events are added */
	constructor(private readonly trim: () => void = () => trimToTotal([this], MAX_IN_PROCESS)) {}

	get size(): number {
		return this.entries.size;
	}

	dropOldest(count: number): void {
		let left = count;
		for (const hash of this.entries.keys()) {
			if (left-- <= 0) break;
			this.remove(hash);
		}
	}

	/** Loads entries from static data, saved before a restart or by another process. */
	load(stored: unknown, now: number): void {
		if (!isObject(stored)) return;
		const oldest = now / HOUR - MAX_AGE;
		for (const time of this.known.keys()) if (!Object.hasOwn(stored, time)) this.known.delete(time);
		for (const [time, hashes] of Object.entries(stored)) {
			const hour = Number(time);
			if (typeof hashes !== 'string' || !(hour >= oldest) || this.known.get(time) === hashes) continue;
			this.known.set(time, hashes);
			for (const hash of split(hashes)) {
				if (!this.entries.has(hash)) this.add(hash, hour);
			}
		}
		this.trim();
	}

	/** Whether an event was output, or is being output, in this or another process. */
	has = (key: string): boolean => {
		const hash = hashOf(key);
		return this.entries.has(hash) || this.pendingElsewhere.has(hash);
	};

	/**
	 * Loads from static data which events other processes were about to output. They count for `has`, but not as output.
	 */
	loadPending(stored: unknown): void {
		if (typeof stored === 'string') this.pendingElsewhere = new Set(split(stored));
	}

	/**
	 * Hashes for static data, for `loadPending`: events that requests are about to output, here and in other processes.
	 */
	pendingHashes(): string {
		const open = this.recent.filter((hash) => this.outcomes.has(hash));
		const elsewhere = [...this.pendingElsewhere].filter((hash) => !this.entries.has(hash));
		return [...elsewhere, ...open].slice(-MAX_PENDING).join('');
	}

	/**
	 * Claims events for one request; only one request can hold an event. A request that gets none because another one
	 * holds them waits for its outcome and takes over if it fails. A request that holds events does not wait, so that two
	 * requests cannot wait for each other.
	 * @param outcome whether this request was answered successfully
	 * @returns the events that were not output before
	 */
	async claim<T extends { key: string }>(events: T[], outcome: ResponseOutcome, now: number): Promise<T[]> {
		const contested: T[] = [];
		const others = new Set<ResponseOutcome>();
		const free = this.claimFree(events, outcome, now, (event, other) => {
			contested.push(event);
			others.add(other);
		});
		if (free.length > 0 || contested.length === 0) return free;
		await Promise.all(others);
		return this.claimFree(contested, outcome, now, () => {});
	}

	private claimFree<T extends { key: string }>(
		events: T[],
		outcome: ResponseOutcome,
		now: number,
		onTaken: (event: T, other: ResponseOutcome) => void,
	): T[] {
		const free = events.filter((event) => {
			const hash = hashOf(event.key);
			if (!this.entries.has(hash)) {
				this.open(hash, outcome, now);
				return true;
			}
			const before = this.outcomes.get(hash);
			if (before !== undefined && before !== outcome) onTaken(event, before);
			return false;
		});
		this.removeOld(now);
		this.trim();
		return free;
	}

	/**
	 * Records claimed events at once that have had their effect, whether or not the response succeeds: messages that
	 * resumed an execution, and start none. The next `storedIfDue` includes them.
	 */
	confirm(events: ReadonlyArray<{ key: string }>, now: number): void {
		if (events.length === 0) return;
		for (const { key } of events) {
			const hash = hashOf(key);
			this.outcomes.delete(hash);
			// The response may have failed meanwhile, which has removed the event.
			if (!this.entries.has(hash)) this.add(hash, Math.floor(now / HOUR));
		}
		this.writtenAt = -Infinity;
	}

	private open(hash: string, outcome: ResponseOutcome, now: number): void {
		this.add(hash, Math.floor(now / HOUR));
		this.outcomes.set(hash, outcome);
		void outcome.then((isAcknowledged) => {
			// The entry was dropped in the meantime; another request may hold the event.
			if (this.outcomes.get(hash) !== outcome) return;
			if (isAcknowledged) this.outcomes.delete(hash);
			else this.remove(hash);
		});
	}

	private add(hash: string, hour: number): void {
		this.entries.set(hash, hour);
		this.recent.push(hash);
		if (this.recent.length > 2 * MAX_STORED) this.recent = this.recent.slice(-MAX_STORED);
	}

	private remove(hash: string): void {
		this.entries.delete(hash);
		this.outcomes.delete(hash);
	}

	/** The newest output events, for static data. Excludes pending ones: if they fail, they must not be remembered. */
	stored(): IDataObject {
		const output = new Map<string, number>();
		for (const hash of this.recent) {
			const hour = this.entries.get(hash);
			if (hour !== undefined && !this.outcomes.has(hash)) output.set(hash, hour);
		}
		const byHour: Record<string, string> = {};
		const newest = [...output].sort(([, one], [, other]) => one - other).slice(-MAX_STORED);
		for (const [hash, hour] of newest) byHour[hour] = (byHour[hour] ?? '') + hash;
		for (const [time, hashes] of Object.entries(byHour)) this.known.set(time, hashes);
		return byHour;
	}

	/** What `stored` returns; undefined if it was written a moment ago. @param now ms since 1970 */
	storedIfDue(now: number): IDataObject | undefined {
		if (Math.abs(now - this.writtenAt) < WRITE_INTERVAL) return undefined;
		this.writtenAt = now;
		return this.stored();
	}

	private removeOld(now: number): void {
		const oldest = now / HOUR - MAX_AGE;
		for (const [hash, hour] of this.entries) {
			if (hour >= oldest) break;
			this.remove(hash);
		}
	}
}

const nodes = new ListsByNode(MAX_IN_PROCESS, (trim) => new SeenEvents(trim));

/** The events that this process remembers for a node. */
export const seenEvents = (node: string): SeenEvents => nodes.get(node);
