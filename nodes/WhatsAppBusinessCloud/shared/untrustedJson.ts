import type { IDataObject } from 'n8n-workflow';
import { isObject } from './input/parameterValues';

/** An untrusted JSON object: any field may be missing or have another type. */
export type Data = Record<string, unknown>;

/** Returns text unchanged, and numbers as text. @returns undefined for other types and empty text */
export function text(value: unknown): string | undefined {
	if (typeof value === 'string') return value === '' ? undefined : value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}

/** Returns text unchanged. @returns undefined for other types, numbers too, and empty text */
export const nonEmptyString = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;

/** Text, numbers and booleans as text. @returns '' for other types */
export const scalarText = (value: unknown): string =>
	value === null || value === undefined || typeof value === 'object' ? '' : String(value);

/** Parses JSON text. @returns undefined for text that is not JSON, and for other types */
export function parseJson(value: unknown): unknown {
	if (typeof value !== 'string') return undefined;
	try {
		return JSON.parse(value);
	} catch {
		return undefined;
	}
}

/** @returns undefined for anything that is not a number */
export function number(value: unknown): number | undefined {
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const read = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
	return Number.isFinite(read) ? read : undefined;
}

/** The object, or an empty one for any other value. */
export const part = (value: unknown): Data => (isObject(value) ? value : {});

/** The objects in a list; empty when it is not a list. */
export const objects = (value: unknown): Data[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Larger times are in milliseconds: as seconds, this is the year 5138. */
const LAST_SECOND = 1e11;

/** The largest time of a Date, in milliseconds. */
const LAST_DATE = 8.64e15;

/** Meta's time, seconds since 1970 as text or number, in milliseconds. @returns undefined when it is not a time */
export function unixMs(value: unknown): number | undefined {
	const seconds = number(value);
	if (seconds === undefined || seconds < 0) return undefined;
	return seconds > LAST_SECOND ? seconds : seconds * 1000;
}

/** @param ms since 1970 @returns ISO 8601; undefined for times outside of the range of a Date */
export const isoDate = (ms: number): string | undefined =>
	Math.abs(ms) <= LAST_DATE ? new Date(ms).toISOString() : undefined;

/** Converts Meta's time, seconds since 1970 as text or number, to ISO 8601. @returns undefined when it is not a time */
export function isoTime(value: unknown): string | undefined {
	const ms = unixMs(value);
	return ms === undefined ? undefined : isoDate(ms);
}

/** The object without undefined values. */
export const compact = (object: Data): IDataObject =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as IDataObject;

/**
 * Merges objects: a later value replaces an earlier one, also when it is undefined. Spreading objects with many
 * undefined values takes several times as long.
 * @param parts objects with trusted keys
 * @returns an object without undefined values
 */
export function mergeDefined(...parts: Data[]): Data {
	const merged: Data = {};
	for (const one of parts) {
		for (const key of Object.keys(one)) {
			const value = one[key];
			if (value !== undefined) merged[key] = value;
			else if (Object.hasOwn(merged, key)) delete merged[key];
		}
	}
	return merged;
}

const camelCase = (key: string): string => key.replace(/_+([a-z\d])/gi, (_, letter: string) => letter.toUpperCase());

/** Deepest level at which names are converted; deeper levels stay unchanged. */
const DEEPEST = 6;

/** Converts the names of Meta's object, including nested ones, to camelCase. */
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

/** Like camelKeys, for an object; undefined for any other value. */
export const camelObject = (value: unknown): Data | undefined => (isObject(value) ? part(camelKeys(value)) : undefined);

/** Whether a value is nested deeper than a number of levels. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	if (levels === 0) return true;
	for (const inner of Array.isArray(value) ? value : Object.values(value)) {
		if (isDeeperThan(inner, levels - 1)) return true;
	}
	return false;
}
