import { isObject, type Json } from '../../messages/checks';

/** The object, or an empty one. */
export const part = (value: unknown): Json => (isObject(value) ? value : {});

/** The objects in a list. */
export const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** The text of a value; undefined when there is none. */
export const text = (value: unknown): string | undefined =>
	value === undefined || value === null || value === '' ? undefined : String(value);

/** The values of an object as texts. */
export const texts = (value: unknown): Record<string, string> =>
	Object.fromEntries(
		Object.entries(part(value))
			.filter(([, one]) => typeof one === 'string' || typeof one === 'number')
			.map(([name, one]) => [name, String(one)]),
	);

/** The object without the keys that are undefined. */
export function compact<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
