/** A map that holds at most `max` entries. A new entry replaces the least recently used one. */
export class LruMap<K, V> {
	private readonly entries = new Map<K, V>();

	/** @param max number of entries, 1 or more */
	constructor(private readonly max: number) {}

	get size(): number {
		return this.entries.size;
	}

	/** Counts as a use of the entry. */
	get(key: K): V | undefined {
		const value = this.entries.get(key);
		if (value !== undefined) this.set(key, value);
		return value;
	}

	set(key: K, value: V): void {
		this.entries.delete(key);
		this.entries.set(key, value);
		if (this.entries.size > this.max) this.entries.delete(this.entries.keys().next().value as K);
	}

	/** @param create creates the value of a missing key */
	getOrCreate(key: K, create: () => V): V {
		const known = this.get(key);
		if (known !== undefined) return known;
		const value = create();
		this.set(key, value);
		return value;
	}

	/** Least recently used first. Does not count as a use. */
	values(): IterableIterator<V> {
		return this.entries.values();
	}

	/** Deletes the least recently used entries, up to the first one that this is not true for. */
	deleteWhile(isOver: (value: V) => boolean): void {
		for (const [key, value] of this.entries) {
			if (!isOver(value)) return;
			this.entries.delete(key);
		}
	}

	delete(key: K): void {
		this.entries.delete(key);
	}
}
