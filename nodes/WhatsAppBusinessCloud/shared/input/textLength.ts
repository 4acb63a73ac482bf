import { formatNumber } from '../formatNumber';
import { InputError } from '../inputError';
import type { Limit } from './limit';

/**
 * Counts characters for WhatsApp's limits, as Unicode code points: an emoji outside the BMP is one character. Meta does
 * not say how it counts. UTF-16 units give a higher count and could reject a text that Meta accepts. If this lower
 * count accepts a text that is too long, Meta rejects it, and nothing is lost.
 */
export function countCharacters(text: string): number {
	let count = 0;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		const paired = unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00;
		if (paired) i++;
		count++;
	}
	return count;
}

/** What to do with a text that is too long. */
export const SHORTEN = 'Shorten it';

/** @returns the text @throws InputError when it has more characters than the limit */
export function checkMaxLength(
	text: string,
	limit: Limit,
	field: string,
	advice = 'Shorten the text, or send it in several messages',
): string {
	if (text.length <= limit.max) return text;
	const count = countCharacters(text);
	if (count <= limit.max) return text;
	throw new InputError(
		field,
		`has ${formatNumber(count)} characters, WhatsApp allows ${formatNumber(limit.max)}`,
		advice,
	);
}
