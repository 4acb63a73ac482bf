import { LruMap } from './lruMap';
import { trimToTotal, type Trimmable } from './trimToTotal';

/** Maximum number of nodes that a process remembers. The least recently used ones are evicted. */
const MAX_NODES = 200;

/** A list for each node, and a limit for the entries of all of them together. */
export class ListsByNode<T extends Trimmable> {
	private readonly lists = new LruMap<string, T>(MAX_NODES);

	/**
	 * @param max maximum number of entries of all nodes
	 * @param create `trim` enforces that maximum, after entries are added
	 */
	constructor(
		private readonly max: number,
		private readonly create: (trim: () => void) => T,
	) {}

	/** @param node IDs of workflow and node */
	get(node: string): T {
		return this.lists.getOrCreate(node, () => this.create(() => trimToTotal(this.lists.values(), this.max)));
	}
}
