import { isSameNumber } from './phone';
import { parseRecipient, recipientKey, userId } from './recipient';

/** A person as a field names them: by the digits of their phone number, or by a business-scoped user ID. */
export type Person = { digits: string } | { userId: string };

/**
 * Reads a person by the rules for recipients: a phone number in any common form, or a user ID.
 * @throws InputError saying what about it cannot be
 */
export function parsePerson(value: unknown, field: string): Person {
	const recipient = parseRecipient(value, 'phone', field);
	return 'recipient' in recipient ? { userId: recipient.recipient } : { digits: recipientKey(recipient) };
}

/** The digits of a WhatsApp ID, as webhooks have it. */
const digitsOf = (id: string): string | undefined => (/^\+?\d+$/.test(id) ? id.replace('+', '') : undefined);

const isParent = (id: string): boolean => id.includes('.ENT.');

/** Whether a text is the ID of a person as webhooks have it: a WhatsApp ID or a user ID. */
export const isPersonId = (id: unknown): id is string =>
	typeof id === 'string' && (digitsOf(id) !== undefined || userId(id) !== undefined);

/**
 * Compares a person with the IDs that a webhook gives for one. The one comparison for people: Filters > Senders of the trigger, and
 * answers to Send and Wait.
 * @param ids WhatsApp IDs and user IDs, in any order; other values are ignored
 * @returns undefined where nothing in `ids` can be compared, such as a phone number with user IDs
 */
export function isSamePerson(person: Person, ids: readonly unknown[]): boolean | undefined {
	const texts = ids.filter((id): id is string => typeof id === 'string');
	if ('digits' in person) {
		const numbers = texts.flatMap((id) => digitsOf(id) ?? []);
		return numbers.length === 0 ? undefined : numbers.some((digits) => isSameNumber(digits, person.digits));
	}
	// The ID of a parent business and that of a single business name the same person by different texts.
	const comparable = texts.flatMap((id) => userId(id) ?? []).filter((id) => isParent(id) === isParent(person.userId));
	return comparable.length === 0 ? undefined : comparable.includes(person.userId);
}
