import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../inputError';
import { isObject } from '../parameterValues';
import { isCountry, type CountryCode } from './numberingPlans';

export const defaultCountryName = 'Default Country';

/** The option for fields with phone numbers. Its list is in methods/, so that n8n does not load it when it starts. */
export const defaultCountryField: INodeProperties = {
	displayName: defaultCountryName,
	name: 'defaultCountry',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The country of phone numbers without a country code. They are rejected unless it is set. Numbers that start with + or 00 are not affected.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCountries', searchable: true },
		},
		{ displayName: 'By Code', name: 'code', type: 'string', placeholder: 'e.g. MX' },
	],
};

/**
 * @param value an ISO code in any case, or a resource locator with one
 * @returns undefined when it is empty
 * @throws InputError when it is not the code of a country
 */
export function readDefaultCountry(value: unknown): CountryCode | undefined {
	const entered = isObject(value) ? value.value : value;
	if (entered === undefined || entered === null || entered === '') return undefined;
	const code = typeof entered === 'string' ? entered.trim().toUpperCase() : entered;
	if (isCountry(code)) return code;
	throw new InputError(
		defaultCountryName,
		'is not the code of a country',
		'Choose a country from the list, or enter its code of two letters, such as MX for Mexico',
	);
}
