import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchNames } from './search';

/**
 * The template groups of the credential's account. WhatsApp docs: Templates > Template groups.
 * @throws NodeApiError
 */
export async function searchTemplateGroups(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchNames(this, 'template_groups', filter, paginationToken);
}
