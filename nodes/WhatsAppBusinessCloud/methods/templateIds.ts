import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import { templateLanguages } from '../templates/languages';
import { edge, LISTED, searched } from './templates';
import { words } from './format';

/** List entry of a template: what identifies it, and whether it can be sent. */
const item = ({ id, name, language, category, status }: IDataObject): INodeListSearchItems => ({
	name: [name, language, words(category), words(status)].filter(Boolean).join(' - '),
	value: String(id),
});

/**
 * The account's templates by ID, in any status, page by page; Meta searches their names.
 * WhatsApp docs: Templates > Get.
 * @throws NodeApiError
 */
export async function searchTemplateIds(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const run = await createRunContext(this, { credential: 'whatsAppBusinessCloudApi' });
	const path = [run.settings.businessAccountId, edge];
	const query = { fields: 'id,name,language,category,status', limit: LISTED, name: searched(filter) || undefined };
	const { rows, after } = await graphPage(run, { method: 'GET', path, query }, paginationToken);
	return { results: rows.map(item), paginationToken: after };
}

/** The languages that Meta lists for templates; makes no request. */
export async function searchTemplateLanguages(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const plain = filter.trim().toLowerCase();
	const all = templateLanguages.map(({ code, name }) => ({ name: `${name} (${code})`, value: code }));
	return { results: all.filter(({ name }) => name.toLowerCase().includes(plain)) };
}
