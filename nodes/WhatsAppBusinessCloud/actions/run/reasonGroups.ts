/** Maximum number of separate groups; further ones are counted together. */
const MAX_GROUPS = 50;

/** Maximum number of items listed per group. */
const MAX_ITEMS = 100;

/** Maximum number of groups listed in a sentence. */
const MAX_NAMED = 5;

/** A reason, and the items that it applies to. */
export interface Group {
	count: number;
	reason: string;
	items: number[];
}

/** Items of a run, grouped by reason. Stays small, however many reasons there are. */
export class Groups<T extends Group> {
	private readonly groups = new Map<string, T>();

	/** @param createOverflow creates the group of all reasons beyond MAX_GROUPS */
	constructor(private readonly createOverflow: () => T) {}

	get isEmpty(): boolean {
		return this.groups.size === 0;
	}

	/** @returns the group to which the item was added */
	add(item: number, key: string, create: () => T): T {
		const isFull = this.groups.size >= MAX_GROUPS && !this.groups.has(key);
		const group = this.getOrCreate(isFull ? '' : key, isFull ? this.createOverflow : create);
		group.count++;
		if (group.items.length < MAX_ITEMS) group.items.push(item);
		return group;
	}

	/** Largest group first. */
	sorted(): T[] {
		return [...this.groups.values()].sort((one, other) => other.count - one.count);
	}

	/** The largest groups as one text each. @param what plural noun for the groups, used in the last text */
	texts(name: (group: T) => string, what: string, isListed: (group: T) => boolean = () => true): string[] {
		const sorted = this.sorted().filter(isListed);
		const named = sorted.slice(0, MAX_NAMED).map(name);
		if (sorted.length > MAX_NAMED) named.push(`and ${sorted.length - MAX_NAMED} more ${what}`);
		return named;
	}

	/** The largest groups as one text. */
	format(name: (group: T) => string, separator: string, isListed?: (group: T) => boolean): string {
		return this.texts(name, 'reasons', isListed).join(separator);
	}

	private getOrCreate(key: string, create: () => T): T {
		const known = this.groups.get(key);
		if (known) return known;
		const group = create();
		this.groups.set(key, group);
		return group;
	}
}

/** Text for a hint, without tags: n8n renders hints as HTML. */
export const withoutTags = (text: string): string => text.replace(/[<>]/g, ' ');
