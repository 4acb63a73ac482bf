import { readDefaultCountry } from '../shared/input/phone';
import { isSameUser, parseRecipient, parseWebhookUsers, type Recipient } from '../shared/input/recipient';
import type { Parameters } from '../shared/input/parameters';

/** Name of the question's parameter. */
export const DEFAULT_COUNTRY = 'options.defaultCountry';

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
	const senders = parseWebhookUsers([sender.from, sender.from_user_id, sender.from_parent_user_id]);
	if (senders.length === 0) return true;
	const { recipientType = 'phone' } = asked;
	if (recipientType === 'group') return false;
	const value = recipientType === 'userId' ? asked.recipientUserId : asked.recipientPhoneNumber;
	const user = readUser(value, asked[DEFAULT_COUNTRY]);
	return user !== undefined && isSameUser(user, senders) === false;
}

/**
 * An expression may now have a different value than when the question was sent. A value that cannot be read is not
 * compared.
 */
function readUser(value: unknown, defaultCountry: unknown): Recipient | undefined {
	try {
		return parseRecipient(value, 'phone', 'Recipient Type', { country: readDefaultCountry(defaultCountry) });
	} catch {
		return undefined;
	}
}
