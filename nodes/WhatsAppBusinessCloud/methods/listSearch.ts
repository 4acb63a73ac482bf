import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { openRun } from '../graph/client';
import { graphPage } from '../graph/paging';

/** Pages read for one search before the person is asked to scroll on. */
const PAGES_PER_SEARCH = 20;

/** One line per number: what to recognise it by, and whether it is in good standing. */
function phoneNumber(row: IDataObject): INodeListSearchItems {
	const quality = String(row.quality_rating ?? '').toLowerCase();
	const rated = ['green', 'yellow', 'red'].includes(quality) ? `quality ${quality}` : 'quality not rated yet';
	const parts = [row.display_phone_number, row.verified_name, rated].filter(Boolean);
	return { name: parts.join(' - '), value: String(row.id) };
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
	const run = await openRun(this, { credential: 'whatsAppBusinessCloudApi' });
	const request = {
		method: 'GET' as const,
		path: [run.settings.businessAccountId, 'phone_numbers'],
		query: { fields: 'id,display_phone_number,verified_name,quality_rating' },
	};
	let after = paginationToken;
	for (let page = 0; page < PAGES_PER_SEARCH; page++) {
		const { rows, after: next } = await graphPage(run, request, after);
		const results = rows.map(phoneNumber).filter((item) => matches(item, filter));
		// A page without a match would look like the end of the list.
		if (results.length > 0 || next === undefined) return { results, paginationToken: next };
		after = next;
	}
	return { results: [], paginationToken: after };
}
