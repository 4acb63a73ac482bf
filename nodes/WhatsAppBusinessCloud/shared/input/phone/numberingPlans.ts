import {
	getCountries,
	getCountryCallingCode,
	Metadata,
	parsePhoneNumberFromString,
	PhoneNumber,
} from 'libphonenumber-js/core';
import type { CountryCode, PhoneNumberType } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/metadata.max.json';
import { phoneDigitsRange } from '../limit';
import { otherForm } from './forms';
import { numberTypes, type PlanWithTypes } from './numberTypes';

export type { CountryCode };

/** Minimum number of digits after the country code that the library reads. */
const SHORTEST = 2;

/**
 * A length that the numbers of a country had before it made them longer. WhatsApp keeps the IDs of its users there:
 * those of the Ivory Coast (from before 2021) have 8 digits.
 * @see https://github.com/devlikeapro/waha/issues/1894
 */
const FORMER_LENGTHS: Readonly<Record<string, number[]>> = { 225: [8], 229: [8] };

/** Lengths of numbers without the country code, in digits. */
interface Lengths {
	all: readonly number[];
	/** Of landline and mobile numbers. */
	subscribers: readonly number[];
}

/** Whether a value is the ISO code of a country that has phone numbers. */
export const isCountry = (value: unknown): value is CountryCode =>
	typeof value === 'string' && Object.hasOwn(metadata.countries, value);

let names: Intl.DisplayNames | undefined;

/** The name of a country, in English. */
export function countryName(country: CountryCode): string {
	names ??= new Intl.DisplayNames(['en'], { type: 'region' });
	return names.of(country) ?? country;
}

/** All countries by name, with their country codes. */
export const listCountries = (): Array<{ country: CountryCode; name: string; code: string }> =>
	getCountries(metadata)
		.map((country) => ({ country, name: countryName(country), code: getCountryCallingCode(country, metadata) }))
		.sort((one, other) => one.name.localeCompare(other.name));

const lengthsByCode = new Map<string, Lengths>();

/** The country code of a number; undefined when no country has it. @param digits with the country code */
export function callingCodeOf(digits: string): string | undefined {
	const { country_calling_codes: codes, nonGeographic } = metadata;
	return [1, 2, 3]
		.map((length) => digits.slice(0, length))
		.find((code) => Object.hasOwn(codes, code) || Object.hasOwn(nonGeographic, code));
}

function readLengths(code: string): Lengths {
	const country = metadata.country_calling_codes[code]?.at(0);
	const plans = new Metadata(metadata);
	if (country !== undefined) plans.selectNumberingPlan(country);
	const plan = plans.numberingPlan as PlanWithTypes | undefined;
	const former = FORMER_LENGTHS[code] ?? [];
	const all = [...former, ...(plan?.possibleLengths() ?? [])];
	const types = ['FIXED_LINE', 'MOBILE'] as const;
	return { all, subscribers: [...former, ...types.flatMap((name) => plan?.type(name)?.possibleLengths() ?? all)] };
}

/**
 * The lengths of numbers of the main country with this country code. Empty for codes that are not of a country, such as
 * those of satellite phones.
 */
export function lengthsOf(code: string): Lengths {
	const known = lengthsByCode.get(code);
	if (known !== undefined) return known;
	const lengths = readLengths(code);
	lengthsByCode.set(code, lengths);
	return lengths;
}

/** The number in both forms that WhatsApp uses: the library knows one. @param digits with a country code that exists */
function forms(digits: string): string[] {
	const other = otherForm(digits)?.number.slice(1);
	return other === undefined ? [digits] : [digits, other];
}

/** The types that a number can have; of several countries where they share a country code. */
function typesOf(digits: string): PhoneNumberType[] {
	const code = callingCodeOf(digits) ?? '';
	return forms(digits).flatMap((form) => numberTypes(code, form.slice(code.length)));
}

/** Whether the metadata has a number like this. New ranges are missing. @param digits as readInternational returns them */
export const isKnown = (digits: string): boolean => typesOf(digits).length > 0;

/**
 * How likely a number is one of WhatsApp: 2 for a mobile number, 1 for another known one, 0 for all others.
 * @param digits as readInternational returns them
 */
export function likelihood(digits: string): number {
	const types = typesOf(digits);
	if (types.length === 0) return 0;
	return types.some((type) => type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE') ? 2 : 1;
}

const digitsOf = (number: PhoneNumber | undefined): string | undefined => number?.number.slice(1);

const isInRange = ({ length }: string): boolean => length >= phoneDigitsRange.min && length <= phoneDigitsRange.max;

function isPossible(digits: string | undefined): digits is string {
	const code = digits === undefined ? undefined : callingCodeOf(digits);
	if (digits === undefined || code === undefined || digits.length < code.length + SHORTEST) return false;
	if (!isInRange(digits)) return false;
	return (
		(FORMER_LENGTHS[code] ?? []).includes(digits.length - code.length) ||
		forms(digits).some((form) => new PhoneNumber(`+${form}`, metadata).isPossible())
	);
}

/**
 * Reads a number that has a country code. Digits that are dialed only within the country, such as the 0 of
 * `+44 07911 123456`, are not part of the number (ITU-T E.164) and are left out; a 0 that is part of it stays, as in
 * Italy.
 * @param digits as written, with a country code that exists
 * @returns undefined when no number with this country code has this length
 */
export function readInternational(digits: string): string | undefined {
	const code = callingCodeOf(digits) ?? '';
	const national = digits.slice(code.length);
	if (national.length < SHORTEST || !isInRange(digits)) return undefined;
	const [length, ...others] = lengthsOf(code).all;
	const hasZero = national.startsWith('0');
	// Without a prefix, a number of the only length would be too short.
	if (others.length === 0 && national.length === length && !hasZero) return digits;
	if (isKnown(digits)) return digits;
	const parsed = digitsOf(parsePhoneNumberFromString(`+${digits}`, { extract: false }, metadata));
	// A 0 in front is more likely a prefix than part of an unknown number; any other digit is part of the number.
	const withoutPrefix = hasZero && parsed?.[code.length] === '0' ? undefined : parsed;
	const candidates = (
		hasZero ? [withoutPrefix, digits, code + national.replace(/^0+/, '')] : [digits, withoutPrefix]
	).filter(isPossible);
	return candidates.find(isKnown) ?? candidates.at(0);
}

/**
 * Reads a number as it is dialed within a country: with the country's trunk prefix or without, or with its prefix for
 * calls to other countries.
 * @returns undefined when no number has this length
 */
export function readNational(digits: string, defaultCountry: CountryCode): string | undefined {
	const parsed = digitsOf(parsePhoneNumberFromString(digits, { defaultCountry, extract: false }, metadata));
	return isPossible(parsed) ? readInternational(parsed) : undefined;
}

/**
 * The country of a number; of several countries that share a code and have numbers like this, the main one.
 * @param digits with the country code
 * @returns ISO code; undefined when no country has the country code
 */
export function countryOf(digits: string): CountryCode | undefined {
	const code = callingCodeOf(digits);
	if (code === undefined) return undefined;
	const found = parsePhoneNumberFromString(`+${digits}`, { extract: false }, metadata)?.country;
	return found ?? metadata.country_calling_codes[code]?.at(0);
}
