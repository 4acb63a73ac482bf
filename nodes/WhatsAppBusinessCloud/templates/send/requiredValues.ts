import { emptyFieldError } from '../../shared/input/parameterValues';
import type { FilledField } from './types';

/** Whether a field of the template's form has no value. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * Checks that all required values of a template are filled in, in the order of the form.
 * @throws InputError for the first one that is empty
 */
export function checkRequired(fields: FilledField[]): void {
	for (const { required, value, label } of fields) {
		if (required && isEmpty(value))
			throw emptyFieldError(value, label, 'Fill it in: the template cannot be sent without it');
	}
}
