import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import { credentialOfForm, entryName } from './search';

/**
 * The welcome sequences of the credential's account that the app created. WhatsApp docs: Click to WhatsApp ads > Welcome
 * message sequences.
 * @throws NodeApiError
 */
export async function searchWelcomeSequences(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const run = await createRunContext(this, {
		credential: credentialOfForm(this),
		permission: 'whatsapp_business_management',
	});
	const path = [run.settings.businessAccountId, 'welcome_message_sequences'];
	const page = await graphPage(run, { method: 'GET', path }, paginationToken);
	const plain = filter.trim().toLowerCase();
	const results = page.rows.flatMap(({ sequence_id, id, name }) => {
		const value = text(sequence_id) ?? text(id);
		return value === undefined ? [] : [{ name: entryName([text(name) ?? 'No name', value]), value }];
	});
	return {
		results: results.filter(({ name }) => name.toLowerCase().includes(plain)),
		paginationToken: page.after,
	};
}
