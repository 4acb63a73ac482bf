import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { shorten } from '../shared/shorten';
import { text } from '../shared/untrustedJson';
import { entryName, searchAccountEdge, withId } from './search';

/** Maximum number of characters of a sign-up's message in its entry. */
const MESSAGE = 60;

function toEntry({ id, display_name, signup_message, status }: IDataObject): INodeListSearchItems {
	const message = text(signup_message);
	const name = text(display_name) ?? (message === undefined ? 'No name' : shorten(message, MESSAGE));
	return { name: entryName([name, text(id)], [status]), value: String(id) };
}

/** The sign-ups of the account in the form, page by page. WhatsApp docs: In-app sign-up. @throws NodeApiError */
export async function searchSignUps(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const listing = {
		edge: 'signups',
		query: { fields: 'id,display_name,signup_message,status' },
		toEntry: withId(toEntry),
	};
	return await searchAccountEdge(this, listing, { filter, paginationToken });
}
