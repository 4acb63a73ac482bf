import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { credentialOfForm, entryName, searchPages } from './search';

const toEntry = ({ id, display_name, signup_message, status }: IDataObject): INodeListSearchItems => ({
	name: entryName([text(display_name) ?? text(signup_message)?.slice(0, 60) ?? 'No name', text(id)], [status]),
	value: String(id),
});

/** The sign-ups of the credential's account, page by page. WhatsApp docs: In-app sign-up. @throws NodeApiError */
export async function searchSignUps(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const plain = filter.trim().toLowerCase();
	const matches = ({ name }: INodeListSearchItems): boolean => name.toLowerCase().includes(plain);
	const query = { edge: 'signups', fields: 'id,display_name,signup_message,status', toEntry, matches };
	return await searchPages(this, credentialOfForm(this), query, paginationToken);
}
