import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { empty, isObject } from '../../messages/values';
import { checkLanguage } from '../../templates/check/definition';
import { entriesOf } from '../list';
import type { OperationItem } from '../types';

const field = 'Languages';

export const languagesField: INodeProperties = {
	displayName: field,
	name: 'languages',
	type: 'string',
	required: true,
	default: 'en_US',
	placeholder: 'e.g. en_US, de, pt_BR',
	description: 'Codes of languages, with commas between them, or a list from an expression',
};

/** @returns codes, each once @throws InputError */
export function readLanguages(item: OperationItem): string[] {
	const value = item.parameter('languages');
	const codes = entriesOf(value).map((entry) => checkLanguage(entry, field));
	if (codes.length === 0) throw empty(value, field, 'Enter codes of languages such as en_US');
	return [...new Set(codes)];
}

/** One item per row of an answer's `data`; the answer itself where it has none. */
export function rowsOf(answer: IDataObject): INodeExecutionData[] {
	const rows: unknown[] = Array.isArray(answer.data) ? answer.data : [answer];
	return rows.filter((row): row is IDataObject => isObject(row)).map((json) => ({ json }));
}
