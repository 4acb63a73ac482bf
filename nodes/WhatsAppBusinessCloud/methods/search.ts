import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { text } from '../shared/untrustedJson';
import { createRunContext } from '../transport/client';
import { graphPage } from '../transport/paging';
import type { RunContext } from '../transport/request';
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

/** The text in a field of the form; for a field with a list, the selected value. Empty for a form without the field. */
function textOfForm(context: ILoadOptionsFunctions, name: string): string {
	const value: unknown = context.getCurrentNodeParameter(name);
	return (text(isObject(value) ? value.value : value) ?? '').trim();
}

/**
 * The object whose ID is in a field of the form; undefined without one, or for an expression that has no value yet:
 * there is nothing to list then.
 */
export function idOfForm(context: ILoadOptionsFunctions, name: string): string | undefined {
	const id = textOfForm(context, name);
	return /^\d{1,20}$/.test(id) ? id : undefined;
}

/** The phone number in the form. */
export const numberOfForm = (context: ILoadOptionsFunctions): string | undefined => idOfForm(context, 'phoneNumberId');

/** The account in the form's field Account, or else that of the credential. */
export const accountOfForm = (context: ILoadOptionsFunctions, run: RunContext): string | undefined =>
	textOfForm(context, 'account') === '' ? run.settings.businessAccountId : idOfForm(context, 'account');

/** Maximum number of pages read per search before the user has to scroll. */
const PAGES_PER_SEARCH = 20;

/** A row as an entry of a list; nothing for a row that cannot be picked. */
type ToEntry = (row: IDataObject) => INodeListSearchItems[];

/** How the rows of an edge become the entries of a list. */
interface Entries extends Pick<GraphRequest, 'query' | 'list'> {
	toEntry: ToEntry;
	/** Which entries the user searches for. Default: those whose name contains the filter. */
	matches?: (item: INodeListSearchItems) => boolean;
}

/** A page of a list to search. */
export interface Search {
	filter: string;
	/** Of the page to start with; absent: the first. */
	paginationToken?: string;
}

/** Entries for rows with an ID. */
export const withId =
	(toEntry: (row: IDataObject) => INodeListSearchItems): ToEntry =>
	(row) =>
		rowWithId.safeParse(row).success ? [toEntry(row)] : [];

/**
 * Searches an edge page by page, where Meta offers no search.
 * @param path undefined when the form does not say of which object: the list is empty
 * @throws NodeApiError
 */
export async function searchEdge(
	run: RunContext,
	path: string[] | undefined,
	{ toEntry, matches, ...request }: Entries,
	{ filter, paginationToken }: Search,
): Promise<INodeListSearchResult> {
	if (path === undefined) return { results: [] };
	const plain = filter.trim().toLowerCase();
	const isWanted = matches ?? (({ name }: INodeListSearchItems): boolean => name.toLowerCase().includes(plain));
	let after = paginationToken;
	for (let page = 0; page < PAGES_PER_SEARCH; page++) {
		const { rows, after: next } = await graphPage(run, { method: 'GET', path, ...request }, after);
		const results = rows.flatMap(toEntry).filter(isWanted);
		// A page without a match would look like the end of the list.
		if (results.length > 0 || next === undefined) return { results, paginationToken: next };
		after = next;
	}
	return { results: [], paginationToken: after };
}

/** An edge to list, and what its requests need. */
interface Listing extends Entries {
	edge: string;
	/** Default: whatsapp_business_management */
	permission?: Permission;
}

/** The context of the requests of a list. @throws NodeOperationError */
export const runOfForm = async (
	context: ILoadOptionsFunctions,
	permission: Permission = 'whatsapp_business_management',
): Promise<RunContext> => await createRunContext(context, { credential: credentialOfForm(context), permission });

/** Searches an edge of the account in the form. @throws NodeApiError */
export async function searchAccountEdge(
	context: ILoadOptionsFunctions,
	{ edge, permission, ...entries }: Listing,
	search: Search,
): Promise<INodeListSearchResult> {
	const run = await runOfForm(context, permission);
	const account = accountOfForm(context, run);
	return await searchEdge(run, account === undefined ? undefined : [account, edge], entries, search);
}

/** Searches an edge of the phone number in the form. @throws NodeApiError */
export async function searchNumberEdge(
	context: ILoadOptionsFunctions,
	{ edge, permission, ...entries }: Listing,
	search: Search,
): Promise<INodeListSearchResult> {
	const number = numberOfForm(context);
	if (number === undefined) return { results: [] };
	return await searchEdge(await runOfForm(context, permission), [number, edge], entries, search);
}

/** An entry with name and ID. */
export const namedEntry = ({ id, name }: IDataObject): INodeListSearchItems => ({
	name: entryName([text(name) ?? 'No name', text(id)]),
	value: String(id),
});

/** The query and entries of an edge whose rows have a name and an ID. */
export const namedEntries: Entries = { query: { fields: 'id,name' }, toEntry: withId(namedEntry) };
