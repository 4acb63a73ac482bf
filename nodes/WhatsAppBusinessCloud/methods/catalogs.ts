import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { searchNames } from './search';

/**
 * The product catalogs that are connected to the credential's account. WhatsApp docs: Sell products > Catalogs.
 * @throws NodeApiError
 */
export async function searchCatalogs(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchNames(this, 'product_catalogs', filter, paginationToken);
}
