import { isResourceLocatorValue, type INodeProperties, type INodePropertyMode } from 'n8n-workflow';

/** A field whose value is picked from a list or entered. */
interface ListLocator {
	/** Display name. */
	field: string;
	name: string;
	description: string;
	/** What is picked, in the placeholder of the list: `a group`. */
	noun: string;
	/** What the empty list shows, if it is not a request to select something. */
	placeholder?: string;
	/** Shown below the field. */
	hint?: string;
	/** Name of the method that searches the list. */
	search: string;
	/** Name of the mode of a new form. */
	startsWith?: string;
	/** How else the value can be entered, in the order of the form. */
	modes: INodePropertyMode[];
}

/** @returns a required field without a value */
export const listLocator = ({
	field,
	name,
	description,
	noun,
	placeholder = `Select ${noun}`,
	hint,
	search,
	startsWith = 'list',
	modes,
}: ListLocator): INodeProperties => ({
	displayName: field,
	name,
	type: 'resourceLocator',
	default: { mode: startsWith, value: '' },
	required: true,
	description,
	...(hint !== undefined && { hint }),
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder,
			typeOptions: { searchListMethod: search, searchable: true },
		},
		...modes,
	],
});

/** The value of a field with a list: what is selected or entered; an expression may also return it without a mode. */
export const pickedValue = (value: unknown): unknown => (isResourceLocatorValue(value) ? value.value : value);
