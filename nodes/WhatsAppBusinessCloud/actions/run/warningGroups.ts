import type { IDataObject } from 'n8n-workflow';
import { formatNumber } from '../../shared/formatNumber';
import type { InputWarning } from '../../shared/inputWarning';
import { Groups, withoutTags, type Group } from './reasonGroups';

interface WarningGroup extends Group {
	field?: string;
	advice?: string;
}

const createOverflow = (): WarningGroup => ({ count: 0, reason: 'Other warnings', items: [] });

const itemsOf = (count: number): string => `${formatNumber(count)} item${count === 1 ? '' : 's'}`;

/**
 * The warnings of a run, grouped: 3 items with the same warning are one line.
 * They are shown beside the run, never in its items, so that Meta's advice does not change a workflow's data.
 */
export class WarningGroups {
	private readonly groups = new Groups<WarningGroup>(createOverflow);

	/** Adds all warnings of one item; equal warnings count once. */
	add(item: number, warnings: InputWarning[]): void {
		const byKey = new Map(warnings.map((warning) => [`${warning.field}|${warning.message}`, warning]));
		for (const [key, { field, message, advice }] of byKey) {
			this.groups.add(item, key, () => ({ count: 0, reason: message, field, advice, items: [] }));
		}
	}

	get isEmpty(): boolean {
		return this.groups.isEmpty;
	}

	/** For the summary item. Largest group first. */
	list(): IDataObject[] {
		return this.groups.sorted().map(({ count, field, reason, advice, items }) => ({
			count,
			...(field && { field }),
			message: reason,
			...(advice && { advice }),
			items,
		}));
	}

	/**
	 * One text per warning: `3 items: 'Button Text' has an emoji. Remove it.`; without the count for a run of one item.
	 */
	toTexts(total: number): string[] {
		return this.groups.texts(({ count, reason, advice }) => {
			const text = withoutTags(advice === undefined ? reason : `${reason}. ${advice}`);
			return total === 1 ? text : `${itemsOf(count)}: ${text}`;
		}, 'warnings');
	}
}
