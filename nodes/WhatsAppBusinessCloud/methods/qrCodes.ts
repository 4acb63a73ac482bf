import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { entryName, searchNumberEdge } from './search';

function toEntry({ code, prefilled_message: message, deep_link_url: link }: IDataObject): INodeListSearchItems {
	const url = text(link);
	return {
		name: entryName([text(message), text(code)]),
		value: String(code),
		...(url?.startsWith('https://') && { url }),
	};
}

/**
 * The QR codes of the phone number in the form, page by page. Meta offers no search. WhatsApp docs: QR codes.
 * @throws NodeApiError
 */
export async function searchQrCodes(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const listing = {
		edge: 'message_qrdls',
		query: { fields: 'code,prefilled_message,deep_link_url' },
		toEntry: (row: IDataObject) => (text(row.code) === undefined ? [] : [toEntry(row)]),
	};
	return await searchNumberEdge(this, listing, { filter, paginationToken });
}
