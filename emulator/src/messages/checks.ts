import { parameterError, whatsappError } from '../errors';

export type Json = Record<string, unknown>;

/** A path in the body in Graph's notation: at('text', 'body') is text['body']. */
export const at = (name: string, ...keys: Array<string | number>): string =>
	name + keys.map((key) => (typeof key === 'number' ? `[${key}]` : `['${key}']`)).join('');

/** Throws 131008: a required part is missing (Meta docs: Error codes). */
export function missing(place: string, forType?: string): never {
	throw whatsappError(
		131008,
		forType === undefined ? `Parameter ${place} is required.` : `Parameter ${place} is mandatory for type '${forType}'`,
	);
}

/** Throws 131009: a value is invalid (Meta docs: Error codes). */
export function invalid(details: string): never {
	throw whatsappError(131009, details);
}

export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Characters are counted as Unicode code points: an emoji outside the basic plane is one. How Meta counts is not
 * documented.
 */
export function length(text: string): number {
	let count = text.length;
	for (let index = 0; index < text.length - 1; index += 1) {
		const unit = text.charCodeAt(index);
		const next = text.charCodeAt(index + 1);
		if (unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) count -= 1;
	}
	return count;
}

/** A required object. */
export function object(value: unknown, place: string): Json {
	if (value === undefined || value === null) missing(place);
	if (!isObject(value)) throw parameterError(`Param ${place} must be a JSON object.`);
	return value;
}

/** A required array that is not empty. */
export function list(value: unknown, place: string, max = Infinity): unknown[] {
	if (value === undefined || value === null) missing(place);
	if (!Array.isArray(value)) throw parameterError(`Param ${place} must be an array.`);
	if (value.length === 0) throw parameterError(`Param ${place} must have at least 1 element.`);
	if (value.length > max) throw parameterError(`Param ${place} must have at most ${max} elements.`);
	return value;
}

/** A required text that is not empty. Numbers pass as text, as Graph parses parameters. */
export function text(value: unknown, place: string, max = Infinity): string {
	if (value === undefined || value === null || value === '') missing(place);
	return optionalText(value, place, max)!;
}

/** A text or undefined. */
export function optionalText(value: unknown, place: string, max = Infinity): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string' && typeof value !== 'number') throw parameterError(`Param ${place} must be a string.`);
	const read = String(value);
	if (read.length > max && length(read) > max)
		throw parameterError(`Param ${place} must be at most ${max} characters long.`);
	return read;
}

/** A boolean or undefined; 'true' and 'false' pass, as Graph parses parameters. */
export function optionalBoolean(value: unknown, place: string): void {
	if (value === undefined || typeof value === 'boolean' || value === 'true' || value === 'false') return;
	throw parameterError(`Param ${place} must be a boolean.`);
}

/** Rejects keys that the object does not have, as Graph does with typed parameters (general Graph API behavior). */
export function onlyKeys(value: Json, place: string, keys: readonly string[]): void {
	for (const key of Object.keys(value))
		if (!keys.includes(key)) throw parameterError(`Unexpected key "${key}" on param "${place}".`);
}

/** An absolute http or https URL (Meta docs: Media > Using a link). */
export function httpUrl(value: unknown, place: string): string {
	const link = text(value, place);
	let url: URL | undefined;
	try {
		url = new URL(link);
	} catch {
		url = undefined;
	}
	if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
		throw parameterError(`Param ${place} is not a valid URI.`);
	return link;
}
