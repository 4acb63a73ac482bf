import type { IDataObject } from 'n8n-workflow';
import { isObject } from './input/parameterValues';

/** A JSON object from outside: anything may be missing or of another type. */
export type Data = Record<string, unknown>;

/** Text as it is, numbers as text. @returns undefined when it is something else, or empty */
export function text(value: unknown): string | undefined {
	if (typeof value === 'string') return value === '' ? undefined : value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** @returns undefined for anything that is no number */
export function number(value: unknown): number | undefined {
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const read = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
	return Number.isFinite(read) ? read : undefined;
}

export const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** The object, or one without anything in it. */
export const part = (value: unknown): Data => (isObject(value) ? value : {});

/** The objects of a list; none when it is no list. */
export const objects = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Beyond it, times are in milliseconds: as seconds it is the year 5138. */
const LAST_SECOND = 1e11;

/** Meta's time, seconds since 1970 as text or number, in ISO 8601. @returns undefined when it is none */
export function isoTime(value: unknown): string | undefined {
	const seconds = number(value);
	if (seconds === undefined || seconds < 0) return undefined;
	const time = new Date(seconds > LAST_SECOND ? seconds : seconds * 1000);
	return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

/** The object without what is undefined. */
export const compact = (object: Data): IDataObject =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as IDataObject;

const camelCase = (key: string): string => key.replace(/_+([a-z\d])/gi, (_, letter: string) => letter.toUpperCase());

/** The deepest level of names that is rewritten; what lies below stays as it is. */
const DEEPEST = 6;

/** Meta's object with names in camelCase, also inside. */
export function camelKeys(value: unknown, level = 0): unknown {
	if (level > DEEPEST) return value;
	if (Array.isArray(value)) return value.map((one) => camelKeys(one, level + 1));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([key]) => key !== '__proto__')
			.map(([key, inner]) => [camelCase(key), camelKeys(inner, level + 1)]),
	);
}

/** Like camelKeys, for an object; undefined when it is none. */
export const camelObject = (value: unknown): Data | undefined => (isObject(value) ? part(camelKeys(value)) : undefined);

/** Meta's error objects: the first one flat. WhatsApp docs: Error codes > Webhooks. */
export function errorFields(errors: unknown): Data {
	const [first] = objects(errors);
	if (first === undefined) return {};
	return {
		errorCode: number(first.code),
		errorTitle: text(first.title),
		errorMessage: text(first.message),
		errorDetails: text(part(first.error_data).details) ?? text(first.details),
	};
}
