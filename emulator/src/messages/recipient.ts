import { parameterError, whatsappError } from '../errors';
import type { State } from '../state';
import type { PhoneNumber, Settings } from '../types';
import { invalid, type Json } from './checks';

export interface Recipient {
	kind: 'phone' | 'user' | 'group';
	/** As written in the request body. */
	input: string;
	/** Digits, business-scoped user ID or group ID. */
	key: string;
}

/** Meta docs: Business-scoped user IDs: CC. and at most 128 letters and digits; a parent ID has ENT. after the country. */
export const businessScopedId = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/**
 * The recipient of a message (Meta docs: Messages > Request syntax): `to` takes precedence over `recipient`; one of
 * them is required.
 */
export function readRecipient(body: Json, phone: PhoneNumber, { collections, settings }: State): Recipient {
	const kind = body.recipient_type ?? 'individual';
	if (kind !== 'individual' && kind !== 'group') {
		throw parameterError(`Param recipient_type must be one of {INDIVIDUAL, GROUP} - got "${String(kind)}".`);
	}
	const to = scalar(body.to, 'to');
	if (to === undefined) {
		const user = scalar(body.recipient, 'recipient');
		if (user === undefined || kind === 'group') throw parameterError('The parameter to is required.');
		if (!businessScopedId.test(user)) invalid(`'${user}' is not a business-scoped user ID.`);
		return { kind: 'user', input: user, key: user };
	}
	if (kind === 'group') {
		// Meta docs: Groups API > Error codes: 131041, unknown group; 131207, suspended group.
		const group = collections.groups.get(to);
		if (group?.phoneNumberId !== phone.id)
			throw whatsappError(131041, `The group '${to}' is not known to this phone number.`);
		if (group.suspended) throw whatsappError(131207, 'The group is suspended.');
		return { kind, input: to, key: to };
	}
	return readPhone(to, phone, settings);
}

/**
 * A phone number with country code, with or without a plus sign; E.164 has at most 15 digits. Meta docs: Business phone
 * numbers > WhatsApp user phone number formats: Meta may put the business's country code in front of a number without a
 * plus. Meta's own message examples omit the plus and reach the number unchanged, as in the emulator.
 */
function readPhone(to: string, phone: PhoneNumber, settings: Settings): Recipient {
	const key = phoneDigits(to);
	if (!/^\d{5,15}$/.test(key)) invalid(`'${to}' is not a phone number.`);
	// Meta docs: Error codes, 131021: the recipient is the sender's own number.
	if (key === phone.displayPhoneNumber.replace(/\D/g, ''))
		throw whatsappError(131021, 'Recipient phone number cannot be the same as the sender phone number.');
	// Meta docs: Error codes, 131030: a test number may only send to its allowed recipients.
	if (settings.allowedRecipients && !settings.allowedRecipients.some((allowed) => phoneDigits(allowed) === key)) {
		throw whatsappError(
			131030,
			'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
		);
	}
	return { kind: 'phone', input: to, key };
}

/** A phone number without separators. Any other text, such as a user ID, remains recognizable. */
export const phoneDigits = (text: string): string => (/^\+?[\d\s().\-/]+$/.test(text) ? text.replace(/\D/g, '') : text);

function scalar(value: unknown, name: string): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string' && typeof value !== 'number') throw parameterError(`Param ${name} must be a string.`);
	return String(value);
}
