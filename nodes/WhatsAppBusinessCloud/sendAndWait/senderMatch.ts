import { isPersonId, isSamePerson, parsePerson, type Person } from '../shared/input/person';
import type { Parameters } from '../shared/input/parameters';

/** The sender of an incoming message. Any property may be missing. WhatsApp docs: Webhooks > Messages. */
export interface Sender {
	/** WhatsApp ID: digits, similar to the phone number. */
	from?: unknown;
	/** Business-scoped user ID. */
	from_user_id?: unknown;
	/** User ID shared by the linked portfolios of a parent business. */
	from_parent_user_id?: unknown;
}

/**
 * Whether a reply cannot be from the recipient of the question: its sender is missing or definitely different. If the
 * two cannot be compared, such as a number and a user ID, only the signature counts.
 * @param asked the question's recipient parameters
 */
export function isDifferentSender(asked: Parameters, sender: Sender): boolean {
	const ids = [sender.from, sender.from_user_id, sender.from_parent_user_id];
	if (!ids.some(isPersonId)) return true;
	const { recipientType = 'phone' } = asked;
	if (recipientType === 'group') return false;
	const person = readPerson(recipientType === 'userId' ? asked.recipientUserId : asked.recipientPhoneNumber);
	return person !== undefined && isSamePerson(person, ids) === false;
}

/**
 * An expression may now have a different value than when the question was sent. A value that cannot be read is not
 * compared.
 */
function readPerson(value: unknown): Person | undefined {
	try {
		return parsePerson(value, 'Recipient Type');
	} catch {
		return undefined;
	}
}
