import { emptyFieldError, isBlank } from '../../shared/input/parameterValues';
import type { FilledField } from './types';

/**
 * Checks that all required values of a template are filled in, in the order of the form.
 * @throws InputError for the first one that is empty
 */
export function checkRequired(fields: FilledField[]): void {
	for (const { required, value, label } of fields) {
		if (required && isBlank(value))
			throw emptyFieldError(
				value,
				label,
				'Enter a value, or correct the expression: the template cannot be sent without it. If the value comes from a list, it is missing in this row',
			);
	}
}
