import type { IDataObject } from 'n8n-workflow';
import { LruMap } from '../../shared/lruMap';

/**
 * Maximum number of IDs in static data, which n8n reads with each delivery. A customer has up to three: phone number,
 * user ID and parent user ID.
 */
const MAX_IDS = 3000;

/** How long the end of a pause is remembered, so that an old copy in static data does not restore it. ms */
const REMEMBERED = 3_600_000;

/** Maximum number of nodes that a process remembers. */
const MAX_NODES = 200;

/** Times in ms since 1970. */
interface Entry {
	/** End of the pause; 0 after it was ended by hand. */
	until: number;
	/** When what started or ended it happened: what is older changes nothing. */
	at: number;
	/** The message of the customer that started the pause, as `hashOf` returns it; undefined if something else did. */
	startedBy?: string;
}

const isCurrent = ({ until, at }: Entry, now: number): boolean => until > now || now - at < REMEMBERED;

function readEntry(value: unknown): Entry | undefined {
	if (!Array.isArray(value)) return undefined;
	const [until, at, startedBy] = value as unknown[];
	if (typeof until !== 'number' || typeof at !== 'number') return undefined;
	return { until, at, ...(typeof startedBy === 'string' && { startedBy }) };
}

/**
 * The chats of a node in which a person answers, by hash of the customer: in this process and in static data, which
 * other webhook processes read with their next delivery. n8n saves static data as a unit and the last write wins. So
 * each process compares what it loads with what it knows, and saves again what another one has overwritten.
 */
export class Pauses {
	/** Oldest change first. */
	private readonly entries = new Map<string, Entry>();
	private hasChanged = false;

	/** Whether static data differs from what `stored` returns. */
	get isChanged(): boolean {
		return this.hasChanged;
	}

	/** Loads entries from static data: the newer one of both counts. @param now ms since 1970 */
	load(stored: unknown, now: number): void {
		const found = new Map<string, Entry>();
		for (const [customer, value] of Object.entries(stored ?? {})) {
			const entry = readEntry(value);
			if (entry !== undefined) found.set(customer, entry);
		}
		for (const [customer, entry] of this.entries) {
			const other = found.get(customer);
			if (!isCurrent(entry, now)) this.entries.delete(customer);
			else if (other === undefined || other.at < entry.at) this.hasChanged = true;
		}
		for (const [customer, entry] of found) {
			if (isCurrent(entry, now) && entry.at > (this.entries.get(customer)?.at ?? -1)) this.put(customer, entry, now);
		}
	}

	/**
	 * Starts, extends or ends a pause.
	 * @param customers hashes of the customer's IDs
	 * @param change.until end of the pause; 0 ends it
	 * @param change.at when what starts or ends it happened
	 * @param change.startedBy the customer's message, if that is what it was
	 */
	set(customers: readonly string[], change: Entry, now: number): void {
		const { until, at } = change;
		const before = this.find(customers, now);
		const startedBy = before === undefined ? change.startedBy : before.startedBy;
		const entry = { until, at, ...(until > 0 && startedBy !== undefined && { startedBy }) };
		for (const customer of customers) {
			const known = this.entries.get(customer);
			if (known !== undefined && known.at > at) continue;
			this.put(customer, entry, now);
			this.hasChanged = true;
		}
	}

	/** @returns the pause of the chat; undefined if it is not paused */
	find(customers: readonly string[], now: number): Readonly<Entry> | undefined {
		const newest = customers
			.flatMap((customer) => this.entries.get(customer) ?? [])
			.reduce<Entry | undefined>((one, other) => (one !== undefined && one.at >= other.at ? one : other), undefined);
		return newest !== undefined && newest.until > now ? newest : undefined;
	}

	/** Entries for static data. */
	stored(): IDataObject {
		this.hasChanged = false;
		return Object.fromEntries(
			[...this.entries].map(([customer, { until, at, startedBy }]) => [
				customer,
				startedBy === undefined ? [until, at] : [until, at, startedBy],
			]),
		);
	}

	private put(customer: string, entry: Entry, now: number): void {
		this.entries.delete(customer);
		if (this.entries.size >= MAX_IDS) this.entries.delete(this.leastNeeded(now));
		this.entries.set(customer, entry);
	}

	/** The oldest pause that is over, otherwise the oldest one. */
	private leastNeeded(now: number): string {
		for (const [customer, { until }] of this.entries) if (until <= now) return customer;
		return this.entries.keys().next().value!;
	}
}

const nodes = new LruMap<string, Pauses>(MAX_NODES);

/** The pauses of a node in this process. */
export const pausesOf = (node: string): Pauses => nodes.getOrCreate(node, () => new Pauses());
