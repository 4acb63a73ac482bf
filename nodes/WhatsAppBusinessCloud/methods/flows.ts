import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { entryName, searchAccountEdge, withId } from './search';

/** List entry of a flow: what identifies it, and its status. */
const toEntry = ({ id, name, status }: IDataObject): INodeListSearchItems => ({
	name: entryName([name], [status]),
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
	const listing = { edge: 'flows', query: { fields: 'id,name,status' }, toEntry: withId(toEntry), matches };
	return await searchAccountEdge(this, listing, { filter, paginationToken });
}
