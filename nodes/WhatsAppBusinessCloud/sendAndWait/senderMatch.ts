import { isPersonId, isSamePerson, parsePerson, type Person } from '../shared/input/person';
import type { Parameters } from '../shared/input/parameters';

/** The sender of an incoming message. WhatsApp docs: Webhooks > Messages. Every part may be missing. */
export interface Sender {
	/** WhatsApp ID: digits, close to the phone number. */
	from?: unknown;
	/** Business-scoped user ID. */
	from_user_id?: unknown;
	/** The same for the linked portfolios of a parent business. */
	from_parent_user_id?: unknown;
}

/**
 * Whether an answer cannot count as one of the person who was asked: it names no sender, or certainly another one. Where the two
 * cannot be compared, such as a number and a user ID, the signature alone counts.
 * @param asked the recipient's parameters of the question
 */
export function isDifferentSender(asked: Parameters, sender: Sender): boolean {
	const ids = [sender.from, sender.from_user_id, sender.from_parent_user_id];
	if (!ids.some(isPersonId)) return true;
	const { recipientType = 'phone' } = asked;
	if (recipientType === 'group') return false;
	const person = readPerson(recipientType === 'userId' ? asked.recipientUserId : asked.recipientPhoneNumber);
	return person !== undefined && isSamePerson(person, ids) === false;
}

/** An expression may give another value now than when the question was sent: what cannot be read is not compared. */
function readPerson(value: unknown): Person | undefined {
	try {
		return parsePerson(value, 'Send To');
	} catch {
		return undefined;
	}
}
