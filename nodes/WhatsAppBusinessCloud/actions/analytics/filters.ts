import type { INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../../shared/input/commonFields';
import { InputError } from '../../shared/inputError';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { optionalId } from '../../shared/input/parameterValues';
import { isCountry } from '../../shared/input/phone';
import { scalarText } from '../../shared/untrustedJson';
import { entriesOf } from '../listOperation';
import type { OperationItem } from '../types';

const names = { phone: 'Phone Number', countries: 'Countries' };

/** One of the account's numbers, or all. */
export const numberFilter: INodeProperties = {
	...phoneNumberId,
	displayName: names.phone,
	required: false,
	description: 'Only this number. Leave empty for all numbers of the account.',
	modes: phoneNumberId.modes?.map((mode) =>
		mode.name === 'list' ? { ...mode, placeholder: 'All phone numbers' } : mode,
	),
};

/** @returns reads the number as analytics name it: its digits; undefined for all @throws InputError */
export function readNumberFilter(item: OperationItem): (() => Promise<string>) | undefined {
	const value = optionalId(item.parameter('phoneNumberId'), names.phone);
	if (value === undefined) return undefined;
	const id = checkPhoneNumberId(value, names.phone);
	return async () => {
		const query = { fields: 'display_phone_number' };
		const { display_phone_number: number } = await item.graph.request({ method: 'GET', path: [id], query });
		const digits = scalarText(number).replace(/\D/g, '');
		if (digits !== '') return digits;
		throw new InputError(names.phone, 'has no number, Meta says', 'Pick another phone number');
	};
}

export const countriesField: INodeProperties = {
	displayName: names.countries,
	name: 'countries',
	type: 'string',
	default: '',
	placeholder: 'e.g. DE, AT, CH',
	description: 'Only recipients in these countries: two-letter codes, separated by commas',
};

/** @throws InputError */
export const readCountries = (value: unknown): string[] =>
	entriesOf(value).map((entry) => {
		const code = String(entry).trim().toUpperCase();
		if (isCountry(code)) return code;
		throw new InputError(
			names.countries,
			`contains '${code.slice(0, 20)}', which is no country`,
			'Enter two-letter codes, such as DE, US',
		);
	});

/** A list of values to filter or split by. */
export const choiceField = (
	displayName: string,
	name: string,
	options: ReadonlyArray<[value: string, name: string]>,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	options: options.map(([value, title]) => ({ name: title, value })),
	default: [],
	description,
});
