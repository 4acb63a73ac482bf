import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { optionalFlag } from '../shared/input/parameterValues';
import { parseJson } from '../shared/untrustedJson';
import type { GraphRequest } from '../transport/types';
import type { OperationItem } from './types';

/** Reads Return All and Limit. @returns undefined for all @throws InputError */
export function readLimit(item: OperationItem): number | undefined {
	if (optionalFlag(item.parameter('returnAll', false), 'Return All')) return undefined;
	const value = item.parameter('limit', 50);
	const limit = typeof value === 'boolean' || value === '' ? NaN : Number(value);
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new InputError(
		'Limit',
		'must be a whole number, 1 or more',
		"Enter how many to return, or turn on 'Return All'",
	);
}

/** Reads Simplify, which is on unless the user turns it off. @throws InputError */
export const readSimplify = (item: OperationItem): boolean =>
	optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;

/**
 * Reads the rows of a list, one item for each.
 * @param simplify makes the item's JSON; absent: the row as it is
 * @throws NodeApiError
 */
export async function runList(
	item: OperationItem,
	request: GraphRequest,
	limit: number | undefined,
	simplify: (row: IDataObject) => IDataObject = (row) => row,
): Promise<INodeExecutionData[]> {
	const found: INodeExecutionData[] = [];
	for await (const row of item.graph.pages(request, { limit })) found.push({ json: simplify(row) });
	return found;
}

/**
 * Entries of a list in any form: a list, its JSON, or text separated by commas, semicolons or line breaks.
 * @param value the parameter's value
 * @returns the entries, unparsed; [] when there are none
 */
export function entriesOf(value: unknown): unknown[] {
	if (value === null || value === undefined) return [];
	if (Array.isArray(value))
		return value.flatMap((entry) => (typeof entry === 'string' ? entriesOf(entry) : [entry as unknown]));
	if (typeof value !== 'string') return [value];
	const text = value.trim();
	if (text.startsWith('[')) {
		const list = parseJson(text);
		if (Array.isArray(list)) return entriesOf(list);
	}
	return text
		.split(/[,;\n\r]+/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
