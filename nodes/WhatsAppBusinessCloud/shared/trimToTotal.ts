/** A list that can drop its oldest entries. */
export interface Trimmable {
	readonly size: number;
	/** @param count number of entries, at most `size` */
	dropOldest(count: number): void;
}

/**
 * Limits the total size of several lists. The largest lists drop their oldest entries until all fit. A list with at
 * most its equal share, `max` divided by the number of lists, drops nothing, however fast the others grow.
 * @param max maximum number of entries in all lists together
 */
export function trimToTotal(lists: Iterable<Trimmable>, max: number): void {
	const bySize = [...lists].sort((one, other) => one.size - other.size);
	let remaining = max;
	for (const [index, list] of bySize.entries()) {
		const share = Math.floor(remaining / (bySize.length - index));
		if (list.size > share) list.dropOldest(list.size - share);
		remaining -= list.size;
	}
}
