import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { namedEntries, searchAccountEdge } from './search';

/**
 * The product catalogs that are connected to the account in the form. WhatsApp docs: Sell products > Catalogs.
 * @throws NodeApiError
 */
export async function searchCatalogs(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const listing = {
		edge: 'product_catalogs',
		permission: 'whatsapp_business_management and catalog_management' as const,
		...namedEntries,
	};
	return await searchAccountEdge(this, listing, { filter, paginationToken });
}
