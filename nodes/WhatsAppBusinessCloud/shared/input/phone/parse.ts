import { InputError } from '../../inputError';
import { joinWithOr } from '../../joinWithOr';
import { inputWarning, type InputWarning } from '../../inputWarning';
import { formatNumber } from '../../formatNumber';
import { phoneDigitsRange } from '../limit';
import { emptyFieldError, describeType } from '../parameterValues';
import { defaultCountryName } from './defaultCountry';
import {
	callingCodeOf,
	countryName,
	isKnown,
	lengthsOf,
	likelihood,
	readInternational,
	readNational,
	type CountryCode,
} from './numberingPlans';
import { findAmbiguity, plainNumber } from './parts';
import { simplify, unwrap } from './text';

/** How to read numbers without a country code, for a field whose form has the option 'Default Country'. */
export interface PhoneReading {
	/** Undefined when the option is not set. */
	country: CountryCode | undefined;
	/** Receives a warning about a number that has two meanings. */
	warn?(warning: InputWarning): void;
}

/** A text without what surrounds the number in it. */
interface Written {
	/** Without `00` and brackets. */
	digits: string;
	/** The `00` before the country code, or nothing. */
	prefix: string;
	/** Whether it has a country code for certain: it has a plus sign or `00`, or is a link to a chat. */
	isInternational: boolean;
	/** Whether its first digits are in brackets, as area codes are. */
	hasAreaCode: boolean;
	/** Whether it has digits only, as programs write them. */
	isPlain: boolean;
	field: string;
	reading: PhoneReading | undefined;
}

/** What to say about a text with letters. */
export interface LettersError {
	/** The rest of a sentence. */
	problem: string;
	advice: string;
	/** As in InputError. */
	shortAdvice?: string;
}

const withCountryCode = 'Enter the number with its country code, e.g. +49 151 23456789';

const noLetters: LettersError = {
	problem: 'contains letters, a phone number has only digits',
	advice: withCountryCode,
};

const orSetCountry = ({ reading }: Written): string =>
	reading ? `, or set '${defaultCountryName}' under Options` : '';

function fromNumber(value: number, field: string): string {
	if (!Number.isInteger(value) || value < 0) {
		throw new InputError(
			field,
			`got ${Number.isFinite(value) ? 'a number that is not a phone number' : String(value)}`,
			withCountryCode,
		);
	}
	if (!Number.isSafeInteger(value)) {
		throw new InputError(field, 'is too large for a phone number', withCountryCode);
	}
	return String(value);
}

/**
 * Parses a phone number in any common format: blanks, dots, dashes, slashes, brackets, `+`, `00`, `+49 (0) 151`, digits
 * of any script, `tel:` and `whatsapp:` URIs, wa.me links, or a numeric value. WhatsApp docs: Phone number formats.
 * @param reading undefined for a field whose form does not have 'Default Country'
 * @param letters for a field that also accepts other texts than phone numbers
 * @returns 5 to 15 digits, country code first
 * @throws InputError saying what is invalid
 */
export function normalizePhoneNumber(
	value: unknown,
	field: string,
	reading?: PhoneReading,
	letters: LettersError = noLetters,
): string {
	if (value === null || value === undefined) throw emptyFieldError(value, field, withCountryCode);
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new InputError(
			field,
			`needs one phone number, got ${describeType(value)}`,
			'Check the expression: it must return one number as text. For several recipients, use one item per recipient',
		);
	}
	const text = simplify(typeof value === 'number' ? fromNumber(value, field) : value);
	if (text === '') throw emptyFieldError(value, field, withCountryCode);
	const { number, isComplete } = unwrap(text);
	return read(split(simplify(number), { isComplete, field, reading, letters }));
}

/** Maximum length of a text that can be a number, so that no regular expression takes long. */
const MAX_LENGTH = 100;

