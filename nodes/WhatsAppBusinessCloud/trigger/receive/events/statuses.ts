import { z } from 'zod';
import { classifyRecipient } from '../../../transport/errorCodes';
import { isObject } from '../../../shared/input/parameterValues';
import { anything } from '../../../shared/input/parseInput';
import { flag, number, optionalObject, text as textSchema, texts } from '../../../shared/lenientSchemas';
import { STATUSES } from '../../webhookFields';
import { camelObject, isoTime, mergeDefined, objects, text, type Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { newEvent } from './base';
import { findContact, type Contact } from './contacts';
import { errorFields, hasErrors } from './errors';
import { windowOfStatus } from './serviceWindow';

/** Each status implies those before it: a read message was delivered. WhatsApp docs: Webhooks > Statuses. */
export const STATUS_ORDER = ['sent', 'delivered', 'read', 'played'];

const KNOWN = new Set([...STATUS_ORDER, 'failed', 'deleted', 'warning']);

const pricingSchema = optionalObject({
	billable: flag,
	...texts('pricing_model', 'type', 'subtype', 'category'),
	cost: optionalObject({ amount: number, currency: textSchema }),
});

/** A status. WhatsApp docs: Webhooks > Statuses. Some names changed in May 2026; older ones are also read. */
const statusSchema = z.object({
	...texts('id', 'status', 'timestamp', 'type', 'biz_opaque_callback_data', 'template_id'),
	...texts('recipient_type', 'recipient_id', 'recipient_user_id', 'recipient_identity_key_hash'),
	...texts('recipient_parent_user_id', 'parent_recipient_user_id'),
	...texts('recipient_participant_id', 'participant_recipient_id'),
	...texts('recipient_participant_user_id', 'recipient_participant_parent_user_id'),
	conversation: optionalObject({
		...texts('id', 'expiration_timestamp'),
		origin: optionalObject({ type: textSchema }),
		pricing: pricingSchema,
	}),
	pricing: pricingSchema,
	payment: anything,
	errors: anything,
});
type Status = z.infer<typeof statusSchema>;

/**
 * What a failed status means for future messages to that recipient; the same terms as for messages that were rejected
 * immediately.
 */
function errorClass({ timestamp }: Status, errors: unknown): Data {
	const code = errorFields(errors).errorCode;
	if (code === undefined) return {};
	const failedAt = Date.parse(isoTime(timestamp) ?? '') || undefined;
	const classified = classifyRecipient({ code }, failedAt);
	return { errorClass: classified?.class, errorAfter: classified?.after, errorScope: classified?.scope };
}

/**
 * IDs of the group member that a status refers to; Meta renamed these properties. WhatsApp docs: Groups API > Webhooks
 * > group message status.
 */
const participantOf = (status: Status) => ({
	participantId: status.recipient_participant_id ?? status.participant_recipient_id,
	participantUserId: status.recipient_participant_user_id,
	participantParentUserId: status.recipient_participant_parent_user_id,
});

/**
 * The price of the message. WhatsApp docs: Webhooks > Statuses > pricing; for groups, it is in `conversation` (Groups
 * API > Webhooks).
 */
function pricingFields(status: Status): Data {
	const { conversation = {} } = status;
	const pricing = status.pricing ?? conversation.pricing ?? {};
	return {
		billable: pricing.billable,
		pricingModel: pricing.pricing_model,
		pricingType: pricing.type,
		pricingSubtype: pricing.subtype,
		pricingCategory: pricing.category,
		cost: pricing.cost?.amount,
		costCurrency: pricing.cost?.currency,
		conversationId: conversation.id,
		conversationOrigin: conversation.origin?.type,
		conversationExpires: isoTime(conversation.expiration_timestamp),
		windowClosesAt: windowOfStatus(conversation.origin?.type, conversation.expiration_timestamp),
	};
}

/**
 * A payment, with the merchant's `notes` unchanged. WhatsApp docs: Payments (India) > Payment gateway > Receive
 * webhook.
 */
function paymentOf(payment: unknown): Data | undefined {
	if (!isObject(payment)) return undefined;
	const { notes } = payment;
	return { ...camelObject(payment), ...(notes === undefined ? {} : { notes }) };
}

/** The fields of a status. In a group, the recipient is one of its members. */
function statusFields(status: Status, { user }: Contact, errors: unknown): Data {
	const isGroup = status.recipient_type === 'group';
	const participant = participantOf(status);
	return mergeDefined(
		{
			messageId: status.id,
			status: status.status,
			timestamp: isoTime(status.timestamp),
			recipientId: (isGroup ? participant.participantId : status.recipient_id) ?? user.waId,
			recipientType: status.recipient_type,
		},
		user,
		{
			userId: status.recipient_user_id ?? participant.participantUserId ?? user.userId,
			parentUserId:
				status.recipient_parent_user_id ??
				status.parent_recipient_user_id ??
				participant.participantParentUserId ??
				user.parentUserId,
			identityKeyHash: status.recipient_identity_key_hash ?? user.identityKeyHash,
			groupId: isGroup ? status.recipient_id : undefined,
		},
		participant,
		errorFields(errors),
		errorClass(status, errors),
		{ callbackData: status.biz_opaque_callback_data, templateId: status.template_id },
		pricingFields(status),
		{ payment: paymentOf(status.payment) },
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

const paymentSchema = optionalObject({
	reference_id: textSchema,
	transaction: optionalObject(texts('id', 'pg_transaction_id', 'status', 'updated_timestamp')),
	refunds: anything,
});

const refundSchema = z.object(texts('id', 'status', 'updated_timestamp'));

/**
 * Identifies a payment status: the order at the gateway, this payment attempt, and the state of the attempt and of each
 * refund. WhatsApp docs: Payments (India) > Payment gateway > Receive webhook.
 */
function paymentKey(payment: unknown): string {
	const { reference_id, transaction, refunds } = paymentSchema.parse(payment) ?? {};
	const ofRefunds = objects(refunds).flatMap((one) => {
		const { id, status, updated_timestamp } = refundSchema.parse(one);
		return [id, status, updated_timestamp];
	});
	const { id, pg_transaction_id, status, updated_timestamp } = transaction ?? {};
	return [reference_id, id, pg_transaction_id, status, updated_timestamp, ...ofRefunds]
		.map((one) => one ?? '')
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
	const status = statusSchema.parse(row);
	const isPayment = status.type === 'payment';
	const { participantId, participantUserId, participantParentUserId } = participantOf(status);
	const ids = [
		status.recipient_user_id,
		participantUserId,
		participantId,
		status.recipient_id,
		status.recipient_parent_user_id,
		participantParentUserId,
	];
	const contact = findContact(contacts, ids, isAlone);
	const read = newEvent(change, {
		kind: kind ?? (isPayment ? 'paymentStatus' : 'status'),
		isKnown: isPayment || KNOWN.has(status.status ?? ''),
		update: kind === undefined ? STATUSES : undefined,
		fields: statusFields(status, contact, hasErrors(status.errors) ? status.errors : errors),
		as: 'value',
		place: { list: 'statuses', row },
		contact,
	});
	if (status.id === undefined) return read;
	return { ...read, key: isPayment ? `${statusDedupKey(read)}|${paymentKey(status.payment)}` : statusDedupKey(read) };
}
