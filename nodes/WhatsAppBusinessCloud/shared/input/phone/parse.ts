import { InputError } from '../../inputError';
import { formatNumber } from '../textLength';
import { phoneDigitsRange } from '../limit';
import { emptyFieldError, describeType } from '../parameterValues';
import { keepsZero } from './countries';
import { findAmbiguity, plainNumber } from './parts';
import { simplify, unwrap } from './text';

const withCountryCode = 'Enter the number with its country code, e.g. +49 151 23456789';

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
 * @returns 5 to 15 digits, country code first
 * @throws InputError saying what is invalid
 */
export function normalizePhoneNumber(value: unknown, field: string): string {
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
	return digitsOf(simplify(unwrap(text)), field);
}

/** Maximum length of a text that can be a number, so that no regular expression takes long. */
const MAX_LENGTH = 100;

function digitsOf(whole: string, field: string): string {
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
	if (/\p{L}/u.test(text)) {
		throw new InputError(field, 'contains letters, a phone number has only digits', withCountryCode);
	}
	const [, plus, rest] = /^['"([]*(\+*)(.*)$/s.exec(text) ?? ['', '', ''];
	if (/[^\d\s().\-/[\]]/.test(rest)) {
		throw new InputError(field, 'contains characters that are not allowed in a phone number', withCountryCode);
	}
	let digits = withoutTrunkZero(rest).replace(/\D/g, '');
	if (digits === '') throw new InputError(field, 'contains no digits', withCountryCode);
	if (plus === '' && digits.startsWith('00')) digits = digits.slice(2);
	if (digits.startsWith('0')) {
		throw new InputError(
			field,
			'starts with 0, so the country code is missing',
			'Replace the 0 with the country code, e.g. +49 151 23456789 for 0151 23456789',
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
	return digits;
}

/** "+49 (0) 151", "+49 (0151) ...": the zero is dialed only within the country. ITU-T E.123. */
function withoutTrunkZero(rest: string): string {
	return rest.replace(/(\d[^\d]*)[([]\s*0(\d*)\s*[)\]]/, (whole, before: string, area: string, at: number) =>
		keepsZero((rest.slice(0, at) + before).replace(/\D/g, '').replace(/^00/, '')) ? whole : `${before} ${area}`,
	);
}
