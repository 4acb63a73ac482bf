import { InputError } from '../inputError';

/** Meta's object IDs are numbers of up to 20 digits. They are kept as text, because numbers would lose digits. */
const OBJECT_ID = /^\d{1,20}$/;

function describeInvalidId(value: unknown): string {
	if (value === null || value === undefined || value === '') return 'is empty';
	if (Array.isArray(value)) return 'is a list';
	return typeof value === 'object' ? 'is an object' : 'is not an ID';
}

/**
 * Checks an ID assigned by Meta (phone number ID, media ID).
 * @param advice where to find the right one
 * @returns its digits
 * @throws InputError naming the field
 */
export function checkObjectId(value: unknown, field: string, advice: string): string {
	const text = typeof value === 'number' ? value.toFixed(0) : typeof value === 'string' ? value.trim() : '';
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new InputError(field, 'lost digits because it is a number', 'Pass the ID as text, in quotes.');
	}
	if (!OBJECT_ID.test(text)) throw new InputError(field, `${describeInvalidId(value)}`, advice);
	return text;
}

/** Checks the ID of one of the business's numbers. @throws InputError */
export function checkPhoneNumberId(value: unknown, field = 'Sender Phone Number'): string {
	return checkObjectId(
		value,
		field,
		'Pick a number from the list, or enter its Phone Number ID: the long number under WhatsApp > API Setup in the Meta app dashboard, not the phone number itself.',
	);
}
