import { shortForm } from './forms';
import { callingCodeOf, readInternational } from './numberingPlans';

/**
 * A number in comparable form: equal for all forms of the same number.
 * @param digits with the country code
 */
export function comparableNumber(digits: string): string {
	const code = callingCodeOf(digits);
	const number = (code !== undefined && digits[code.length] === '0' ? readInternational(digits) : undefined) ?? digits;
	return shortForm(number) ?? number;
}
