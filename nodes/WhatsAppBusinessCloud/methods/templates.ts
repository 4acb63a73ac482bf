import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import type { z } from 'zod';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import { rowWithId, templateRow } from '../transport/responses';
import { templateLanguages } from '../templates/languages';
import { templateEntryName } from '../templates/entryName';

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
	{ filter, query, after }: { filter: string; query: Record<string, string>; after?: string },
	schema: z.ZodTypeAny,
	toValue: (row: IDataObject) => string,
): Promise<INodeListSearchResult> {
	const run = await createRunContext(context, { credential: 'whatsAppBusinessCloudApi' });
	const name = toTemplateName(filter);
	const request = {
		method: 'GET' as const,
		path: [run.settings.businessAccountId, 'message_templates'],
		query: { ...query, limit: PAGE_SIZE, ...(name !== '' && { name }) },
	};
	const page = await graphPage(run, request, after);
	const rows = page.rows.filter((row) => schema.safeParse(row).success);
	const toEntry = (row: IDataObject): INodeListSearchItems => ({ name: templateEntryName(row), value: toValue(row) });
	return { results: rows.map(toEntry), paginationToken: page.after };
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
	const page = { filter, query, after: paginationToken };
	return await templatePage(this, page, templateRow, ({ name, language }) => `${String(name)}|${String(language)}`);
}

/** The account's templates by ID, in any status. @throws NodeApiError */
export async function searchTemplateIds(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = { filter, query: { fields: 'id,name,language,category,status,components' }, after: paginationToken };
	return await templatePage(this, page, rowWithId, ({ id }) => String(id));
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