/** @throws InputError when the text is not one number */
function split(
	whole: string,
	{
		isComplete,
		field,
		reading,
		letters,
	}: { isComplete: boolean; field: string; reading: PhoneReading | undefined; letters: LettersError },
): Written {
	if (whole.length > MAX_LENGTH) {
		throw new InputError(
			field,
			`is too long for a phone number: it has ${formatNumber(whole.length)} characters`,
			'Enter one number. For several recipients, use one item per recipient',
		);
	}
	const text = plainNumber(whole.replace(/^['"_~\s]+|['"_~,;\s]+$/g, ''));
	const ambiguity = findAmbiguity(text);
	if (ambiguity) throw new InputError(field, ambiguity.problem, ambiguity.advice);
	if (/\p{L}/u.test(text)) throw new InputError(field, letters.problem, letters.advice, letters.shortAdvice);
	const [, plus, rest] = /^['"([]*(\+*)(.*)$/s.exec(text) ?? ['', '', ''];
	if (/[^\d\s().\-/[\]]/.test(rest)) {
		throw new InputError(field, 'contains characters that are not allowed in a phone number', withCountryCode);
	}
	const digits = rest.replace(/\D/g, '');
	if (digits === '') throw new InputError(field, 'contains no digits', withCountryCode);
	const prefix = plus === '' && digits.startsWith('00') ? '00' : '';
	return {
		digits: digits.slice(prefix.length),
		prefix,
		isInternational: plus !== '' || prefix !== '' || isComplete,
		hasAreaCode: /^[([]\d+[)\]]\D*\d/.test(text),
		isPlain: /^\d+$/.test(text),
		field,
		reading,
	};
}

/** @throws InputError when there is no such number */
function read(written: Written): string {
	const { digits, isInternational, field, reading } = written;
	if (!isInternational && reading?.country !== undefined) return readAsNational(written, reading.country);
	if (digits.startsWith('0')) {
		throw new InputError(
			field,
			'starts with 0, so the country code is missing',
			`Replace the 0 with the country code, e.g. +49 151 23456789 for 0151 23456789${orSetCountry(written)}`,
		);
	}
	const { min, max } = phoneDigitsRange;
	if (digits.length < min || digits.length > max) {
		throw new InputError(
			field,
			`is too ${digits.length < min ? 'short' : 'long'} for a phone number: it has ${digits.length} ${digits.length === 1 ? 'digit' : 'digits'}, ${min} to ${max} are allowed`,
			withCountryCode,
		);
	}
	return isInternational ? readWithPlus(written) : readWithoutPlus(written);
}

/** 10 | 8 or 10 | 8 to 11 */
function listLengths(lengths: readonly number[]): string {
	const sorted = [...new Set(lengths)].sort((a, b) => a - b);
	const [first, last] = [sorted[0], sorted[sorted.length - 1]];
	if (sorted.length > 2 && last - first === sorted.length - 1) return `${first} to ${last}`;
	return joinWithOr(sorted);
}

/** @returns undefined for a number that starts with 0 where the country's numbers do not, not even with a prefix */
function readLocal(digits: string, country: CountryCode): string | undefined {
	const number = readNational(digits, country);
	if (number === undefined) return undefined;
	const hasZero = number[callingCodeOf(number)?.length ?? 0] === '0';
	return hasZero && !isKnown(number) ? undefined : number;
}

/** In some countries, the prefix for calls to other countries is longer than 00, such as 0011 in Australia. */
const readWithLongPrefix = (digits: string, country: CountryCode | undefined): string | undefined =>
	country === undefined ? undefined : readLocal(digits, country);

/** @throws InputError when the length is impossible for the country code, or no country has the country code */
function readWithPlus({ digits, prefix, field, reading }: Written): string {
	const code = callingCodeOf(digits);
	if (code === undefined) {
		throw new InputError(
			field,
			`starts with +${digits.slice(0, 3)}, which is not a country code`,
			'Check the country code',
		);
	}
	const found =
		readInternational(digits) ?? readWithLongPrefix(prefix + digits, prefix === '' ? undefined : reading?.country);
	if (found !== undefined) return found;
	const { all } = lengthsOf(code);
	const count = digits.length - code.length;
	const isTooLong = all.length > 0 && count > Math.max(...all);
	const isTooShort = all.length > 0 && count < Math.min(...all);
	const size = isTooLong ? 'is too long' : isTooShort ? 'is too short' : 'has an impossible length';
	throw new InputError(
		field,
		`${size} for a number with the country code ${code}: it has ${count} digits after that${all.length === 0 ? '' : `, ${listLengths(all)} are possible`}`,
		'Check the number',
	);
}

/** Area codes after 1 begin with 2 to 9. North American Numbering Plan. */
const NO_AREA_CODE = /^1[01]/;

/**
 * Whether digits are a number of North America without its country code, such as `650-555-1234`, which has the length of
 * a number of Singapore.
 */
const isNorthAmerican = (digits: string): boolean => digits.length === 10 && isKnown(`1${digits}`);

/**
 * Reads digits that start with a country code without a sign of it, as WhatsApp IDs and other programs write them.
 * @returns the number, or why it looks like a local number, as the rest of a sentence
 */
function readPlain({ digits, hasAreaCode, isPlain }: Written): { number?: string; problem: string } {
	const code = callingCodeOf(digits);
	if (code === undefined) return { problem: `starts with ${digits.slice(0, 3)}, which is not a country code` };
	if (NO_AREA_CODE.test(digits)) {
		return { problem: `starts with ${digits.slice(0, 2)}. No number with the country code 1 does` };
	}
	const number = readInternational(digits);
	const { subscribers } = lengthsOf(code);
	const count = (number ?? digits).length - code.length;
	// WhatsApp has numbers of subscribers; the metadata also has shorter ones, of services.
	const isSubscriber = subscribers.length === 0 || subscribers.includes(count);
	if (number === undefined || (!isSubscriber && !isKnown(number))) {
		const kind = `a number with the country code ${code}`;
		const lengths = `${kind} has ${listLengths(subscribers)} digits after that, and this one has ${count}`;
		return { problem: `starts with ${code}, but ${subscribers.length > 0 ? lengths : `is not ${kind}`}` };
	}
	const problem = 'starts with an area code, so the country code is missing';
	const lacksCode = !isKnown(number) && (hasAreaCode || (!isPlain && isNorthAmerican(digits)));
	return lacksCode ? { problem } : { number, problem };
}

/**
 * Reads a number without a plus sign where there is no default country. `55 1234 5678`, a local number of Mexico, would
 * go to Brazil, and `(11) 98765-4321` of Brazil to North America.
 * @throws InputError when it looks like a local number
 */
function readWithoutPlus(written: Written): string {
	const { number, problem } = readPlain(written);
	if (number !== undefined) {
		if (!isKnown(number) && isNorthAmerican(written.digits)) {
			written.reading?.warn?.(
				inputWarning(
					written.field,
					`is sent to +${number}. It looks like a number of North America without its country code`,
					`If it is one, start it with +1${orSetCountry(written)}`,
				),
			);
		}
		return number;
	}
	throw new InputError(
		written.field,
		problem,
		`If this is a local number, add its country code${orSetCountry(written)}. If it is complete, start it with +`,
	);
}

/**
 * Reads a number without a plus sign as one of the default country. Digits that only make a mobile number with the
 * country code that they start with, such as a WhatsApp ID, are read as that.
 * @throws InputError when neither is possible
 */
function readAsNational(written: Written, country: CountryCode): string {
	const { digits, field, reading, isPlain } = written;
	const local = readLocal(digits, country);
	const complete = digits.startsWith('0') ? undefined : readPlain({ ...written, hasAreaCode: false }).number;
	const found = local ?? complete;
	if (found === undefined) {
		throw new InputError(
			field,
			`is not a number of ${countryName(country)}, the ${defaultCountryName}, and has no other country code`,
			'Check the number. For another country, enter + and its country code',
		);
	}
	if (local === undefined || complete === undefined || local === complete) return found;
	const difference = likelihood(complete) - likelihood(local);
	const isOfSameCountry = callingCodeOf(complete) === callingCodeOf(local);
	if (difference > 0 || (difference === 0 && isOfSameCountry)) return complete;
	if (isPlain && difference === 0 && isKnown(local)) {
		reading?.warn?.(
			inputWarning(
				field,
				`is read as a number of ${countryName(country)}, the ${defaultCountryName}, but can also start with the country code ${callingCodeOf(complete)}`,
				'Enter + and the country code if it has one, e.g. +{{ $json.from }} for a WhatsApp ID',
			),
		);
	}
	return local;
}
