import { inputWarning, type InputWarning } from '../../inputWarning';
import { simplify, unwrap } from './text';

/** Country codes of one and two digits; all others have three. ITU-T E.164, list of assigned country codes. */
const SHORT_CODES = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** The country code of a number. @param digits with the country code */
export const countryCode = (digits: string): string => SHORT_CODES.exec(digits)?.[0] ?? digits.slice(0, 3);

/**
 * Countries whose numbers keep a zero after the country code: Italy, Ivory Coast, Benin, Gabon, Congo, San Marino.
 * ITU-T: national numbering plans (E.129).
 */
const WITH_ZERO = new Set(['39', '225', '229', '241', '242', '378']);

/** Whether a zero after the country code is part of the number. @param digits with the country code */
export const keepsZero = (digits: string): boolean => WITH_ZERO.has(countryCode(digits));

/**
 * Minimum number of digits of subscriber numbers, with the country code, for countries where WhatsApp is common.
 * Excludes plans with open length, e.g. Germany, Austria and Italy. ITU-T: national numbering plans (E.129).
 */
const FEWEST_DIGITS: Readonly<Record<string, readonly string[]>> = {
	10: ['20', '32', '53', '60', '62', '63', '64', '65', '66', '82', '51', '234', '507', '961'],
	11: [
		...['1', '7', '27', '31', '33', '34', '40', '41', '44', '48', '56', '61', '81', '84', '92', '94'],
		...[
			'213',
			'216',
			'254',
			'502',
			'503',
			'504',
			'505',
			'506',
			'591',
			'593',
			'598',
			'852',
			'886',
			'962',
			'965',
			'968',
			'971',
			'972',
			'973',
			'974',
		],
	],
	12: ['30', '52', '54', '55', '57', '58', '90', '91', '98', '212', '233', '351', '380', '966'],
};

const fewest = new Map(
	Object.entries(FEWEST_DIGITS).flatMap(([count, codes]) =>
		codes.map((code): [string, number] => [code, Number(count)]),
	),
);

/**
 * Whether the text starts with a country code: it has a plus sign, `00`, or is a link, which always contains complete
 * numbers.
 */
function isInternational(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	const text = simplify(value);
	return unwrap(text) !== text || /^['"(]*(?:\+|00)/.test(text);
}

/** Area codes after 1 begin with 2 to 9. North American Numbering Plan. */
const NO_AREA_CODE = /^1[01]/;

/**
 * Warns about a number that probably lacks its country code: it has neither a plus sign nor 00, and is not valid in the
 * country whose code it begins with, mostly because it is too short. `55 1234 5678`, a local number of Mexico, would go
 * to Brazil, and `(11) 98765-4321` of Brazil to North America.
 * @param value as entered
 * @param digits the parsed digits
 */
export function shortNumberWarning(value: unknown, digits: string, field: string): InputWarning | undefined {
	const code = countryCode(digits);
	const needed = fewest.get(code);
	const isShort = needed !== undefined && digits.length < needed;
	if ((!isShort && !NO_AREA_CODE.test(digits)) || isInternational(value)) return undefined;
	return inputWarning(
		field,
		isShort
			? `has ${digits.length} digits and starts with ${code}. Numbers with the country code ${code} have ${needed} digits or more`
			: `starts with ${digits.slice(0, 2)}. No number with the country code 1 does`,
		'If this is a local number, add its country code. If it is complete, start it with + to turn this warning off.',
	);
}
