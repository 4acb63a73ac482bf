import { formatNumber } from '../formatNumber';
import { checkMaxLength, SHORTEN } from './textLength';
import { InputError } from '../inputError';
import { joinPaths, quotePath, type InputPath } from '../inputPath';
import type { Limit, Range } from './limit';
import { optionalId, optionalText, requiredText } from './parameterValues';

/** Text of limited length, or undefined when it is empty. @throws InputError */
export function limitedText(value: unknown, limit: Limit, field: string): string | undefined {
	const text = optionalText(value, field);
	return text === undefined ? undefined : checkMaxLength(text, limit, field, SHORTEN);
}

/** Required text of limited length. @throws InputError */
export function requiredLimitedText(value: unknown, limit: Limit, field: string, advice: string): string {
	return checkMaxLength(requiredText(value, field, advice), limit, field, SHORTEN);
}

/** A label, e.g. the title of a button: limited text without surrounding spaces. @throws InputError */
export function requiredTitle(value: unknown, limit: Limit, field: string, advice: string): string {
	return checkMaxLength(requiredText(value, field, advice).trim(), limit, field, SHORTEN);
}

/**
 * The ID that is returned when the user taps.
 * @param fallback the ID when the field is empty: the title
 * @throws InputError when it is too long, or starts or ends with a space, which WhatsApp rejects
 */
export function replyId(value: unknown, limit: Limit, field: string, fallback: string): string {
	const id = optionalText(value, field) ?? fallback;
	if (id !== id.trim()) {
		throw new InputError(field, 'starts or ends with a space', 'Remove the space: WhatsApp rejects it');
	}
	return checkMaxLength(id, limit, field, 'Use a shorter ID');
}

/** A required ID of a Meta object. @throws InputError */
export function requiredId(value: unknown, field: string, advice: string): string {
	const id = optionalId(value, field);
	if (id === undefined) throw new InputError(field, 'is empty', advice);
	return id;
}

/**
 * Rejects a list with too few or too many entries.
 * @param field display name of the list
 * @param nouns name of an entry, singular and plural
 * @throws InputError naming the limit and the count
 */
export function checkCount<T>(
	list: T[],
	{ min, max }: Range,
	field: string,
	[one, several]: [string, string],
	advice?: string,
): T[] {
	const count = list.length;
	const noun = count === 1 ? one : several;
	if (count === 0 && min > 0)
		throw new InputError(field, 'is empty', advice ?? `Add ${min === 1 ? `a ${one}` : `at least ${min} ${several}`}`);
	if (count < min) {
		throw new InputError(
			field,
			`has ${formatNumber(count)} ${noun}, at least ${min} are required`,
			advice ?? `Add more ${several}`,
		);
	}
	if (count > max) {
		throw new InputError(
			field,
			`has ${formatNumber(count)} ${noun}, WhatsApp allows ${formatNumber(max)}`,
			advice ?? `Remove ${several}, or send them in several messages`,
		);
	}
	return list;
}

/**
 * Rejects entries with equal values.
 * @param entries the values, each with the path of its entry, e.g. `['button', 2]`
 * @param field display name of the field within an entry
 * @throws InputError naming both entries
 */
export function checkUnique(entries: Array<{ value: string; path: InputPath }>, field: string, advice: string): void {
	const seen = new Map<string, InputPath>();
	for (const { value, path } of entries) {
		const before = seen.get(value);
		if (before !== undefined) {
			throw new InputError(joinPaths(path, field), `is the same as that of ${quotePath(before)}`, advice);
		}
		seen.set(value, path);
	}
}

/**
 * An integer within a range, also as text.
 * @returns undefined when it is empty
 * @throws InputError
 */
export function wholeNumber(value: unknown, { min, max }: Range, field: string): number | undefined {
	const text = optionalText(value, field)?.trim();
	if (text === undefined) return undefined;
	const number = /^[+-]?\d+(\.0+)?$/.test(text) ? Number(text) : NaN;
	if (number >= min && number <= max) return number;
	const [least, most] = [formatNumber(min), formatNumber(max)];
	throw new InputError(
		field,
		Number.isNaN(number) ? 'is not a whole number' : `is ${text.slice(0, 30)}, WhatsApp allows ${least} to ${most}`,
		`Enter a whole number from ${least} to ${most}`,
	);
}

/**
 * A URL that the recipient opens: http or https.
 * @throws InputError
 */
export function requiredUrl(value: unknown, field: string): string {
	const link = requiredText(value, field, 'Enter the complete URL, starting with https://').trim();
	let url: URL | undefined;
	try {
		url = new URL(link);
	} catch {
		url = undefined;
	}
	if (url === undefined)
		throw new InputError(field, 'is not a valid URL', 'Enter the complete URL, starting with https://');
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw new InputError(field, 'must start with https:// or http://', 'WhatsApp opens only http and https URLs');
	}
	return /^[\x21-\x7e]+$/.test(link) ? link : url.href;
}

/** A required integer within a range, also as text. @throws InputError */
export function requiredWholeNumber(value: unknown, { min, max }: Range, field: string): number {
	const advice = `Enter a whole number from ${min} to ${max}`;
	const text = requiredText(value, field, advice).trim();
	const number = /^[+-]?\d{1,15}$/.test(text) ? Number(text) : NaN;
	if (number >= min && number <= max) return number;
	throw new InputError(field, `must be a whole number from ${min} to ${max}`, advice);
}
