import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { graphPages } from '../transport/paging';
import { entryName, runOfForm, searchAccountEdge, withId } from './search';

/** Fields of a number that its entry shows. */
const FIELDS = 'id,display_phone_number,verified_name,quality_rating';

/**
 * The name of a phone number in a list: what identifies it, and its quality rating.
 * @param row a number of the Graph API
 */
export function numberEntryName(row: IDataObject): string {
	const quality = String(row.quality_rating ?? '').toLowerCase();
	const rated = ['green', 'yellow', 'red'].includes(quality) ? `quality ${quality}` : 'quality pending';
	return entryName([row.display_phone_number, row.verified_name, rated]);
}

const toEntry = (row: IDataObject): INodeListSearchItems => ({ name: numberEntryName(row), value: String(row.id) });

function matches(item: INodeListSearchItems, filter: string): boolean {
	const plain = (text: string) => text.toLowerCase().replace(/[\s()+-]/g, '');
	return plain(item.name).includes(plain(filter)) || String(item.value).includes(filter.trim());
}

/** The phone numbers of the account in the form, page by page. WhatsApp docs: Phone numbers. @throws NodeApiError */
export async function searchPhoneNumbers(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const listing = {
		edge: 'phone_numbers',
		query: { fields: FIELDS },
		toEntry: withId(toEntry),
		matches: (found: INodeListSearchItems) => matches(found, filter),
	};
	return await searchAccountEdge(this, listing, { filter, paginationToken });
}

/** All phone numbers of the credential's account, for a list of several. @throws NodeApiError */
export async function getPhoneNumbers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const run = await runOfForm(this);
	const path = [run.settings.businessAccountId, 'phone_numbers'];
	const options: INodePropertyOptions[] = [];
	for await (const row of graphPages(run, { method: 'GET', path, query: { fields: FIELDS } })) {
		options.push(...withId(toEntry)(row).map(({ name, value }) => ({ name, value })));
	}
	return options;
}
