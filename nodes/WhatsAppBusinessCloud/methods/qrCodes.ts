import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import { text } from '../shared/untrustedJson';
import { credentialOfForm, entryName, numberOfForm } from './search';

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
	const number = numberOfForm(this);
	if (number === undefined) return { results: [] };
	const run = await createRunContext(this, {
		credential: credentialOfForm(this),
		permission: 'whatsapp_business_management',
	});
	const query = { fields: 'code,prefilled_message,deep_link_url' };
	const page = await graphPage(run, { method: 'GET', path: [number, 'message_qrdls'], query }, paginationToken);
	const plain = filter.trim().toLowerCase();
	const results = page.rows
		.filter(({ code }) => text(code) !== undefined)
		.map(toEntry)
		.filter(({ name }) => name.toLowerCase().includes(plain));
	return { results, paginationToken: page.after };
}
