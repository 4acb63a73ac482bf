import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { credentialOfForm, entryName, searchPages } from './search';

/** List entry of a phone number: what identifies it, and its quality rating. */
function toEntry(row: IDataObject): INodeListSearchItems {
	const quality = String(row.quality_rating ?? '').toLowerCase();
	const rated = ['green', 'yellow', 'red'].includes(quality) ? `quality ${quality}` : 'quality pending';
	return { name: entryName([row.display_phone_number, row.verified_name, rated]), value: String(row.id) };
}

function matches(item: INodeListSearchItems, filter: string): boolean {
	const plain = (text: string) => text.toLowerCase().replace(/[\s()+-]/g, '');
	return plain(item.name).includes(plain(filter)) || String(item.value).includes(filter.trim());
}

/** The account's phone numbers, page by page. WhatsApp docs: Phone numbers. @throws NodeApiError */
export async function searchPhoneNumbers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const fields = 'id,display_phone_number,verified_name,quality_rating';
	const query = {
		edge: 'phone_numbers',
		fields,
		toEntry,
		matches: (found: INodeListSearchItems) => matches(found, filter),
	};
	return await searchPages(this, credentialOfForm(this), query, paginationToken);
}
