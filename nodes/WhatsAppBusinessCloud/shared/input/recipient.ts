import { phoneDigits } from './phone';
import { InputError } from '../inputError';
import { emptyFieldError, describeType, optionalId, trimInvisible } from './parameterValues';

/** Kind of recipient: a phone number, a business-scoped user ID, or a group. */
export type RecipientKind = 'phone' | 'userId' | 'group';

/**
 * The recipient part of a Cloud API message. Phone numbers have a plus sign: without it, Meta may treat a number as a
 * local number of the business's country. Meta docs: Business phone numbers > WhatsApp user phone number formats.
 */
export type Recipient = { to: string } | { recipient: string } | { to: string; recipient_type: 'group' };

const userIdAdvice =
	'A user ID looks like US.13491208655302741918 and is found in the webhooks of messages from that user';

/**
 * Recognizes a business-scoped user ID: `CC.` and up to 128 letters or digits, `CC.ENT.` for the ID of a parent
 * business. WhatsApp docs: Business-scoped user IDs.
 * @returns the ID with its country code in capitals; undefined for any other text
 */
export function userId(text: string): string | undefined {
	const found = /^([a-z]{2})\.(ent\.)?([a-z0-9]{1,128})$/i.exec(text);
	return found ? `${found[1].toUpperCase()}.${found[2] ? 'ENT.' : ''}${found[3]}` : undefined;
}

/**
 * Parses a recipient in any common format.
 * @param field display name of the field it was entered in
 * @returns phone: `{to}` as `+` and digits (or `{recipient}` when a user ID was entered); userId: `{recipient}`; group:
 * `{to, recipient_type}`
 * @throws InputError saying what is invalid
 */
export function parseRecipient(value: unknown, kind: RecipientKind, field: string): Recipient {
	if (kind === 'phone') return parsePhone(value, field);
	if (typeof value === 'object' && value !== null) {
		throw new InputError(
			field,
			`'${field}' needs one ID, got ${describeType(value)}`,
			'Check the expression: it has to give the ID as text',
		);
	}
	if (typeof value === 'boolean') {
		throw new InputError(
			field,
			`'${field}' needs one ID, got ${describeType(value)}`,
			'Check the expression: it has to give the ID as text',
		);
	}
	const id = optionalId(value, field);
	return kind === 'userId' ? parseUserId(value, id, field) : parseGroup(value, id, field);
}

function parsePhone(value: unknown, field: string): Recipient {
	if (typeof value === 'string') {
		const id = userId(trimInvisible(value));
		if (id !== undefined) return { recipient: id };
	}
	return { to: `+${phoneDigits(value, field)}` };
}

function parseUserId(value: unknown, id: string | undefined, field: string): Recipient {
	if (id === undefined) throw emptyFieldError(value, field, userIdAdvice);
	const recipient = userId(id);
	if (recipient !== undefined) return { recipient };
	if (/^[+\d][\d\s().-]*$/.test(id)) {
		throw new InputError(
			field,
			`'${field}' holds a phone number, not a user ID`,
			"Choose 'Phone Number' under 'Recipient Type'",
		);
	}
	if (id.startsWith('@')) {
		throw new InputError(
			field,
			`'${field}' holds a user name`,
			'WhatsApp sends to phone numbers and user IDs only, not to user names',
		);
	}
	throw new InputError(field, `'${field}' is not a user ID`, userIdAdvice);
}

function parseGroup(value: unknown, id: string | undefined, field: string): Recipient {
	if (id === undefined) throw emptyFieldError(value, field, 'Enter the ID of the group');
	if (/^(https?:\/\/)?chat\.whatsapp\.com\//i.test(id)) {
		throw new InputError(
			field,
			`'${field}' holds an invitation link, not a group ID`,
			'Enter the ID that WhatsApp gave when the group was made',
		);
	}
	if (/[\s\p{Cf}]/u.test(id)) {
		throw new InputError(field, `'${field}' has white space in it, which a group ID has not`, 'Enter one group ID');
	}
	return { to: id, recipient_type: 'group' };
}

/** The recipient as one comparable text: the digits of a phone number, a user ID or a group ID. */
export function recipientKey(recipient: Recipient): string {
	if ('recipient' in recipient) return recipient.recipient;
	return 'recipient_type' in recipient ? recipient.to : recipient.to.slice(1);
}
