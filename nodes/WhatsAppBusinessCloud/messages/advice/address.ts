import type { Advisory } from '../../shared/inputWarning';
import { at, isInteractive, listAt, type MessageRule } from './types';
import { joinPaths, type InputPath } from '../../shared/inputPath';

const PARAMETERS = 'interactive.action.parameters';

/** A phone number in a common format: 7 to 15 digits, optionally with a plus sign and separators. */
const isPhoneNumber = (value: string): boolean =>
	/^\+?[\d\s().-]+$/.test(value) && /^\d{7,15}$/.test(value.replace(/\D/g, ''));

function advisePhone(values: unknown, path: string, entry: InputPath = []): Advisory[] {
	const phone = at(values, 'phone_number');
	if (typeof phone !== 'string' || phone === '' || isPhoneNumber(phone)) return [];
	const advice = 'Enter the number with its country code, such as +91 98765 43210, or leave it out.';
	return [
		{ field: joinPaths(entry, 'Phone Number'), path: `${path}.phone_number`, problem: 'is not a phone number', advice },
	];
}

/**
 * The page allows only valid phone numbers, and does not specify whether IDs must be unique. WhatsApp docs: Messages >
 * Address messages.
 */
export const adviseAddress: MessageRule = (message) => {
	if (!isInteractive(message, 'address_message')) return [];
	const saved = listAt(message, `${PARAMETERS}.saved_addresses`);
	const ids = saved.map((entry) => at(entry, 'id'));
	const duplicate = ids.findIndex((id, index) => id !== undefined && ids.indexOf(id) < index);
	const found = [
		...advisePhone(at(message, `${PARAMETERS}.values`), `${PARAMETERS}.values`),
		...saved.flatMap((entry, index) =>
			advisePhone(at(entry, 'value'), `${PARAMETERS}.saved_addresses[${index}].value`, ['saved address', index + 1]),
		),
	];
	if (duplicate < 0) return found;
	return [
		...found,
		{
			field: ['saved address', duplicate + 1, 'ID'],
			path: `${PARAMETERS}.saved_addresses[${duplicate}].id`,
			problem: 'is the same as that of another saved address',
			advice: 'Give each saved address a different ID. It tells you which one the user selected.',
		},
	];
};
