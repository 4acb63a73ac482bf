import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { credentialOfForm, entryName, searchPages } from './search';

const toEntry = ({ id, name }: IDataObject): INodeListSearchItems => ({
	name: entryName([text(name) ?? 'No name', text(id)]),
	value: String(id),
});

/**
 * The product catalogs that are connected to the credential's account. WhatsApp docs: Sell products > Catalogs.
 * @throws NodeApiError
 */
export async function searchCatalogs(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const plain = filter.trim().toLowerCase();
	const matches = ({ name }: INodeListSearchItems): boolean => name.toLowerCase().includes(plain);
	const query = { edge: 'product_catalogs', fields: 'id,name', toEntry, matches };
	return await searchPages(this, credentialOfForm(this), query, paginationToken);
}
