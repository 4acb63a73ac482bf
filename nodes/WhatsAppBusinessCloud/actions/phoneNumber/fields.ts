import type { INodeProperties } from 'n8n-workflow';
import { phoneNumberId } from '../../shared/input/commonFields';
import { InputError } from '../../shared/inputError';
import { checkPhoneNumberId } from '../../shared/input/objectId';
import { optionalText } from '../../shared/input/parameterValues';
import type { OperationItem } from '../types';

const FIELD = 'Phone Number';

/** One of the account's numbers. */
export const numberLocator = (description: string): INodeProperties => ({
	...phoneNumberId,
	displayName: FIELD,
	description,
});

/** @returns the ID of the selected number @throws InputError */
export const readNumberId = (item: OperationItem): string => checkPhoneNumberId(item.parameter('phoneNumberId'), FIELD);

const PIN = 'PIN';

export const pinField = (description: string): INodeProperties => ({
	displayName: PIN,
	name: 'pin',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	placeholder: 'e.g. 204518',
	description,
});

/** The digits of a code, without blanks and dashes; undefined when there are not six. */
function sixDigits(value: unknown, field: string): string | undefined {
	// A number has lost its leading zeros.
	const text = typeof value === 'number' ? String(value).padStart(6, '0') : (optionalText(value, field) ?? '');
	const digits = text.replace(/[\s-]/g, '');
	return /^\d{6}$/.test(digits) ? digits : undefined;
}

/**
 * A code of six digits. Its error does not contain the code.
 * @param advice where the code comes from
 * @throws InputError
 */
export function readSixDigits(value: unknown, field: string, advice: string): string {
	const digits = sixDigits(value, field);
	if (digits !== undefined) return digits;
	const isEmpty = value === '' || value === null || value === undefined;
	throw new InputError(field, isEmpty ? 'is empty' : 'is not a code of 6 digits', advice);
}

/** The PIN of two-step verification. WhatsApp docs: Phone numbers > Two-step verification. @throws InputError */
export const readPin = (item: OperationItem): string =>
	readSixDigits(item.parameter('pin'), PIN, 'Enter 6 digits, in quotes if an expression returns them');
