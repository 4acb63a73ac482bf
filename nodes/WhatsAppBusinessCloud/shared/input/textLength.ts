import { InputError } from '../inputError';
import type { Limit } from './limit';

/**
 * How many characters a text has, for WhatsApp's limits: Unicode code points, so an emoji outside the BMP is one.
 * Meta does not say how it counts. UTF-16 units would give more, and would refuse a text that Meta may take; a text that
 * passes here by the smaller count and is too long after all still gets Meta's own refusal, and nothing is lost.
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

/** A number as people read it: 4096 is 4,096. */
export const formatNumber = (count: number): string => count.toLocaleString('en-US');

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
		`'${field}' has ${formatNumber(count)} characters, WhatsApp allows ${formatNumber(limit.max)}`,
		advice,
	);
}
