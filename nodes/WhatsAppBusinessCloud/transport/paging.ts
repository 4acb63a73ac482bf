import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { objects } from '../shared/untrustedJson';
import { graphRequest, type RunContext } from './request';
import { pageWithNext } from './responses';
import type { GraphRequest } from './types';

/** Most edges return 25 rows per page and allow up to 100 (Graph API docs: Paginated results). */
const PAGE_SIZE = 100;

/** The cursor of the next page. */
function nextCursor(page: IDataObject): string | undefined {
	const { data } = pageWithNext.safeParse(page);
	return data?.paging.cursors.after;
}

/** The rows of a page, also where Meta puts the list into an object, or into each row. */
function rowsIn({ data }: IDataObject, list: string | undefined): IDataObject[] {
	const holders = isObject(data) && list !== undefined ? [data] : objects(data);
	const rows = list === undefined ? holders : holders.flatMap((one) => objects(one[list]));
	return rows as IDataObject[];
}

/**
 * Reads one page of an edge.
 * @returns its rows, and the cursor of the next page if there is one; never Meta's `next` URL, which contains the token
 * @throws NodeApiError
 */
export async function graphPage(
	run: RunContext,
	request: GraphRequest,
	after?: string,
	itemIndex?: number,
): Promise<{ rows: IDataObject[]; after?: string }> {
	const page = await graphRequest(run, { ...request, query: { limit: PAGE_SIZE, ...request.query, after } }, itemIndex);
	return { rows: rowsIn(page, request.list), after: nextCursor(page) };
}

/**
 * Iterates over the rows of a paged edge, requesting each page only when it is needed.
 * @param options.limit maximum number of rows; absent = all of them
 * @throws NodeApiError
 */
export async function* graphPages(
	run: RunContext,
	request: GraphRequest,
	options: { limit?: number; pageSize?: number } = {},
	itemIndex?: number,
): AsyncGenerator<IDataObject, void> {
	let left = options.limit ?? Infinity;
	let after: string | undefined;
	const seen = new Set<string>();
	while (left > 0) {
		const limit = Math.min(options.pageSize ?? PAGE_SIZE, left);
		const page = await graphPage(run, { ...request, query: { ...request.query, limit } }, after, itemIndex);
		for (const row of page.rows) {
			if (left-- <= 0) return;
			yield row;
		}
		// A server that returns the same cursor twice would cause an endless loop.
		if (page.after === undefined || seen.has(page.after)) return;
		seen.add(page.after);
		after = page.after;
	}
}
