import type { IDataObject } from 'n8n-workflow';
import { endSentence } from '../../shared/endSentence';
import { formatNumber } from '../../shared/formatNumber';
import type { ErrorDetails } from '../../transport/errors';
import type { ItemError } from './itemErrors';
import { Groups, withoutTags, type Group } from './reasonGroups';

/** Maximum number of items listed per reason in the output pane. n8n counts from 0. */
const MAX_NAMED_ITEMS = 5;

/** An entry of the summary item's `failures`, with these names. `after` is the latest of the group's errors. */
interface FailureGroup extends Group, Pick<ErrorDetails, 'code' | 'class' | 'scope' | 'after' | 'outcome'> {
	advice?: string;
	field?: string;
}

const createOverflow = (): FailureGroup => ({ count: 0, reason: 'Other reasons', items: [] });

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

	private readonly groups = new Groups<FailureGroup>(createOverflow);

	add(item: number, error: ItemError): void {
		this.count++;
		const created = groupOf(error);
		const { code, outcome, field, reason } = created;
		if (outcome === 'notSent') this.skipped++;
		if (outcome === 'unknown') this.unknown++;
		const key = [code, outcome, field, code === undefined ? reason : ''].join('|');
		const group = this.groups.add(item, key, () => created);
		const { after } = error.details;
		if (after !== undefined && (group.after === undefined || group.after <= after)) group.after = after;
	}

	/** For the summary item. Largest group first; fields without a value are left out. */
	list(): IDataObject[] {
		return this.groups
			.sorted()
			.map((group) => Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined)));
	}

	/** For the progress in n8n's log and the browser's console: `8 x 131026, 4 x 131049` */
	toSummary(): string {
		return this.groups.format(
			({ count, code, outcome, reason }) =>
				`${count} x ${outcome === 'unknown' ? 'unknown outcome' : (code ?? reason)}`,
			', ',
		);
	}

	/**
	 * For the text of the summary item and of progress messages, without unknown outcomes:
	 * `6 x '{{1}}' is empty; 5 x The message cannot be delivered (131026)`
	 */
	toReasons(): string {
		return this.groups.format(
			({ count, reason, code }) => `${formatNumber(count)} x ${reason}${code === undefined ? '' : ` (${code})`}`,
			'; ',
			({ outcome }) => outcome !== 'unknown',
		);
	}

	/**
	 * For the hint in the output pane, with items and advice:
	 * `2 x The message cannot be delivered to this recipient (131026) [items 3, 16]. Check the number. ...`
	 */
	toDetails(): string {
		return this.groups.format(({ count, reason, code, advice, items }) => {
			const named = items.slice(0, MAX_NAMED_ITEMS).join(', ');
			const more = count > MAX_NAMED_ITEMS ? ', ...' : '';
			const what = `${count} x ${reason}${code === undefined ? '' : ` (${code})`} [${count > 1 ? 'items' : 'item'} ${named}${more}]`;
			return withoutTags(advice === undefined ? what : `${endSentence(what)} ${advice}`);
		}, ' | ');
	}
}
