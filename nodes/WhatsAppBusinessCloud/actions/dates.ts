import { DateTime } from 'luxon';
import { InputError } from '../shared/inputError';
import type { OperationItem } from './types';

/**
 * A date from a form, in any format: text, a Date, or one of n8n's own dates.
 * @returns the date in the workflow's time zone; undefined when the field is empty
 * @throws InputError
 */
export function readDate(item: OperationItem, value: unknown, field: string): DateTime | undefined {
	if (value === '' || value === null || value === undefined) return undefined;
	const zone = item.n8n.getTimezone();
	const date = DateTime.isDateTime(value)
		? value
		: value instanceof Date
			? DateTime.fromJSDate(value, { zone })
			: DateTime.fromISO(String(value), { zone });
	if (date.isValid) return date;
	throw new InputError(field, 'is not a date', 'Enter a date such as 2026-11-21, or leave it empty');
}
