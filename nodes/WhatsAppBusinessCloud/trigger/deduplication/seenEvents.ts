import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { LruMap } from '../../shared/lruMap';
import { trimToTotal, type Trimmable } from '../../shared/trimToTotal';

/**
 * Which events were told before, as a webhook knows it. Two memories: one of this process, large, and one in the workflow's
 * static data, which is saved with each request that tells something, outlives restarts, and is what other webhook processes
 * see. n8n saves static data as a whole and the last writer wins, so each process writes all that it knows each time. It
 * does so before it stores the execution: a request's own events are not in it, lest they are lost when it dies in between.
 * They come in with the next request; until then their execution is what knows of them (repeats/).
 */

/** Characters of a key's hash: 54 bits. */
const HASH_LENGTH = 9;

/**
 * Events that a process remembers for all nodes together, some 35 MB (`npm run bench -- remembered`). The nodes with the most
 * events drop their oldest ones, so that each of MAX_NODES nodes can keep 2,000: as many as static data has, whatever the others receive.
 */
export const MAX_IN_PROCESS = 400_000;

/** Events in static data: some 20 KB. n8n stores static data with every saved execution too, so it has to stay small. */
const MAX_STORED = 2000;

/** Events in static data that requests are about to tell. */
const MAX_PENDING = 200;

/** Hours: Meta delivers again for up to 7 days (WhatsApp docs: Webhooks > Retries). */
const MAX_AGE = 7 * 24;

/** Nodes that a process remembers. */
const MAX_NODES = 200;

const HOUR = 3_600_000;

/** An event that is being told: whether that worked is known when its request was answered. */
export type ResponseOutcome = Promise<boolean>;

/** What stands for an event in both memories. */
export const hashOf = (key: string): string =>
	createHash('sha256').update(key).digest('base64url').slice(0, HASH_LENGTH);

/** The hashes in a row of them, of which the last one may be cut off. */
function split(hashes: string): string[] {
	const count = Math.floor(hashes.length / HASH_LENGTH);
	return Array.from({ length: count }, (_, at) => hashes.slice(at * HASH_LENGTH, (at + 1) * HASH_LENGTH));
}

/** The two memories of one node. */
export class SeenEvents implements Trimmable {
	/** In the order in which they came, each with its hour since 1970. */
	private readonly entries = new Map<string, number>();
	/** Those that are being told. */
	private readonly outcomes = new Map<string, ResponseOutcome>();
	/** The newest of them, which are the ones for static data. */
	private recent: string[] = [];
	/** What other processes were about to tell. */
	private pendingElsewhere: ReadonlySet<string> = new Set();
	/** What was read from static data or put there last, by hour. */
	private readonly known = new Map<string, string>();

	/** @param trim keeps within the bound when events were added */
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

	/** Takes over what static data has, from before a restart or from another process. */
	load(stored: unknown, now: number): void {
		if (!isObject(stored)) return;
		const oldest = now / HOUR - MAX_AGE;
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

	/** Whether an event was told, or is being told, here or in another process. */
	has = (key: string): boolean => {
		const hash = hashOf(key);
		return this.entries.has(hash) || this.pendingElsewhere.has(hash);
	};

	/** Takes over from static data what other processes were about to tell. It counts for `has`, and not as told. */
	loadPending(telling: unknown): void {
		if (typeof telling === 'string') this.pendingElsewhere = new Set(split(telling));
	}

	/** What goes to static data for `hear`: what requests are about to tell, here and in other processes. */
	pendingHashes(): string {
		const open = this.recent.filter((hash) => this.outcomes.has(hash));
		const elsewhere = [...this.pendingElsewhere].filter((hash) => !this.entries.has(hash));
		return [...elsewhere, ...open].slice(-MAX_PENDING).join('');
	}

	/**
	 * Takes events for one request, each of which only one request gets. A request that gets none, because another one is at
	 * it, waits how that ends: if it goes wrong, this one takes over. One that holds some does not wait, lest two wait for each other.
	 * @param outcome whether this request was answered well, in the end
	 * @returns the events that were not told before
	 */
	async claim<T extends { key: string }>(events: T[], outcome: ResponseOutcome, now: number): Promise<T[]> {
		const contested: T[] = [];
		const others = new Set<ResponseOutcome>();
		const free = this.take(events, outcome, now, (event, other) => {
			contested.push(event);
			others.add(other);
		});
		if (free.length > 0 || contested.length === 0) return free;
		await Promise.all(others);
		return this.take(contested, outcome, now, () => {});
	}

	private take<T extends { key: string }>(
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
		this.forgetOld(now);
		this.trim();
		return free;
	}

	private open(hash: string, outcome: ResponseOutcome, now: number): void {
		this.add(hash, Math.floor(now / HOUR));
		this.outcomes.set(hash, outcome);
		void outcome.then((worked) => {
			// It was dropped meanwhile, and another request may have it.
			if (this.outcomes.get(hash) !== outcome) return;
			if (worked) this.outcomes.delete(hash);
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

	/** What goes to static data: the newest events that were told. Not what is about to be told: should that go wrong, it must not be remembered. */
	stored(): IDataObject {
		const told = new Map<string, number>();
		for (const hash of this.recent) {
			const hour = this.entries.get(hash);
			if (hour !== undefined && !this.outcomes.has(hash)) told.set(hash, hour);
		}
		const byHour: Record<string, string> = {};
		const newest = [...told].sort(([, one], [, other]) => one - other).slice(-MAX_STORED);
		for (const [hash, hour] of newest) byHour[hour] = (byHour[hour] ?? '') + hash;
		for (const [time, hashes] of Object.entries(byHour)) this.known.set(time, hashes);
		return byHour;
	}

	private forgetOld(now: number): void {
		const oldest = now / HOUR - MAX_AGE;
		for (const [hash, hour] of this.entries) {
			if (hour >= oldest) break;
			this.remove(hash);
		}
		for (const time of this.known.keys()) {
			if (Number(time) < oldest) this.known.delete(time);
		}
	}
}

const nodes = new LruMap<string, SeenEvents>(MAX_NODES);

const trimAll = (): void => trimToTotal(nodes.values(), MAX_IN_PROCESS);

/** What this process remembers for a node; the nodes that were quiet longest make room. */
export function seenEvents(node: string): SeenEvents {
	return nodes.getOrCreate(node, () => new SeenEvents(trimAll));
}
