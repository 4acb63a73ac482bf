/** Groups that are kept apart; further ones are counted together. */
const MAX_GROUPS = 50;

/** Items named in each group. */
const MAX_ITEMS = 100;

/** Groups named in a sentence. */
const MAX_NAMED = 5;

/** One reason, and the items that it applies to. */
export interface Group {
	count: number;
	reason: string;
	items: number[];
}

/** Items of a run, grouped by reason. Stays small, however many different reasons there are. */
export class Groups<T extends Group> {
	private readonly groups = new Map<string, T>();

	constructor(private readonly others: () => T) {}

	get isEmpty(): boolean {
		return this.groups.size === 0;
	}

	/** @returns the group that the item was added to */
	add(item: number, key: string, fresh: () => T): T {
		const isFull = this.groups.size >= MAX_GROUPS && !this.groups.has(key);
		const group = this.find(isFull ? '' : key, isFull ? this.others : fresh);
		group.count++;
		if (group.items.length < MAX_ITEMS) group.items.push(item);
		return group;
	}

	/** The largest group first. */
	sorted(): T[] {
		return [...this.groups.values()].sort((one, other) => other.count - one.count);
	}

	/** The largest groups as one text each. @param what the groups are called, for the last text */
	texts(name: (group: T) => string, what: string): string[] {
		const sorted = this.sorted();
		const named = sorted.slice(0, MAX_NAMED).map(name);
		if (sorted.length > MAX_NAMED) named.push(`and ${sorted.length - MAX_NAMED} more ${what}`);
		return named;
	}

	/** The largest groups as one text. */
	format(name: (group: T) => string, glue: string): string {
		return this.texts(name, 'reasons').join(glue);
	}

	private find(key: string, fresh: () => T): T {
		const known = this.groups.get(key);
		if (known) return known;
		const group = fresh();
		this.groups.set(key, group);
		return group;
	}
}

/** Text for a hint: n8n shows hints as HTML. */
export const withoutTags = (text: string): string => text.replace(/[<>]/g, ' ');
