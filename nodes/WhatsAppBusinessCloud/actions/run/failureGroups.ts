import type { IDataObject } from 'n8n-workflow';
import { formatNumber } from '../../shared/formatNumber';
import type { ErrorDetails } from '../../transport/errors';
import type { ItemError } from './itemErrors';
import { Groups, withoutTags, type Group } from './reasonGroups';

/** `after` is the latest of the group's errors. */
interface FailureGroup extends Group, Pick<ErrorDetails, 'code' | 'class' | 'scope' | 'after' | 'outcome'> {
	advice?: string;
	field?: string;
}

const others = (): FailureGroup => ({ count: 0, reason: 'Other reasons', items: [] });

function groupOf({ error, reason = error.message, field, advice, details }: ItemError): FailureGroup {
	const { code, class: sendClass, scope, outcome } = details;
	const described = String(error.description ?? '').split('\n')[0] || undefined;
	return { count: 0, reason, advice: advice ?? described, code, class: sendClass, scope, outcome, field, items: [] };
}

/** The failed items of a run, grouped by reason. */
export class FailureGroups {
	count = 0;

	/** Number of these that were not attempted. */
	skipped = 0;

	/** Number of these with an unknown outcome. */
	unknown = 0;

	private readonly groups = new Groups<FailureGroup>(others);

	add(item: number, error: ItemError): void {
		this.count++;
		const fresh = groupOf(error);
		if (fresh.outcome === 'notSent') this.skipped++;
		if (fresh.outcome === 'unknown') this.unknown++;
		const key = [fresh.code, fresh.outcome, fresh.field, fresh.code === undefined ? fresh.reason : ''].join('|');
		const group = this.groups.add(item, key, () => fresh);
		const { after } = error.details;
		if (after !== undefined && !(group.after !== undefined && group.after > after)) group.after = after;
	}

	/** Largest group first; fields without a value are left out. */
	list(): IDataObject[] {
		return this.groups
			.sorted()
			.map((group) => Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined)));
	}

	/** `8 x 131026, 4 x 131049` */
	toSummary(): string {
		return this.groups.format(
			({ count, code, outcome, reason }) =>
				`${count} x ${outcome === 'unknown' ? 'unknown outcome' : (code ?? reason)}`,
			', ',
		);
	}

	/** `6 x '{{1}}' is empty; 5 x The message cannot be delivered (131026)`, without unknown outcomes */
	toReasons(): string {
		return this.groups.format(
			({ count, reason, code }) => `${formatNumber(count)} x ${reason}${code === undefined ? '' : ` (${code})`}`,
			'; ',
			({ outcome }) => outcome !== 'unknown',
		);
	}

	/** `8 x The message cannot be delivered to this recipient (131026): Check the number. ...` */
	toDetails(): string {
		return this.groups.format(({ count, reason, code, advice }) => {
			const what = `${count} x ${reason}${code === undefined ? '' : ` (${code})`}`;
			return withoutTags(advice === undefined ? what : `${what}: ${advice}`);
		}, ' | ');
	}
}
