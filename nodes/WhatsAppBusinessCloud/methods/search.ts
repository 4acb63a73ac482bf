import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { text } from '../shared/untrustedJson';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import { rowWithId } from '../transport/responses';
import type { GraphCredential, GraphRequest, Permission } from '../transport/types';

/** The credential of the form that loads a list. Flows have their own; a flow in a message uses that of the message. */
export const credentialOfForm = (context: ILoadOptionsFunctions): GraphCredential =>
	context.getCurrentNodeParameter('resource') === 'flow' ? 'whatsAppFlowsApi' : 'whatsAppBusinessCloudApi';

/** A code as words: `LOW_QUALITY` is `low quality`. */
const toWords = (code: unknown): string =>
	String(code ?? '')
		.toLowerCase()
		.replace(/_/g, ' ');

/** The name of a list entry: what Meta's row has of the parts. */
export const entryName = (names: unknown[], codes: unknown[] = []): string =>
	[...names, ...codes.map(toWords)].filter(Boolean).join(' - ');

/** The phone number in the form; undefined without one: there is nothing to list then, and the field itself says so. */
export function numberOfForm(context: ILoadOptionsFunctions): string | undefined {
	const id = text(context.getCurrentNodeParameter('phoneNumberId', { extractValue: true }))?.trim();
	return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
}

/** Maximum number of pages read per search before the user has to scroll. */
const PAGES_PER_SEARCH = 20;

/** Which edge of the account to list, and how. */
interface Listing {
	edge: string;
	fields: string;
	toEntry: (row: IDataObject) => INodeListSearchItems;
	matches: (item: INodeListSearchItems) => boolean;
}

/**
 * Searches an edge of the account page by page, where Meta offers no search.
 * @param paginationToken of the page to start with; absent: the first
 * @throws NodeApiError
 */
export async function searchPages(
	context: ILoadOptionsFunctions,
	credential: GraphCredential,
	{ edge, fields, toEntry, matches }: Listing,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const run = await createRunContext(context, { credential, permission: 'whatsapp_business_management' });
	const request = { method: 'GET' as const, path: [run.settings.businessAccountId, edge], query: { fields } };
	let after = paginationToken;
	for (let page = 0; page < PAGES_PER_SEARCH; page++) {
		const { rows, after: next } = await graphPage(run, request, after);
		const results = rows
			.filter((row) => rowWithId.safeParse(row).success)
			.map(toEntry)
			.filter(matches);
		// A page without a match would look like the end of the list.
		if (results.length > 0 || next === undefined) return { results, paginationToken: next };
		after = next;
	}
	return { results: [], paginationToken: after };
}

/**
 * Searches an edge of the account whose rows have a name and an ID.
 * @throws NodeApiError
 */
export async function searchNames(
	context: ILoadOptionsFunctions,
	edge: string,
	filter: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const plain = filter.trim().toLowerCase();
	const toEntry = ({ id, name }: IDataObject): INodeListSearchItems => ({
		name: entryName([text(name) ?? 'No name', text(id)]),
		value: String(id),
	});
	const matches = ({ name }: INodeListSearchItems): boolean => name.toLowerCase().includes(plain);
	const query = { edge, fields: 'id,name', toEntry, matches };
	return await searchPages(context, credentialOfForm(context), query, paginationToken);
}

/** Which edge of a phone number to list, and how. */
interface NumberListing extends Pick<GraphRequest, 'query' | 'list'> {
	permission: Permission;
	edge: string;
	/** @returns nothing for a row that cannot be picked */
	toEntry: (row: IDataObject) => INodeListSearchItems[];
}

/**
 * Lists an edge of the phone number in the form page by page, where Meta offers no search.
 * @throws NodeApiError
 */
export async function searchNumber(
	context: ILoadOptionsFunctions,
	{ permission, edge, toEntry, ...request }: NumberListing,
	filter: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const number = numberOfForm(context);
	if (number === undefined) return { results: [] };
	const run = await createRunContext(context, { credential: credentialOfForm(context), permission });
	const page = await graphPage(run, { method: 'GET', path: [number, edge], ...request }, paginationToken);
	const plain = filter.trim().toLowerCase();
	const results = page.rows.flatMap(toEntry).filter(({ name }) => name.toLowerCase().includes(plain));
	return { results, paginationToken: page.after };
}
