import type { INodeProperties } from 'n8n-workflow';
import { isObject, optionalId } from '../shared/input/parameterValues';

export const flowScreenName = 'First Screen';

/** The screen that a Flow opens with, selected from those of its Flow JSON or entered by ID. */
export const flowScreenField = (name: string, description: string): INodeProperties => ({
	displayName: flowScreenName,
	name,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'First screen of the Flow',
			typeOptions: { searchListMethod: 'searchFlowScreens', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. BOOKING' },
	],
});

/**
 * @param value of the field, or only the ID
 * @returns undefined when none is selected
 * @throws InputError
 */
export const readFlowScreen = (value: unknown): string | undefined =>
	optionalId(isObject(value) ? value.value : value, flowScreenName);
