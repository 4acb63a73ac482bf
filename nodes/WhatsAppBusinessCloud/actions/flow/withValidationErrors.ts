import type { IDataObject } from 'n8n-workflow';
import { endSentence } from '../../shared/endSentence';
import { InputError } from '../../shared/inputError';
import { validationRows } from './validationErrors';

/** Maximum number of errors in a message; the item has all of them. */
const LISTED = 10;

const line = ({ line: at, column, message, pointer }: IDataObject): string =>
	endSentence(
		[
			at === undefined ? undefined : `Line ${String(at)}, column ${String(column)}:`,
			message,
			pointer === undefined ? undefined : `(${String(pointer)})`,
		]
			.filter(Boolean)
			.join(' '),
	);

/**
 * The error for invalid Flow JSON.
 * @param rows from `validationRows`
 * @param outcome what happened to the flow, and what to do
 */
export function validationErrorsOf(rows: IDataObject[], outcome: string): InputError {
	const lines = rows.slice(0, LISTED).map(line);
	const more = rows.length > LISTED ? [`... and ${rows.length - LISTED} more.`] : [];
	const count = rows.length === 1 ? '1 error' : `${rows.length} errors`;
	return new InputError('Flow JSON', `has ${count}`, [...lines, ...more, outcome].join('\n'));
}

/**
 * Meta's response to new Flow JSON, plus whether it is valid: `valid`, and `validationErrors` as rows in place of
 * `validation_errors`.
 * @returns the item's JSON
 */
export function withValidationErrors(
	response: IDataObject,
): IDataObject & { valid: boolean; validationErrors: IDataObject[] } {
	const { validation_errors: errors, ...rest } = response;
	const validationErrors = validationRows(errors);
	return { ...rest, valid: validationErrors.length === 0, validationErrors };
}
