import { at, invalid, length, list, missing, object, optionalText, type Json } from './checks';

/** A path in the action, in Graph's notation. */
export function place(...keys: Array<string | number>): string {
	return at('interactive', 'action', ...keys);
}

/** action.parameters, which is required. */
export function parameters(action: Json): Json {
	return object(action.parameters, place('parameters'));
}

/** A text with a minimum and maximum length; with min 0 it is optional. */
export function limited(what: string, value: unknown, min: number, max: number): void {
	const size = length(optionalText(value, what) ?? '');
	if (size < min || size > max) invalid(`${what} length invalid. Min length: ${min}, Max length: ${max}`);
}

/** Rejects two equal values. */
export function unique(what: string, values: unknown[]): void {
	if (new Set(values).size !== values.length) invalid(`${what}s must be unique.`);
}

/** One of several allowed words. */
export function oneOf(value: unknown, keys: Array<string | number>, allowed: readonly string[]): string {
	if (value === undefined || value === null || value === '') missing(place(...keys));
	if (typeof value !== 'string' || !allowed.includes(value))
		invalid(`${place(...keys)} must be one of {${allowed.join(', ')}} - got "${String(value)}".`);
	return value;
}

/** An integer in a range. */
export function integer(
	value: unknown,
	keys: Array<string | number>,
	min: number,
	max = Number.MAX_SAFE_INTEGER,
): number {
	if (value === undefined || value === null) missing(place(...keys));
	if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
		invalid(`${place(...keys)} must be a whole number from ${min} to ${max}.`);
	return value;
}

/** The entries of a list, which must be objects. */
export function objects(value: unknown, keys: Array<string | number>, max = Infinity): Json[] {
	return list(value, place(...keys), max).map((entry, index) => object(entry, place(...keys, index)));
}
