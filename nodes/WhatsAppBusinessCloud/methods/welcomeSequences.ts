import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { entryName, searchAccountEdge } from './search';

/**
 * The welcome sequences of the account in the form that the app created. WhatsApp docs: Click to WhatsApp ads > Welcome
 * message sequences.
 * @throws NodeApiError
 */
export async function searchWelcomeSequences(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const listing = {
		edge: 'welcome_message_sequences',
		toEntry: ({ sequence_id, id, name }: IDataObject) => {
			const value = text(sequence_id) ?? text(id);
			return value === undefined ? [] : [{ name: entryName([text(name) ?? 'No name', value]), value }];
		},
	};
	return await searchAccountEdge(this, listing, { filter, paginationToken });
}
