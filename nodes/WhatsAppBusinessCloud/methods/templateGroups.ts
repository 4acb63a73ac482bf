import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { namedEntries, searchAccountEdge } from './search';

/**
 * The template groups of the account in the form. WhatsApp docs: Templates > Template groups.
 * @throws NodeApiError
 */
export async function searchTemplateGroups(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchAccountEdge(this, { edge: 'template_groups', ...namedEntries }, { filter, paginationToken });
}
