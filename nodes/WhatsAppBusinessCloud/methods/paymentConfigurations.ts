import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import { credentialOfForm, entryName } from './search';

/**
 * The payment configurations of the credential's account, by name. WhatsApp docs: Payments India > Onboarding APIs.
 * @throws NodeApiError
 */
export async function searchPaymentConfigurations(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const run = await createRunContext(this, {
		credential: credentialOfForm(this),
		permission: 'whatsapp_business_management',
	});
	const path = [run.settings.businessAccountId, 'payment_configurations'];
	const page = await graphPage(run, { method: 'GET', path, list: 'payment_configurations' }, paginationToken);
	const plain = filter.trim().toLowerCase();
	const results = page.rows.flatMap(({ configuration_name, status }) => {
		const value = text(configuration_name);
		return value === undefined ? [] : [{ name: entryName([value], [status]), value }];
	});
	return {
		results: results.filter(({ name }) => name.toLowerCase().includes(plain)),
		paginationToken: page.after,
	};
}
