import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../inputError';
import { dateText } from './dateText';

/** Type of a value, for a sentence: `an object`, `null`, ... */
export function describeType(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'an array';
	switch (typeof value) {
		case 'undefined':
			return 'nothing';
		case 'string':
			return 'text';
		case 'number':
			return Number.isFinite(value) ? 'a number' : String(value);
		case 'boolean':
			return String(value);
		case 'object':
			return 'an object';
		default:
			return `a ${typeof value}`;
	}
}

/** Whether a value is missing, or text without content. */
export const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Whether a value is a plain object (not null, not an array). */
export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value is an object with this method, e.g. a date object from any copy of Luxon. */
export const hasMethod = <Name extends string>(value: unknown, name: Name): value is Record<Name, () => unknown> =>
	isObject(value) && typeof value[name] === 'function';

/**
 * The text of a parameter. Numbers and booleans become text, dates ISO 8601. A lone surrogate (a text cut through an
 * emoji) becomes U+FFFD.
 * @returns undefined when there is no text: null, undefined, or only white space
 * @throws InputError on objects, arrays and NaN
 */
export function optionalText(input: unknown, field: string): string | undefined {
	const value = dateText(input, field) ?? input;
	if (value === null || value === undefined) return undefined;
	const isPlain =
		typeof value === 'string' ||
		typeof value === 'boolean' ||
		typeof value === 'bigint' ||
		(typeof value === 'number' && Number.isFinite(value));
	if (!isPlain) {
		throw new InputError(
			field,
			`needs text, got ${describeType(value)}`,
			'Check the expression: it must return text, such as one field of an object or one entry of a list',
		);
	}
	const text = String(value).toWellFormed();
	return text.trim() === '' ? undefined : text;
}

/** Like optionalText, for a required parameter. @throws InputError when there is no text */
export function requiredText(value: unknown, field: string, advice: string): string {
	const text = optionalText(value, field);
	if (text === undefined) throw emptyFieldError(value, field, advice);
	return text;
}

/** The error for an empty field. */
export const emptyFieldError = (value: unknown, field: string, advice: string, shortAdvice?: string): InputError =>
	new InputError(field, value === null ? 'is empty: got null' : 'is empty', advice, shortAdvice);

/**
 * The text without white space and invisible characters at its ends. A loop, since a regular expression would take
 * quadratic time on long blanks.
 */
export function trimInvisible(text: string): string {
	const isInvisible = (char: string): boolean => /[\s\p{Cf}]/u.test(char);
	let start = 0;
	let end = text.length;
	while (start < end && isInvisible(text[start])) start++;
	while (end > start && isInvisible(text[end - 1])) end--;
	return text.slice(start, end);
}

/** An ID without the white space and invisible characters that are often copied with it. */
export function optionalId(value: unknown, field: string): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value) && !(Number.isSafeInteger(value) && value >= 0)) {
		throw new InputError(
			field,
			'is a number that cannot be an ID',
			'Pass the ID as text: numbers of more than 15 digits lose their last digits',
		);
	}
	const text = optionalText(value, field);
	return text === undefined ? undefined : trimInvisible(text) || undefined;
}

/** A boolean option. @returns undefined when it is not set @throws InputError on anything except true and false */
export function optionalFlag(value: unknown, field: string): boolean | undefined {
	const text = optionalText(value, field)?.trim().toLowerCase();
	if (text === undefined) return undefined;
	if (text === 'true' || text === '1') return true;
	if (text === 'false' || text === '0') return false;
	throw new InputError(
		field,
		'is neither true nor false',
		'Turn it on or off, or let the expression return true or false',
	);
}

/**
 * One of the values of a list.
 * @throws InputError naming the allowed values
 */
export function readEnum<T extends string>(value: unknown, field: string, allowed: readonly T[], fallback: T): T {
	const text = optionalText(value, field)?.trim();
	if (text === undefined) return fallback;
	const found = allowed.find((one) => one === text);
	if (found === undefined) {
		throw new InputError(field, 'has an unknown value', `Use one of: ${allowed.join(', ')}`);
	}
	return found;
}

/** The fields of a collection. @throws InputError on any other value */
export function readCollection(value: unknown, field: string): Record<string, unknown> {
	if (value === null || value === undefined || value === '') return {};
	if (isObject(value)) return value;
	throw new InputError(field, `needs an object with fields, got ${describeType(value)}`, 'Check the expression');
}

/** The values of 'Additional Fields'. @throws InputError when it is not an object */
export const readAdditionalFields = (value: unknown): Record<string, unknown> =>
	readCollection(value, 'Additional Fields');

/** The object without undefined values. */
export function omitUndefined(object: IDataObject): IDataObject {
	for (const key of Object.keys(object)) {
		if (object[key] === undefined)
			return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
	}
	return { ...object };
}
