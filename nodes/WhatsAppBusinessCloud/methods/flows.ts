import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { credentialOfForm } from './credential';
import { searchPages } from './search';
import { words } from './format';

/** List entry of a flow: what identifies it, and its status. */
const listed = ({ id, name, status }: IDataObject): INodeListSearchItems => ({
	name: [name, words(status)].filter(Boolean).join(' - '),
	value: String(id),
});

/**
 * The account's flows in any status, page by page. WhatsApp docs: Flows > Flows API > Listing flows.
 * @throws NodeApiError
 */
export async function searchFlows(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const plain = filter.trim().toLowerCase();
	const matches = ({ name, value }: INodeListSearchItems): boolean =>
		name.toLowerCase().includes(plain) || String(value).includes(plain);
	const wanted = { edge: 'flows', fields: 'id,name,status', listed, matches };
	return await searchPages(this, credentialOfForm(this), wanted, paginationToken);
}
