import type { AcceptedMessage, IncomingMessage, PhoneNumber } from './types';

/** The parts of a webhook that say who a customer is: a contact, and the sender of a message. */
export interface Identity {
	contact: Json;
	sender: Json;
}

/** Why a message failed: code, title and details of its error. */
export interface Failure {
	failed: number;
	title: string;
	details: string;
}

export type StatusName = 'sent' | 'delivered' | 'read' | 'played' | Failure;

export function metadata(phone: PhoneNumber): Record<string, string> {
	return { display_phone_number: phone.displayPhoneNumber.replace(/\D/g, ''), phone_number_id: phone.id };
}

/**
 * The business-scoped ID of a phone number: always the same for the same number (Meta docs: Business-scoped user IDs).
 */
export function userId(phoneNumber: string): string {
	return `US.${phoneNumber}0001`;
}

type Json = Record<string, unknown>;

const part = (value: Json | undefined): Json => value ?? {};

/** The name in webhooks about a customer whose name is not known. */
export const UNKNOWN_NAME = 'Customer';

/** Who sends a message, when nothing but the number is known. */
function identityOf({ from, name = UNKNOWN_NAME }: IncomingMessage): Identity {
	const user = userId(from);
	return { contact: { profile: { name }, wa_id: from, user_id: user }, sender: { from, from_user_id: user } };
}

const HELP = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/';

/**
 * The subject of the status: the recipient, or a member of the group (Meta docs: Groups API > Webhooks > Group message
 * status).
 */
function recipientOf(
	{ to, recipientType }: AcceptedMessage,
	isFailed: boolean,
	known: Identity | undefined,
	member: string,
): { status: Json; contact: Json } {
	const profile = part(known?.contact).profile ?? { name: UNKNOWN_NAME };
	if (recipientType === 'group') {
		return {
			status: { recipient_id: to, recipient_type: 'group', ...(isFailed ? {} : { recipient_participant_id: member }) },
			contact: { profile, wa_id: member, user_id: userId(member) },
		};
	}
	if (/^[A-Z]{2}\./.test(to)) return { status: { recipient_user_id: to }, contact: { profile, user_id: to } };
	// Meta docs: Business-scoped user IDs > Status messages webhooks: the number is there when the business used it.
	return {
		status: { recipient_id: to, ...(isFailed ? {} : { recipient_user_id: userId(to) }) },
		contact: { profile, wa_id: to, user_id: userId(to) },
	};
}

/**
 * A status change (Meta docs: Webhooks > status messages, in the form of v24 and newer: no conversation). It has
 * contacts except when failed, in groups when delivered and read (Meta docs: Business-scoped user IDs > Group message
 * status); pricing when sent and delivered.
 * @param seconds the time of the status
 * @param pricing what it costs
 * @param known who the recipient is, if the emulator knows them
 * @param member the number of the member of a group whom it is about
 */
export function statusValue(
	phone: PhoneNumber,
	message: AcceptedMessage,
	status: StatusName,
	seconds: number,
	{ pricing, known, member = '' }: { pricing?: object; known?: Identity; member?: string } = {},
): Json {
	const isFailed = typeof status === 'object';
	const recipient = recipientOf(message, isFailed, known, member);
	const hasContacts = !isFailed && (message.recipientType !== 'group' || status !== 'sent');
	return {
		messaging_product: 'whatsapp',
		metadata: metadata(phone),
		...(hasContacts ? { contacts: [recipient.contact] } : {}),
		statuses: [
			{
				id: message.id,
				status: isFailed ? 'failed' : status,
				timestamp: String(seconds),
				...recipient.status,
				...(message.bizOpaqueCallbackData === undefined
					? {}
					: { biz_opaque_callback_data: message.bizOpaqueCallbackData }),
				...(pricing === undefined ? {} : { pricing }),
				...(isFailed
					? {
							errors: [
								{
									code: status.failed,
									title: status.title,
									message: status.title,
									error_data: { details: status.details },
									href: HELP,
								},
							],
						}
					: {}),
			},
		],
	};
}

/**
 * A message from a customer, a text unless it is given in full, perhaps in a group (Meta docs: Webhooks > messages;
 * Groups API > Receive messages).
 */
export function incomingValue(
	phone: PhoneNumber,
	message: IncomingMessage,
	id: string,
	seconds: number,
	{ contact, sender }: Identity = identityOf(message),
): Record<string, unknown> {
	return {
		messaging_product: 'whatsapp',
		metadata: metadata(phone),
		contacts: [contact],
		messages: [
			{
				...sender,
				...(message.group === undefined ? {} : { group_id: message.group }),
				id,
				timestamp: String(seconds),
				...(message.message ?? { text: { body: message.text ?? '' }, type: 'text' }),
			},
		],
	};
}
