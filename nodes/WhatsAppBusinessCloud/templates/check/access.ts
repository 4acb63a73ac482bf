import { InputError } from '../../shared/inputError';
import { isObject, describeType, optionalText } from '../../shared/input/parameterValues';
import type { Part } from '../types';

/** The type, format or kind of a part, in capitals: Meta accepts both cases. */
export const kind = (value: unknown): string => (typeof value === 'string' ? value.trim().toUpperCase() : '');

/** The text of a part. @returns '' when missing @throws InputError when it is not a text */
export const textOf = (value: unknown, field: string): string => optionalText(value, field) ?? '';

/** An object in a part; `{}` when missing. @throws InputError when it is not an object */
export function objectOf(value: unknown, field: string): Part {
	if (value === undefined || value === null) return {};
	if (isObject(value)) return value;
	throw new InputError(field, `needs an object with fields, got ${describeType(value)}`, 'Check the JSON');
}

/** A list of objects in a part; `[]` when missing. @throws InputError when it is not such a list */
export function partsOf(value: unknown, field: string): Part[] {
	if (value === undefined || value === null) return [];
	if (!Array.isArray(value)) throw new InputError(field, `needs a list, got ${describeType(value)}`, 'Check the JSON');
	return value.map((entry) => objectOf(entry ?? undefined, field));
}

/** Whether two lists have the same entries in the same order. */
export const same = (one: string[], other: string[]): boolean =>
	one.length === other.length && one.every((entry, index) => entry === other[index]);
