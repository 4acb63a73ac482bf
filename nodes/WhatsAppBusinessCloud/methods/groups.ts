import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { searchNumberEdge } from './search';

/**
 * The groups of the phone number in the form, page by page. Meta offers no search. WhatsApp docs: Groups API > Get
 * active groups.
 * @throws NodeApiError
 */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const listing = {
		permission: 'whatsapp_business_messaging' as const,
		edge: 'groups',
		list: 'groups',
		toEntry: ({ id, subject }: IDataObject) => {
			const value = text(id);
			return value === undefined ? [] : [{ name: text(subject) ?? 'No name', value }];
		},
	};
	return await searchNumberEdge(this, listing, { filter, paginationToken });
}
