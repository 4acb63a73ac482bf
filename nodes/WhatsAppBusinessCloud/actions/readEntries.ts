import { InputError } from '../shared/inputError';
import { describeType, isObject } from '../shared/input/parameterValues';

/**
 * The entries of a list in a form, or a list from an expression.
 * @param value of the fixed collection
 * @param key of its entries
 * @throws InputError
 */
export function readEntries(value: unknown, key: string, field: string): Array<Record<string, unknown>> {
	const list = isObject(value) ? (value[key] ?? []) : (value ?? []);
	if (Array.isArray(list) && list.every(isObject)) return list;
	throw new InputError(field, `needs a list of entries, got ${describeType(list)}`, 'Check the expression');
}
