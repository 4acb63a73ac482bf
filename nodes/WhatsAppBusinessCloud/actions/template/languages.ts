import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { emptyFieldError, isObject } from '../../shared/input/parameterValues';
import { checkLanguage } from '../../templates/check/definition';
import { entriesOf } from '../listOperation';
import type { OperationItem } from '../types';

const field = 'Languages';

export const languagesField: INodeProperties = {
	displayName: field,
	name: 'languages',
	type: 'string',
	required: true,
	default: 'en_US',
	placeholder: 'e.g. en_US, de, pt_BR',
	description: 'Comma-separated list of language codes, or an expression that returns a list',
};

/** The same, for requests that apply to all languages when none is given. */
export const optionalLanguagesField: INodeProperties = {
	...languagesField,
	required: false,
	description: 'Comma-separated list of language codes, or an expression that returns a list. Default: all languages.',
};

/** @returns codes without duplicates; [] when none is given @throws InputError */
export function readOptionalLanguages(item: OperationItem): string[] {
	const codes = entriesOf(item.parameter('languages', '')).map((entry) => checkLanguage(entry, field));
	return [...new Set(codes)];
}

/** @returns codes without duplicates, at least one @throws InputError */
export function readLanguages(item: OperationItem): string[] {
	const codes = readOptionalLanguages(item);
	if (codes.length === 0)
		throw emptyFieldError(item.parameter('languages'), field, 'Enter codes of languages such as en_US');
	return codes;
}

/** One item per row of a response's `data`; the response itself when it has none. */
export function rowsOf(response: IDataObject): INodeExecutionData[] {
	const rows: unknown[] = Array.isArray(response.data) ? response.data : [response];
	return rows.filter((row): row is IDataObject => isObject(row)).map((json) => ({ json }));
}
