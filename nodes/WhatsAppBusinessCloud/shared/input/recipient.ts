import type { IDataObject } from 'n8n-workflow';
import { comparableNumber, normalizePhoneNumber, type PhoneReading } from './phone';
import { InputError } from '../inputError';
import { emptyFieldError, describeType, optionalId, trimInvisible } from './parameterValues';

/** Kind of recipient: a phone number, a business-scoped user ID, or a group. */
export type RecipientKind = 'phone' | 'userId' | 'group';

/** A WhatsApp user or group. Made by the functions of this file only. */
export interface Recipient {
	readonly kind: RecipientKind;
	/** As in webhooks: the digits of a phone number with the country code, a user ID, or a group ID. */
	readonly value: string;
	/** For comparison: the same for all forms of a phone number. Never sent. */
	readonly key: string;
}

const userIdAdvice =
	'A user ID looks like US.13491208655302741918 and is found in the webhooks of messages from that user';

/**
 * Recognizes a business-scoped user ID: `CC.` and up to 128 letters or digits, `CC.ENT.` for the ID of a parent
 * business. WhatsApp docs: Business-scoped user IDs.
 * @returns the ID with its country code in capitals; undefined for any other text
 */
function normalizeUserId(text: string): string | undefined {
	const found = /^([a-z]{2})\.(ent\.)?([a-z0-9]{1,128})$/i.exec(text);
	return found ? `${found[1].toUpperCase()}.${found[2] ? 'ENT.' : ''}${found[3]}` : undefined;
}

const phoneRecipient = (digits: string): Recipient => ({ kind: 'phone', value: digits, key: comparableNumber(digits) });

function userIdRecipient(text: string): Recipient | undefined {
	const id = normalizeUserId(text);
	return id === undefined ? undefined : { kind: 'userId', value: id, key: id };
}

/**
 * Parses a recipient in any common format.
 * @param kind what the field is for; a field for phone numbers also accepts a user ID
 * @param field display name of the field
 * @param reading of phone numbers without a country code; undefined when the form does not have 'Default Country'
 * @throws InputError saying what is invalid
 */
export function parseRecipient(value: unknown, kind: RecipientKind, field: string, reading?: PhoneReading): Recipient {
	if (kind === 'phone') return parsePhone(value, field, reading);
	if (typeof value === 'boolean' || (typeof value === 'object' && value !== null)) {
		throw new InputError(
			field,
			`needs one ID, got ${describeType(value)}`,
			'Check the expression: it must return the ID as text',
		);
	}
	const id = optionalId(value, field);
	return kind === 'userId' ? parseUserId(value, id, field) : parseGroup(value, id, field);
}

function parsePhone(value: unknown, field: string, reading: PhoneReading | undefined): Recipient {
	const user = typeof value === 'string' ? userIdRecipient(trimInvisible(value)) : undefined;
	return user ?? phoneRecipient(normalizePhoneNumber(value, field, reading));
}

function parseUserId(value: unknown, id: string | undefined, field: string): Recipient {
	if (id === undefined) throw emptyFieldError(value, field, userIdAdvice);
	const recipient = userIdRecipient(id);
	if (recipient !== undefined) return recipient;
	if (/^[+\d][\d\s().-]*$/.test(id)) {
		throw new InputError(field, 'is a phone number, not a user ID', "Choose 'Phone Number' under 'Recipient Type'");
	}
	if (id.startsWith('@')) {
		throw new InputError(
			field,
			'is a username, not a user ID',
			'Enter a phone number or a user ID: messages cannot be sent to usernames',
		);
	}
	throw new InputError(field, 'is not a user ID', userIdAdvice);
}

function parseGroup(value: unknown, id: string | undefined, field: string): Recipient {
	if (id === undefined) throw emptyFieldError(value, field, 'Enter the ID of the group');
	if (/^(https?:\/\/)?chat\.whatsapp\.com\//i.test(id)) {
		throw new InputError(
			field,
			'is an invitation link, not a group ID',
			'Enter the ID that WhatsApp returned when the group was created',
		);
	}
	if (/[\s\p{Cf}]/u.test(id)) {
		throw new InputError(field, 'contains white space, group IDs have none', 'Enter one group ID');
	}
	return { kind: 'group', value: id, key: id };
}

/** @param id WhatsApp ID or user ID, as in webhooks @returns undefined for anything else */
export function parseWebhookUser(id: unknown): Recipient | undefined {
	if (typeof id !== 'string') return undefined;
	return /^\+?\d+$/.test(id) ? phoneRecipient(id.replace('+', '')) : userIdRecipient(id);
}

/** The users that IDs of a webhook or response stand for; other values are left out. */
export const parseWebhookUsers = (ids: readonly unknown[]): Recipient[] =>
	ids.flatMap((id) => parseWebhookUser(id) ?? []);

/** The IDs from a parent business and from a single business identify the same user by different texts. */
const isParentId = ({ kind, value }: Recipient): boolean => kind === 'userId' && value.includes('.ENT.');

/**
 * Compares a user with the IDs in a webhook or response. Used everywhere users are compared.
 * @param others the IDs of one user, from parseWebhookUsers, in any order
 * @returns undefined when nothing in `others` is comparable, e.g. a phone number with user IDs only
 */
export function isSameUser(user: Recipient, others: readonly Recipient[]): boolean | undefined {
	const comparable = others.filter((other) => other.kind === user.kind && isParentId(other) === isParentId(user));
	return comparable.length === 0 ? undefined : comparable.some(({ key }) => key === user.key);
}

/**
 * The recipient as text, as the Cloud API takes it. Phone numbers have a plus sign: without it, Meta may treat a number
 * as a local number of the business's country. Meta docs: Business phone numbers > WhatsApp user phone number formats.
 */
export const formatRecipient = ({ kind, value }: Recipient): string => (kind === 'phone' ? `+${value}` : value);

/**
 * The recipient part of a Cloud API message: `{to}`, `{recipient}` for a user ID, `{to, recipient_type}` for a group.
 * WhatsApp docs: Messages > Request syntax; Business-scoped user IDs; Groups API.
 */
export function recipientPayload(recipient: Recipient): IDataObject {
	const id = formatRecipient(recipient);
	if (recipient.kind === 'userId') return { recipient: id };
	return recipient.kind === 'group' ? { to: id, recipient_type: 'group' } : { to: id };
}
