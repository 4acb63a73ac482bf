import type { IDataObject } from 'n8n-workflow';
import { knownCode } from '../graph/errorCodes';
import { errorDetails, type ItemError } from './errors';

/** Kinds of failure told apart; what comes beyond is counted together. */
const MOST_GROUPS = 50;

/** Items named in each group. */
const MOST_ITEMS = 100;

/** Groups named in a sentence. */
const MOST_NAMED = 5;

interface Group {
	count: number;
	reason: string;
	advice?: string;
	code?: number;
	class?: string;
	scope?: string;
	/** The latest of the group's times. */
	after?: string;
	outcome?: string;
	field?: string;
	items: number[];
}

/** n8n shows hints as HTML. */
const plain = (text: string): string => text.replace(/[<>]/g, ' ');

function groupOf(error: ItemError): Group {
	const details = errorDetails(error);
	const { code, subcode, class: sendClass, scope, outcome, field } = details as Partial<Group> & { subcode?: number };
	// What is said to an InputError ends with the item, which is different each time.
	const reason = error.message.replace(/ \[item \d+\]$/, '');
	const described = String(error.description ?? '').split('\n')[0];
	const advice = (knownCode(code, subcode)?.advice ?? described) || undefined;
	return { count: 0, reason, advice, code, class: sendClass, scope, outcome, field, items: [] };
}

/** The failing items of a run, grouped by reason. */
export class FailureGroups {
	count = 0;

	/** Of these: not even tried. */
	notSent = 0;

	/** Of these: nobody knows whether Meta accepted them. */
	unknown = 0;

	private readonly groups = new Map<string, Group>();

	add(item: number, error: ItemError): void {
		this.count++;
		const fresh = groupOf(error);
		if (fresh.outcome === 'notSent') this.notSent++;
		if (fresh.outcome === 'unknown') this.unknown++;
		const key = [fresh.code, fresh.outcome, fresh.field, fresh.code === undefined ? fresh.reason : ''].join('|');
		const full = this.groups.size >= MOST_GROUPS && !this.groups.has(key);
		const group = this.group(full ? 'others' : key, full ? { count: 0, reason: 'Other reasons', items: [] } : fresh);
		group.count++;
		if (group.items.length < MOST_ITEMS) group.items.push(item);
		const after = error.context.after as string | undefined;
		if (after !== undefined && !(group.after !== undefined && group.after > after)) group.after = after;
	}

	/** The largest group first; entries that are not known are left out. */
	list(): IDataObject[] {
		return this.sorted().map((group) => Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined)));
	}

	/** `8 x 131026, 4 x 131049` */
	short(): string {
		return this.named(({ count, code, outcome, reason }) => `${count} x ${outcome === 'unknown' ? 'unknown outcome' : (code ?? reason)}`, ', ');
	}

	/** `8 x The message cannot be delivered to this recipient (131026): Check the number. ...` */
	long(): string {
		return this.named(({ count, reason, code, advice }) => {
			const what = `${count} x ${reason}${code === undefined ? '' : ` (${code})`}`;
			return plain(advice === undefined ? what : `${what}: ${advice}`);
		}, ' | ');
	}

	private group(key: string, fresh: Group): Group {
		const known = this.groups.get(key);
		if (known) return known;
		this.groups.set(key, fresh);
		return fresh;
	}

	private sorted(): Group[] {
		return [...this.groups.values()].sort((one, other) => other.count - one.count);
	}

	private named(name: (group: Group) => string, glue: string): string {
		const sorted = this.sorted();
		const named = sorted.slice(0, MOST_NAMED).map(name);
		if (sorted.length > MOST_NAMED) named.push(`and ${sorted.length - MOST_NAMED} more reasons`);
		return named.join(glue);
	}
}
