import { isSameNumber } from './phone';
import { parseRecipient, recipientKey, userId } from './recipient';

/** A WhatsApp user, as entered in a field: the digits of their phone number, or a business-scoped user ID. */
export type Person = { digits: string } | { userId: string };

/**
 * Parses a user by the rules for recipients: a phone number in any common format, or a user ID.
 * @throws InputError saying what is invalid
 */
export function parsePerson(value: unknown, field: string): Person {
	const recipient = parseRecipient(value, 'phone', field);
	return 'recipient' in recipient ? { userId: recipient.recipient } : { digits: recipientKey(recipient) };
}

/** The digits of a WhatsApp ID in webhook format. */
const digitsOf = (id: string): string | undefined => (/^\+?\d+$/.test(id) ? id.replace('+', '') : undefined);

const isParent = (id: string): boolean => id.includes('.ENT.');

/** Whether a text is a user's ID in webhook format: a WhatsApp ID or a user ID. */
export const isPersonId = (id: unknown): id is string =>
	typeof id === 'string' && (digitsOf(id) !== undefined || userId(id) !== undefined);

/**
 * Compares a user with the IDs in a webhook. Used everywhere users are compared: Filters > Senders of the trigger, and
 * replies to Send and Wait.
 * @param ids WhatsApp IDs and user IDs, in any order; other values are ignored
 * @returns undefined when nothing in `ids` is comparable, e.g. a phone number with user IDs only
 */
export function isSamePerson(person: Person, ids: readonly unknown[]): boolean | undefined {
	const texts = ids.filter((id): id is string => typeof id === 'string');
	if ('digits' in person) {
		const numbers = texts.flatMap((id) => digitsOf(id) ?? []);
		return numbers.length === 0 ? undefined : numbers.some((digits) => isSameNumber(digits, person.digits));
	}
	// The IDs from a parent business and from a single business identify the same user by different texts.
	const comparable = texts.flatMap((id) => userId(id) ?? []).filter((id) => isParent(id) === isParent(person.userId));
	return comparable.length === 0 ? undefined : comparable.includes(person.userId);
}
