import { InputError } from '../inputError';
import { number } from '../untrustedJson';

/** Hours of a pause. The maximum is this package's own limit. */
export const HOURS = { min: 0.1, max: 168 };
export const DEFAULT_HOURS = 4;

const HOUR = 3_600_000;

/**
 * Reads the duration of a pause; empty is the default.
 * @param field display name
 * @returns ms
 * @throws InputError
 */
export function readHours(value: unknown, field: string): number {
	const hours = value === undefined || value === '' ? DEFAULT_HOURS : number(value);
	if (hours === undefined || hours < HOURS.min || hours > HOURS.max)
		throw new InputError(field, `must be a number from ${HOURS.min} to ${HOURS.max}`);
	return hours * HOUR;
}
