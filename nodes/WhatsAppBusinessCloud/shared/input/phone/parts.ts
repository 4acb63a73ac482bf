/** A text that contains more than one phone number: the problem, as the rest of a sentence, and what to do. */
export interface Ambiguity {
	problem: string;
	advice: string;
}

/**
 * Minimum number of digits of an unbroken run that can be a complete number with country code, as other programs write
 * them.
 */
const WHOLE_NUMBER = 10;

/**
 * Minimum number of digits after a slash that can be a subscriber number. Fewer are an alternative ending: 2345678/9
 * means 2345678 or 2345679.
 */
const SUBSCRIBER = 4;

const oneNumber = 'Enter one number. For several recipients, use one item per recipient';

const several: Ambiguity = { problem: 'contains more than one number', advice: oneNumber };

const countOf = (text: string): number => text.replace(/\D/g, '').length;

/**
 * The text of a number from a spreadsheet or a program, without a trailing `.0` and without thousands separators. Only
 * zeros are dropped. Any other fraction stays; findAmbiguity() rejects it.
 */
export function plainNumber(text: string): string {
	if (/^\+?\d{1,3}(?:([,.'])\d{3})(?:\1\d{3}){2,}(?:[.,]0{1,2})?$/.test(text)) {
		return text.replace(/[.,]0{1,2}$/, '').replace(/[,.']/g, '');
	}
	const found = fractionOf(text);
	return found !== undefined && /^0+$/.test(found.decimals) ? found.whole : text;
}

/** A number as programs write it: an unbroken run, or thousands separated by blanks. */
const PLAIN = /^\+?(?:\d+|\d{1,3}(?: \d{3}){2,})$/;

/**
 * The decimal fraction at the end of a text. A dot or comma followed by two digits is not a decimal separator when it
 * continues groups of two or three digits: `+49 151 234-567.89`, `+45 12 34 56.78`.
 */
function fractionOf(text: string): { whole: string; decimals: string } | undefined {
	const [, whole, decimals] = /^([^.,]*\d)[.,](\d+)$/.exec(text) ?? [];
	if (whole === undefined || countOf(whole) < 7) return undefined;
	const isFraction = PLAIN.test(whole)
		? decimals.length <= 2 || /^0+$/.test(decimals)
		: decimals.length === 1 || (decimals.length === 2 && /\d{4}$/.test(whole));
	return isFraction ? { whole, decimals } : undefined;
}

/**
 * Finds out whether the digits of a text belong to more than one number. Blanks, dots, dashes and brackets group the
 * digits of one number, unless one side is already a complete number or the mark has another meaning there.
 * @param text simplified, without a fraction of zeros
 */
export function findAmbiguity(text: string): Ambiguity | undefined {
	if (/^\+?\d+([.,]\d+)?e\+?\d+$/i.test(text)) {
		return {
			problem: 'is in scientific notation, which loses digits',
			advice: 'Format the column as text, so that the spreadsheet keeps all digits',
		};
	}
	const firstDigit = text.search(/\d/);
	if (firstDigit >= 0 && text.includes('+', firstDigit)) return several;
	if (/\d.*(?:\b|\d)(?:ext(?:ension)?|x)[\s.:]*\d+\)?$|\d.*#\s*\d+$/i.test(text)) {
		return { problem: 'has an extension', advice: 'WhatsApp numbers have no extensions. Enter the number alone' };
	}
	if (fractionOf(text) !== undefined) {
		return {
			problem: 'ends in a decimal fraction, which a phone number does not have',
			advice: 'Enter the number as text, digits only',
		};
	}
	if (/[,;|]/.test(text)) return several;
	if (
		/[([]\s*\d+\s*[)\]]\W*$/.test(text) &&
		countOf(text.slice(0, Math.max(text.lastIndexOf('('), text.lastIndexOf('[')))) > 0
	) {
		return {
			problem: 'ends with digits in brackets',
			advice: 'Remove the brackets and their content, such as a counter. Use brackets only around the area code',
		};
	}
	if (/\d[\s_~]*[_~][\s_~]*\d/.test(text)) {
		return {
			problem: 'has digits after an underscore or tilde',
			advice: 'Remove what follows it, such as a counter',
		};
	}
	return isBehindWholeNumber(text) || hasOtherEnding(text)
		? { problem: 'has more digits after a complete number', advice: oneNumber }
		: undefined;
}

/**
 * `491512345678-2`, `491512345678 491512345679`: an unbroken run that is a complete number, followed by more digits.
 */
function isBehindWholeNumber(text: string): boolean {
	const found = /^\D*?(?:00)?(\d+)\D+\d/.exec(text);
	return found !== null && found[1].length >= WHOLE_NUMBER;
}

/**
 * `49 151 2345678 / 9`, `+55 11 3456-7890/7891`: a slash between area code and number, or before an alternative ending.
 */
function hasOtherEnding(text: string): boolean {
	const slash = text.lastIndexOf('/');
	if (slash < 0) return false;
	const behind = countOf(text.slice(slash));
	const before = countOf(text.slice(0, slash).replace(/^\D*00/, ''));
	return behind > 0 && before > 0 && (behind < SUBSCRIBER || before >= WHOLE_NUMBER);
}
