import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { part, text } from '../shared/untrustedJson';
import { graphRequest, type RunContext } from '../transport/request';
import { namedEntries, runOfForm, searchEdge } from './search';

/** The portfolio that owns the credential's account; undefined when Meta does not say. */
async function portfolio(run: RunContext): Promise<string | undefined> {
	const path = [run.settings.businessAccountId];
	const { owner_business_info: owner } = await graphRequest(run, {
		method: 'GET',
		path,
		query: { fields: 'owner_business_info' },
	});
	return text(part(owner).id);
}

/**
 * The WhatsApp Business Accounts of the portfolio that owns the credential's account, page by page. WhatsApp docs:
 * WhatsApp Business Accounts. @throws NodeApiError
 */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const run = await runOfForm(this, 'business_management');
	const owner = await portfolio(run);
	const path = owner === undefined ? undefined : [owner, 'owned_whatsapp_business_accounts'];
	return await searchEdge(run, path, namedEntries, { filter, paginationToken });
}
