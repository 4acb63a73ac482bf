import { LruMap } from '../../shared/lruMap';

/** How long a value is cached, in ms: Meta upgrades numbers automatically. */
export const CACHE_TTL_MS = 60 * 60_000;

/** How long a failed read is cached, in ms. */
const FAILURE_TTL_MS = 5 * 60_000;

/** Maximum number of cached numbers, and of cached reads. */
export const MAX_CACHED = 10_000;

interface Entry<T> {
	value: Promise<T>;
	/** The last result, whatever its age. */
	last?: T;
	/** ms since the epoch; Infinity while the request is in flight */
	until: number;
}

/** Reads of numbers in flight, and their results. */
export class CachedReads<T> {
	private readonly entries = new LruMap<string, Entry<T>>(MAX_CACHED);

	/** @param ttlMs how long a result is cached; a failure is cached for five minutes */
	constructor(private readonly ttlMs: number) {}

	/**
	 * Reads what a number may send, or returns what was read before.
	 * @param key Graph host and number
	 * @param credential fingerprint of the access token: a token that Meta rejects says nothing about the number
	 * @param fallback the result when `read` fails, from the error and the last result. What it throws is not cached.
	 */
	async get(
		key: string,
		credential: string,
		read: () => Promise<T>,
		fallback: (error: unknown, last: T | undefined) => T,
	): Promise<T> {
		const cacheKey = `${key} ${credential}`;
		const cached = this.entries.get(cacheKey);
		if (cached && cached.until > Date.now()) return await cached.value;
		const entry: Entry<T> = { value: this.read(() => entry, read, fallback), last: cached?.last, until: Infinity };
		this.entries.set(cacheKey, entry);
		return await entry.value;
	}

	private async read(
		entryOf: () => Entry<T>,
		read: () => Promise<T>,
		fallback: (error: unknown, last: T | undefined) => T,
	): Promise<T> {
		const [result] = await Promise.allSettled([read()]);
		const entry = entryOf();
		if (result.status === 'fulfilled') {
			entry.last = result.value;
			entry.until = Date.now() + this.ttlMs;
			return result.value;
		}
		entry.until = 0;
		const value = fallback(result.reason, entry.last);
		entry.until = Date.now() + FAILURE_TTL_MS;
		return value;
	}
}
