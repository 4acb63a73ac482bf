import type { IDataObject } from 'n8n-workflow';
import { GraphApiError } from '../transport/errors';
import type { OperationItem } from './types';

/** Maximum number of fields that are left out before the error is shown. */
const MAX_LEFT_OUT = 10;

/** `(#100) Tried accessing nonexisting field (name) on node type (...)` (Graph API docs: Handling errors). */
const unknownField = (thrown: unknown): string | undefined =>
	thrown instanceof GraphApiError
		? /nonexist\w* field \(([A-Za-z_]+)\)/.exec(thrown.response?.message ?? '')?.[1]
		: undefined;

/**
 * Requests fields of an object or a list. One field that the API version or the token does not have fails the entire
 * request, so it is left out and the request is made again.
 * @param send makes the request with these fields
 * @throws NodeApiError
 */
export async function withAvailableFields<T extends object>(
	fields: readonly string[],
	send: (fields: string) => Promise<T>,
): Promise<T> {
	let wanted = fields;
	for (let attempt = 0; ; attempt++) {
		const response = await send(wanted.join(',')).catch((thrown: unknown) => {
			const field = unknownField(thrown);
			const available = wanted.filter((one) => one !== field);
			if (field === undefined || available.length === wanted.length || attempt >= MAX_LEFT_OUT) throw thrown;
			wanted = available;
			return undefined;
		});
		if (response !== undefined) return response;
	}
}

/** Reads an object with the fields that are available. @throws NodeApiError */
export const readObject = async (item: OperationItem, id: string, fields: readonly string[]): Promise<IDataObject> =>
	await withAvailableFields(
		fields,
		async (names) => await item.graph.request({ method: 'GET', path: [id], query: { fields: names } }),
	);

/** Reads the rows of a list with the fields that are available. @throws NodeApiError */
export async function readRows(
	item: OperationItem,
	path: string[],
	fields: readonly string[],
	limit: number | undefined,
): Promise<IDataObject[]> {
	return await withAvailableFields(fields, async (names) => {
		const rows: IDataObject[] = [];
		const request = { method: 'GET' as const, path, query: { fields: names } };
		for await (const row of item.graph.pages(request, { limit })) rows.push(row);
		return rows;
	});
}
