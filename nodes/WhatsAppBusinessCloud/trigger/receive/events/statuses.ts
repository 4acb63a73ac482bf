import { classifyRecipient } from '../../../transport/errorCodes';
import { isObject } from '../../../shared/input/parameterValues';
import { STATUSES } from '../../webhookFields';
import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { findContact, newEvent, senderFields } from './base';
import {
	camelObject,
	errorFields,
	flag,
	isoTime,
	mergeDefined,
	number,
	objects,
	part,
	text,
} from '../../../shared/untrustedJson';

/** Each status implies those before it: a read message was delivered. WhatsApp docs: Webhooks > Statuses. */
export const STATUS_ORDER = ['sent', 'delivered', 'read', 'played'];

const KNOWN = new Set([...STATUS_ORDER, 'failed', 'deleted', 'warning']);

/**
 * What a failed status means for future messages to that recipient; the same terms as for messages that were rejected
 * immediately.
 */
function errorClass(row: Data, errors: unknown): Data {
	const code = errorFields(errors).errorCode;
	const failedAt = Date.parse(isoTime(row.timestamp) ?? '') || undefined;
	const classified = typeof code === 'number' ? classifyRecipient({ code }, failedAt) : undefined;
	return { errorClass: classified?.class, errorAfter: classified?.after, errorScope: classified?.scope };
}

/**
 * IDs of the group member that a status refers to; Meta renamed these properties. WhatsApp docs: Groups API > Webhooks
 * > group message status.
 */
function participantOf(row: Data): Data {
	return {
		participantId: text(row.recipient_participant_id) ?? text(row.participant_recipient_id),
		participantUserId: text(row.recipient_participant_user_id),
		participantParentUserId: text(row.recipient_participant_parent_user_id),
	};
}

/**
 * The price of the message. WhatsApp docs: Webhooks > Statuses > pricing; for groups, it is in `conversation` (Groups
 * API > Webhooks).
 */
function pricingFields(row: Data): Data {
	const conversation = part(row.conversation);
	const pricing = isObject(row.pricing) ? row.pricing : part(conversation.pricing);
	const cost = part(pricing.cost);
	return {
		billable: flag(pricing.billable),
		pricingModel: text(pricing.pricing_model),
		pricingType: text(pricing.type),
		pricingSubtype: text(pricing.subtype),
		pricingCategory: text(pricing.category),
		cost: number(cost.amount),
		costCurrency: text(cost.currency),
		conversationId: text(conversation.id),
		conversationOrigin: text(part(conversation.origin).type),
		conversationExpires: isoTime(conversation.expiration_timestamp),
	};
}

/**
 * A payment, with the merchant's `notes` unchanged. WhatsApp docs: Payments (India) > Payment gateway > Receive
 * webhook.
 */
function paymentOf(payment: unknown): Data | undefined {
	const { notes } = part(payment);
	return isObject(payment) ? { ...camelObject(payment), ...(notes === undefined ? {} : { notes }) } : undefined;
}

/**
 * The fields of a status. WhatsApp docs: Webhooks > Statuses. Some names changed in May 2026; older ones are also read.
 * In a group, the recipient is one of its members.
 */
export function statusFields(row: Data, contact: Data, errors: unknown = row.errors): Data {
	const person = senderFields(contact);
	const isGroup = row.recipient_type === 'group';
	const participant = participantOf(row);
	return mergeDefined(
		{
			messageId: text(row.id),
			status: text(row.status),
			timestamp: isoTime(row.timestamp),
			recipientId: (isGroup ? text(participant.participantId) : text(row.recipient_id)) ?? person.waId,
			recipientType: text(row.recipient_type),
		},
		person,
		{
			userId: text(row.recipient_user_id) ?? text(participant.participantUserId) ?? person.userId,
			parentUserId:
				text(row.recipient_parent_user_id) ??
				text(row.parent_recipient_user_id) ??
				text(participant.participantParentUserId) ??
				person.parentUserId,
			identityKeyHash: text(row.recipient_identity_key_hash) ?? person.identityKeyHash,
			groupId: isGroup ? text(row.recipient_id) : undefined,
		},
		participant,
		errorFields(errors),
		errorClass(row, errors),
		{ callbackData: text(row.biz_opaque_callback_data), templateId: text(row.template_id) },
		pricingFields(row),
		{ payment: paymentOf(row.payment) },
	);
}

/**
 * The recipient that a status refers to: a group message has one status per participant, any other message has a single
 * recipient.
 */
const readerOf = ({ participantId, participantUserId }: Data): string =>
	text(participantId) ?? text(participantUserId) ?? '';

/**
 * The deduplication key of a status. WhatsApp docs: Webhooks > Statuses.
 * @param status another status of the same message and recipient
 */
export const statusDedupKey = ({ kind, json }: ReceivedEvent, status = json.status): string =>
	[kind, json.messageId, status, readerOf(json)].map((one) => text(one) ?? '').join('|');

/**
 * Identifies a payment status: the order at the gateway, this payment attempt, and the state of the attempt and of each
 * refund. WhatsApp docs: Payments (India) > Payment gateway > Receive webhook.
 */
function paymentKey(payment: Data): string {
	const transaction = part(payment.transaction);
	const refunds = objects(payment.refunds).flatMap(({ id, status, updated_timestamp }) => [
		id,
		status,
		updated_timestamp,
	]);
	const { id, pg_transaction_id, status, updated_timestamp } = transaction;
	return [payment.reference_id, id, pg_transaction_id, status, updated_timestamp, ...refunds]
		.map((one) => text(one) ?? '')
		.join('|');
}

/** The kind of a status and its context. */
interface Beside {
	/** Whether it is the only status. */
	isAlone: boolean;
	/** Set for statuses of messages from another sender. */
	kind?: string;
	/** Errors next to the status. */
	errors?: unknown;
}

/** Reads one of `statuses`: of a message or a payment request. */
export function readStatus(
	change: Change,
	row: Data,
	contacts: unknown,
	{ isAlone, kind, errors }: Beside,
): ReceivedEvent {
	const isPayment = row.type === 'payment';
	const { participantId, participantUserId, participantParentUserId } = participantOf(row);
	const ids = [
		row.recipient_user_id,
		participantUserId,
		participantId,
		row.recipient_id,
		row.recipient_parent_user_id,
		participantParentUserId,
	];
	const contact = findContact(contacts, ids, isAlone);
	const fields = statusFields(row, contact, objects(row.errors).length > 0 ? row.errors : errors);
	const read = newEvent(change, {
		kind: kind ?? (isPayment ? 'paymentStatus' : 'status'),
		isKnown: isPayment || KNOWN.has(text(row.status) ?? ''),
		update: kind === undefined ? STATUSES : undefined,
		fields,
		as: 'value',
		place: { list: 'statuses', row },
		contact,
	});
	if (fields.messageId === undefined) return read;
	return {
		...read,
		key: isPayment ? `${statusDedupKey(read)}|${paymentKey(part(row.payment))}` : statusDedupKey(read),
	};
}
