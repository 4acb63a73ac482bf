import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { optionalText } from '../../shared/input/parameterValues';

/** WhatsApp docs: Cloud API > Local storage. */
const regions: ReadonlyArray<[code: string, name: string]> = [
	['AU', 'Australia'],
	['BH', 'Bahrain'],
	['BR', 'Brazil'],
	['CA', 'Canada'],
	['DE', 'Germany (European Union)'],
	['IN', 'India'],
	['ID', 'Indonesia'],
	['JP', 'Japan'],
	['SG', 'Singapore'],
	['ZA', 'South Africa'],
	['KR', 'South Korea'],
	['CH', 'Switzerland'],
	['AE', 'United Arab Emirates'],
	['GB', 'United Kingdom'],
];

export const regionField: INodeProperties = {
	displayName: 'Storage Region',
	name: 'region',
	type: 'options',
	options: regions.map(([value, name]) => ({ name, value })),
	default: 'DE',
};

/** @returns a country code; one that is not in the list is Meta's to judge @throws InputError */
export function readRegion(value: unknown): string {
	const code = optionalText(value, regionField.displayName)?.trim().toUpperCase() ?? '';
	if (/^[A-Z]{2}$/.test(code)) return code;
	throw new InputError(regionField.displayName, 'is not a country code', 'Select a region, or enter a code such as DE');
}
