import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import { graphRequest, type RunContext } from '../transport/request';
import { rowWithId } from '../transport/responses';
import { part, text } from '../shared/untrustedJson';
import { credentialOfForm, entryName } from './search';

const toEntry = ({ id, name }: IDataObject): INodeListSearchItems => ({
	name: entryName([text(name) ?? 'No name', text(id)]),
	value: String(id),
});

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
	const run = await createRunContext(this, { credential: credentialOfForm(this), permission: 'business_management' });
	const owner = await portfolio(run);
	if (owner === undefined) return { results: [] };
	const path = [owner, 'owned_whatsapp_business_accounts'];
	const { rows, after } = await graphPage(run, { method: 'GET', path, query: { fields: 'id,name' } }, paginationToken);
	const plain = filter.trim().toLowerCase();
	const results = rows
		.filter((row) => rowWithId.safeParse(row).success)
		.map(toEntry)
		.filter(({ name }) => name.toLowerCase().includes(plain));
	return { results, paginationToken: after };
}
