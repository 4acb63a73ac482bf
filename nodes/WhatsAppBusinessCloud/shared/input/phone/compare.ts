import { shortForm } from './forms';
import { countryCode, readInternational } from './numberingPlans';

/**
 * A number in comparable form: equal for all forms of the same number.
 * @param digits with the country code
 */
export function comparableNumber(digits: string): string {
	const code = countryCode(digits);
	const number = (code !== undefined && digits[code.length] === '0' ? readInternational(digits) : undefined) ?? digits;
	return shortForm(number) ?? number;
}

/** Whether two phone numbers, as digits with the country code, belong to the same user. */
export const isSameNumber = (one: string, other: string): boolean =>
	one === other || comparableNumber(one) === comparableNumber(other);
