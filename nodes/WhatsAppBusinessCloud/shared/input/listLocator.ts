import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

/** A field whose value is picked from a list or entered. */
interface ListLocator {
	/** Display name. */
	field: string;
	name: string;
	description: string;
	/** What is picked, in the placeholder of the list: `a group`. */
	noun: string;
	/** Name of the method that searches the list. */
	search: string;
	/** How else the value can be entered, in the order of the form. */
	modes: INodePropertyMode[];
}

/** @returns a required field that starts with the list, from which nothing is picked yet */
export const listLocator = ({ field, name, description, noun, search, modes }: ListLocator): INodeProperties => ({
	displayName: field,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: `Select ${noun}`,
			typeOptions: { searchListMethod: search, searchable: true },
		},
		...modes,
	],
});
