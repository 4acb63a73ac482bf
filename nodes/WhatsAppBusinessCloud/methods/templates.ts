import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { z } from 'zod';
import { rowWithId, templateRow } from '../transport/responses';
import { templateLanguages } from '../templates/languages';
import { templateEntryName } from '../templates/entryName';
import { searchAccountEdge, type Search } from './search';

/** Page size; n8n loads more pages as the user scrolls. */
const PAGE_SIZE = 50;

/** Names contain only lower-case letters, digits and underscores: `Order update` finds `order_update`. */
const toTemplateName = (filter: string): string =>
	filter
		.trim()
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '_');

/**
 * One page of the account's templates. Meta searches their names. WhatsApp docs: Templates > List.
 * @param query what to filter by, besides the name
 * @param schema what a template must have to be picked; others are left out
 */
async function templatePage(
	context: ILoadOptionsFunctions,
	query: Record<string, string>,
	schema: z.ZodTypeAny,
	toValue: (row: IDataObject) => string,
	search: Search,
): Promise<INodeListSearchResult> {
	const name = toTemplateName(search.filter);
	const listing = {
		edge: 'message_templates',
		query: { ...query, limit: PAGE_SIZE, ...(name !== '' && { name }) },
		toEntry: (row: IDataObject): INodeListSearchItems[] =>
			schema.safeParse(row).success ? [{ name: templateEntryName(row), value: toValue(row) }] : [],
		matches: () => true,
	};
	return await searchAccountEdge(context, listing, search);
}

/**
 * The account's templates by name and language. Leaves out templates that cannot be sent, unless the option 'List All
 * Templates' is on.
 * @throws NodeApiError
 */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const all = this.getCurrentNodeParameter('options.listAllTemplates') === true;
	const query = { fields: 'name,language,category,status,components', ...(!all && { status: 'APPROVED' }) };
	const toValue = ({ name, language }: IDataObject): string => `${String(name)}|${String(language)}`;
	return await templatePage(this, query, templateRow, toValue, { filter, paginationToken });
}

/** The account's templates by ID, in any status. @throws NodeApiError */
export async function searchTemplateIds(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const query = { fields: 'id,name,language,category,status,components' };
	return await templatePage(this, query, rowWithId, ({ id }) => String(id), { filter, paginationToken });
}

/** The languages that Meta lists for templates; makes no request. */
export async function searchTemplateLanguages(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const text = filter.trim().toLowerCase();
	const all = templateLanguages.map(({ code, name }) => ({ name: `${name} (${code})`, value: code }));
	return { results: all.filter(({ name }) => name.toLowerCase().includes(text)) };
}
