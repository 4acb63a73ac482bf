import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import { credentialOfForm, numberOfForm } from './search';

/**
 * The groups of the phone number in the form, page by page. Meta offers no search. WhatsApp docs: Groups API > Get
 * active groups.
 * @throws NodeApiError
 */
export async function searchGroups(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const number = numberOfForm(this);
	if (number === undefined) return { results: [] };
	const run = await createRunContext(this, {
		credential: credentialOfForm(this),
		permission: 'whatsapp_business_messaging',
	});
	const request = { method: 'GET' as const, path: [number, 'groups'], list: 'groups' };
	const { rows, after } = await graphPage(run, request, paginationToken);
	const plain = filter.trim().toLowerCase();
	const results = rows
		.map(({ id, subject }) => ({ id: text(id), name: text(subject) ?? 'No name' }))
		.flatMap(({ id, name }) => (id === undefined ? [] : [{ name, value: id }]))
		.filter(({ name }) => name.toLowerCase().includes(plain));
	return { results, paginationToken: after };
}
