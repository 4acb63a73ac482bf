import { readDefaultCountry } from '../shared/input/phone';
import { isSameUser, parseRecipient, parseWebhookUsers, type Recipient } from '../shared/input/recipient';
import { pickedValue } from '../shared/input/listLocator';
import type { Parameters } from '../shared/input/parameters';

/** Names of the question's parameters. */
export const RECIPIENT = 'recipientPhoneNumber';
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
 * @param asked the recipient of the question; undefined if it cannot be read
 */
export function isDifferentSender(asked: Recipient | undefined, sender: Sender): boolean {
	const senders = parseWebhookUsers([sender.from, sender.from_user_id, sender.from_parent_user_id]);
	if (senders.length === 0) return true;
	return asked !== undefined && asked.kind !== 'group' && isSameUser(asked, senders) === false;
}

/**
 * Reads the recipient of a question. An expression may now have a different value than when the question was sent.
 * @param asked the question's parameters
 * @returns undefined if the value cannot be read
 */
export function readAskedRecipient(asked: Parameters): Recipient | undefined {
	try {
		const country = readDefaultCountry(asked[DEFAULT_COUNTRY]);
		return parseRecipient(pickedValue(asked[RECIPIENT]), RECIPIENT, { country });
	} catch {
		return undefined;
	}
}
