import type { INodeListSearchResult } from 'n8n-workflow';
import { listCountries } from '../shared/input/phone';

/**
 * Countries for 'Default Country', with their country codes.
 * @param filter part of a name, an ISO code or a country code
 */
export async function searchCountries(filter = ''): Promise<INodeListSearchResult> {
	const wanted = filter.trim().toLowerCase();
	const results = listCountries()
		.map(({ country, name, code }) => ({ name: `${name} (+${code})`, value: country }))
		.filter(({ name, value }) => name.toLowerCase().includes(wanted) || value.toLowerCase() === wanted);
	const isCode = ({ value }: { value: string }): boolean => value.toLowerCase() === wanted;
	return { results: [...results.filter(isCode), ...results.filter((one) => !isCode(one))] };
}
