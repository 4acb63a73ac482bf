import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { objects, text } from '../shared/untrustedJson';
import { graphRequest, type RunContext } from '../transport/request';
import { entryName, idOfForm, numberOfForm, runOfForm, searchEdge } from './search';

/** The catalog that is connected to the phone number. WhatsApp docs: Sell products > Commerce settings. */
async function catalogOfNumber(run: RunContext, number: string): Promise<string | undefined> {
	const { data } = await graphRequest(run, {
		method: 'GET',
		path: [number, 'whatsapp_commerce_settings'],
		permission: 'whatsapp_business_management',
	});
	const [settings] = isObject(data) ? [data] : objects(data);
	return text(settings?.id);
}

/** A catalog message names no catalog: WhatsApp opens that of the number. */
async function catalogOfForm(context: ILoadOptionsFunctions, run: RunContext): Promise<string | undefined> {
	if (context.getCurrentNodeParameter('catalogId') !== undefined) return idOfForm(context, 'catalogId');
	const number = numberOfForm(context);
	return number === undefined ? undefined : await catalogOfNumber(run, number);
}

function toEntry({ retailer_id: retailerId, name, price }: IDataObject): INodeListSearchItems[] {
	const value = text(retailerId);
	return value === undefined ? [] : [{ name: entryName([text(name), text(price), value]), value }];
}

/**
 * The products of the catalog in the form, page by page. Their value is the ID that messages name them by, the content
 * ID (SKU). Meta docs: Marketing API > Product catalog > Products. @throws NodeApiError
 */
export async function searchProducts(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const run = await runOfForm(this, 'catalog_management');
	const catalog = await catalogOfForm(this, run);
	const path = catalog === undefined ? undefined : [catalog, 'products'];
	const entries = { query: { fields: 'id,retailer_id,name,price' }, toEntry };
	return await searchEdge(run, path, entries, { filter, paginationToken });
}
