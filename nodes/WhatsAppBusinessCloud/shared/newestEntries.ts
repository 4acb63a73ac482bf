/**
 * The entries that remain at a maximum: the newest ones, those of the same time by key. Processes with the same entries
 * keep the same ones.
 * @param timeOf when an entry was made
 */
export function newestEntries<T>(entries: Map<string, T>, max: number, timeOf: (value: T) => number): Map<string, T> {
	if (entries.size <= max) return entries;
	const kept = [...entries].sort(
		([key, value], [otherKey, other]) => timeOf(value) - timeOf(other) || (key < otherKey ? -1 : 1),
	);
	return new Map(kept.slice(-max));
}

/** Whether two maps have the same keys, in any order. */
export function hasSameKeys(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean {
	return one.size === other.size && [...one.keys()].every((key) => other.has(key));
}
