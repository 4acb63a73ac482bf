import type { INodeProperties } from 'n8n-workflow';
import { optionCollectionNames, type OptionCollection } from '../../shared/optionCollections';

/**
 * The optional settings of an operation: in Options what anyone may need, in Large Runs what concerns many items (pace,
 * campaign, progress), in Network what concerns slow or broken connections. No two have the same name.
 */
export type OptionGroups = Partial<Record<OptionCollection, INodeProperties[]>>;

/** The collections of an operation: those that hold anything, each sorted as n8n's lint wants. */
export function optionCollections(groups: OptionGroups): INodeProperties[] {
	return Object.entries(optionCollectionNames).flatMap(([name, displayName]): INodeProperties[] => {
		const options = groups[name as OptionCollection] ?? [];
		if (options.length === 0) return [];
		return [
			{
				displayName,
				name,
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
			},
		];
	});
}
