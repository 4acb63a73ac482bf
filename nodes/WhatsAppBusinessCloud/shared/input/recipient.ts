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

const examples = {
	phone: 'a phone number such as +49 1512 3456789',
	userId: 'a user ID such as US.13491208655302741918',
	group: 'a group ID such as Y2FwaV9ncm91cDoxNzA1...',
};

/** The IDs are long, and rows of a list have phone numbers. */
const shortAdvice = `Enter ${examples.phone}`;

/** What a field accepts, with an example of each form. */
const accepted = {
	recipient: {
		name: 'phone number, user ID or group ID',
		advice: `Enter ${examples.phone}, ${examples.userId}, or ${examples.group}`,
		shortAdvice,
	},
	user: { name: 'phone number or user ID', advice: `Enter ${examples.phone}, or ${examples.userId}`, shortAdvice },
};

type Accepted = (typeof accepted)[keyof typeof accepted];

/** Most empty recipients come from an expression that reads the output of the step before, such as an AI Agent. */
const emptyAdvice =
	"If it is an expression, it found nothing, for example because this row of a list has no number. In a reply, the sender is {{ $('WhatsApp Trigger').item.json.from }}, also after other steps";

const groupAdvice = `Enter ${examples.group}: it is output by webhooks and when a group is created`;

/**
 * Recognizes a business-scoped user ID: `CC.` and up to 128 letters or digits, `CC.ENT.` for the ID of a parent
 * business. WhatsApp docs: Business-scoped user IDs.
 * @returns the ID with its country code in capitals; undefined for any other text
 */
function normalizeUserId(text: string): string | undefined {
	const found = /^([a-z]{2})\.(ent\.)?([a-z0-9]{1,128})$/i.exec(text);
	return found ? `${found[1].toUpperCase()}.${found[2] ? 'ENT.' : ''}${found[3]}` : undefined;
}

/**
 * Recognizes a group ID. Meta does not define its form; all IDs in its documentation are base64 texts of more than 50
 * characters, without padding. A long text of capitals, small letters and digits that starts with a letter is never a
 * phone number, not even one with a name or an extension. WhatsApp docs: Groups API.
 */
const isGroupId = (text: string): boolean =>
	/^[a-z][\w=-]{23,511}$/i.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);

/** What other texts that users take for a recipient are: the rest of a sentence. */
const mistakes: ReadonlyArray<[form: RegExp, problem: string]> = [
	[/^@/, 'is a username: messages cannot be sent to usernames'],
	[/^(https?:\/\/)?chat\.whatsapp\.com\//i, 'is an invitation link, not a group ID'],
	[/@g\.us$/i, 'is a group ID of WhatsApp Web, which the Cloud API does not know'],
	[/^wamid\./i, 'is a message ID'],
	[/^[a-z]{2}\.[\w.-]+$/i, 'is not a user ID: after the country and a dot, it has only letters and digits, up to 128'],
];

const phoneRecipient = (digits: string): Recipient => ({ kind: 'phone', value: digits, key: comparableNumber(digits) });

function userIdRecipient(text: string): Recipient | undefined {
	const id = normalizeUserId(text);
	return id === undefined ? undefined : { kind: 'userId', value: id, key: id };
}

const groupRecipient = (id: string): Recipient => ({ kind: 'group', value: id, key: id });

/** @throws InputError for a text that is something else */
function checkMistakes(text: string, field: string, advice: string, short?: string): void {
	const found = mistakes.find(([form]) => form.test(text));
	if (found) throw new InputError(field, found[1], advice, short);
}

/** @throws InputError when the value is not a text or number */
function checkScalar(value: unknown, field: string): void {
	if (value === null || value === undefined || typeof value === 'string' || typeof value === 'number') return;
	throw new InputError(
		field,
		`needs one phone number or ID, got ${describeType(value)}`,
		'Check the expression: it must return one as text. For several recipients, use one item per recipient',
	);
}

function parse(
	value: unknown,
	field: string,
	{ name, advice }: Accepted,
	reading: PhoneReading | undefined,
): Recipient {
	checkScalar(value, field);
	const text = typeof value === 'string' ? trimInvisible(value) : String(value ?? '');
	if (text === '') throw emptyFieldError(value, field, `${emptyAdvice}. ${advice}`, shortAdvice);
	const user = userIdRecipient(text);
	if (user !== undefined) return user;
	checkMistakes(text, field, advice, shortAdvice);
	if (isGroupId(text)) return groupRecipient(text);
	const withLetters = { problem: `is not a ${name}`, advice, shortAdvice };
	return phoneRecipient(normalizePhoneNumber(value, field, reading, withLetters));
}

/**
 * Reads a recipient: a phone number in any common format, a business-scoped user ID, or a group ID. Their forms never
 * overlap, so the text alone determines which it is.
 * @param field display name of the field
 * @param reading of phone numbers without a country code; undefined when the form does not have 'Default Country'
 * @throws InputError saying what is invalid
 */
export const parseRecipient = (value: unknown, field: string, reading?: PhoneReading): Recipient =>
	parse(value, field, accepted.recipient, reading);

/** Reads a recipient that cannot be a group. Parameters as for parseRecipient. @throws InputError */
export function parseUser(value: unknown, field: string, reading?: PhoneReading): Recipient {
	const user = parse(value, field, accepted.user, reading);
	if (user.kind !== 'group') return user;
	throw new InputError(field, 'is a group ID', accepted.user.advice, accepted.user.shortAdvice);
}

/**
 * Reads a recipient that must be a group. Meta does not define the form of group IDs, so any text that is nothing else
 * is accepted.
 * @throws InputError
 */
export function parseGroup(value: unknown, field: string): Recipient {
	checkScalar(value, field);
	const id = optionalId(value, field);
	if (id === undefined) throw emptyFieldError(value, field, groupAdvice);
	if (userIdRecipient(id)) throw new InputError(field, 'is a user ID, not a group ID', groupAdvice);
	checkMistakes(id, field, groupAdvice);
	if (/^[+\d][\d\s().-]*$/.test(id)) throw new InputError(field, 'is a number, not a group ID', groupAdvice);
	if (/[\s\p{Cf}]/u.test(id)) {
		throw new InputError(field, 'contains white space, group IDs have none', 'Enter one group ID');
	}
	return groupRecipient(id);
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
