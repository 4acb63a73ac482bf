import { ranges } from './limits';
import { InputError } from '../inputError';
import { empty, kindOf } from './values';

const withCountryCode = 'Enter the number with its country code, e.g. +49 151 23456789';

const isDigit = (codePoint: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(codePoint));

/** The value of a decimal digit of any script. Unicode assigns decimal digits in whole runs from 0 to 9. */
function digitValue(codePoint: number): number {
	let start = codePoint;
	while (isDigit(start - 1)) start--;
	return (codePoint - start) % 10;
}

/** ASCII digits, brackets and plus; without invisible characters; any white space as one blank, any dash as `-`. */
function simplify(text: string): string {
	return text
		.replace(/[^\x00-\x7f]/gu, (char) => {
			if (/\p{Nd}/u.test(char)) return String(digitValue(char.codePointAt(0) ?? 0));
			if (/[\p{Pd}\u2212]/u.test(char)) return '-';
			if (/\p{Cf}/u.test(char)) return '';
			if (/[\uFF0B\uFE62]/u.test(char)) return '+';
			if (/[\uFF08\uFF3B]/u.test(char)) return '(';
			if (/[\uFF09\uFF3D]/u.test(char)) return ')';
			if (/[\u2018\u2019\u201C\u201D]/u.test(char)) return "'";
			if (/[\u00B7\u2022\u2024\uFF0E]/u.test(char)) return '.';
			return char;
		})
		.replace(/\s+/gu, ' ')
		.trim();
}

/** The number inside a link or URI that people copy: wa.me, api.whatsapp.com, whatsapp:, tel:, and the JIDs of WhatsApp Web. */
function unwrap(text: string): string {
	const link = /^(?:https?:\/\/)?(?:www\.)?wa\.me\/([^/?#]+)\/?(?:[?#].*)?$/i.exec(text);
	if (link) return decode(link[1]);
	const api = /^(?:(?:https?:\/\/)?(?:api|web)\.whatsapp\.com\/send|whatsapp:\/\/send)\/?\?(?:.*&)?phone=([^&#]*)/i.exec(text);
	if (api) return decode(api[1]);
	const uri = /^(?:tel|whatsapp|sms):(?:\/\/)?([^;?]*)(?:[;?].*)?$/i.exec(text);
	if (uri) return decode(uri[1]);
	const jid = /^([^@]*)@(?:s\.whatsapp\.net|c\.us)$/i.exec(text);
	return jid ? jid[1] : text;
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function fromNumber(value: number, field: string): string {
	if (!Number.isInteger(value) || value < 0) {
		throw new InputError(field, `'${field}' got ${Number.isFinite(value) ? 'a number that is not a phone number' : String(value)}`, withCountryCode);
	}
	if (!Number.isSafeInteger(value)) {
		throw new InputError(field, `'${field}' is too large a number for a phone number`, withCountryCode);
	}
	return String(value);
}

/**
 * Reads a phone number in any common writing: blanks, dots, dashes, slashes, brackets, `+`, `00`, `+49 (0) 151`, digits of any script,
 * `tel:` and `whatsapp:` URIs, wa.me links, or typed as a number. WhatsApp docs: Phone number formats.
 * @returns 5 to 15 digits, country code first
 * @throws InputError saying what about it cannot be
 */
export function phoneDigits(value: unknown, field: string): string {
	if (value === null || value === undefined) throw empty(value, field, withCountryCode);
	if (typeof value !== 'string' && typeof value !== 'number') {
		throw new InputError(
			field,
			`'${field}' needs one phone number, got ${kindOf(value)}`,
			'Check the expression: it has to give one number as text. For several recipients pass one item for each',
		);
	}
	const text = simplify(typeof value === 'number' ? fromNumber(value, field) : value);
	if (text === '') throw empty(value, field, withCountryCode);
	return digitsOf(simplify(unwrap(text)), field);
}

function digitsOf(text: string, field: string): string {
	const firstDigit = text.search(/\d/);
	if (/[,;|]/.test(text) || (firstDigit >= 0 && text.includes('+', firstDigit))) {
		throw new InputError(field, `'${field}' holds more than one number`, 'Enter one number. For several recipients pass one item for each');
	}
	if (/\p{L}/u.test(text)) {
		throw new InputError(field, `'${field}' has letters in it, a phone number has digits only`, withCountryCode);
	}
	const [, plus, rest] = /^['"(]*(\+*)(.*)$/s.exec(text) ?? ['', '', ''];
	if (/[^\d\s().\-/'"[\]_~]/.test(rest)) {
		throw new InputError(field, `'${field}' has characters in it that a phone number has not`, withCountryCode);
	}
	// "+49 (0) 151": the zero is dialled inside the country only.
	let digits = rest.replace(/(\d[^\d]*)[([]\s*0\s*[)\]]/, '$1').replace(/\D/g, '');
	if (digits === '') throw new InputError(field, `'${field}' has no digits in it`, withCountryCode);
	if (plus === '' && digits.startsWith('00')) digits = digits.slice(2);
	if (digits.startsWith('0')) {
		throw new InputError(
			field,
			`'${field}' starts with 0, so it lacks the country code`,
			'Put the country code first, in place of the 0, e.g. +49 151 23456789 for 0151 23456789',
		);
	}
	const { min, max } = ranges.phoneDigits;
	if (digits.length < min || digits.length > max) {
		throw new InputError(
			field,
			`'${field}' is too ${digits.length < min ? 'short' : 'long'} for a phone number: it has ${digits.length} ${digits.length === 1 ? 'digit' : 'digits'}, ${min} to ${max} are possible`,
			withCountryCode,
		);
	}
	return digits;
}
