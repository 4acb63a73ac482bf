import { userId } from '../messages/recipient';
import type { Parameters } from '../messages/types';

/** The sender of an incoming message. WhatsApp docs: Webhooks > Messages. Every part may be missing. */
export interface Sender {
	/** WhatsApp ID: digits, close to the phone number. */
	from?: unknown;
	/** Business-scoped user ID. */
	from_user_id?: unknown;
}

/**
 * WhatsApp writes some numbers otherwise than people do (Brazil without the 9, Mexico with a 1, Argentina with a 9): the
 * last digits are the same in both.
 */
const SAME_DIGITS = 8;

const lastDigits = (value: unknown): string => String(value).replace(/\D/g, '').slice(-SAME_DIGITS);

/**
 * Whether an answer is certainly not from the person who was asked. Where the two cannot be compared, such as a number
 * and a user ID, the signature alone counts.
 * @param asked the recipient's parameters of the question
 */
export function isSomebodyElse(asked: Parameters, sender: Sender): boolean {
	const { recipientType = 'phone' } = asked;
	if (recipientType === 'group') return false;
	const given = recipientType === 'userId' ? asked.recipientUserId : asked.recipientPhoneNumber;
	const id = userId(String(given).trim());
	if (id !== undefined) {
		if (id.includes('.ENT.') || typeof sender.from_user_id !== 'string') return false;
		return id !== userId(sender.from_user_id);
	}
	return sender.from !== undefined && lastDigits(given) !== lastDigits(sender.from);
}
