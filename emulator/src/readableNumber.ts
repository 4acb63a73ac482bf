import { splitNumber } from './countries';

/** A number of North America: area code, exchange and line. */
const NORTH_AMERICA = /^1(\d{3})(\d{3})(\d{4})$/;

/** Digits in groups of three. The last has two to four. */
const grouped = (digits: string): string => digits.replace(/\d{3}(?=\d{2})/g, '$& ');

/**
 * A phone number as people write it: `+1 650-555-1234`, `+49 151 234 5678`.
 * @param digits with the country code
 */
export function readableNumber(digits: string): string {
	if (NORTH_AMERICA.test(digits)) return digits.replace(NORTH_AMERICA, '+1 $1-$2-$3');
	const { code, rest } = splitNumber(digits);
	return `+${[code, grouped(rest)].filter(Boolean).join(' ')}`;
}
