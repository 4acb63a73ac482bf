import { classify } from '../../../graph/errorCodes';
import { STATUSES } from '../../updates';
import type { Change, Data, ReceivedEvent } from '../types';
import { contactOf, newEvent, personFields } from './base';
import { camelObject, errorFields, flag, isoTime, part, text } from './values';

const KNOWN = new Set(['sent', 'delivered', 'read', 'played', 'failed', 'deleted', 'warning']);

/** What a failed status says about writing to that person again; the same words as in the items of messages that were refused at once. */
function errorClass(row: Data): Data {
	const code = errorFields(row.errors).errorCode;
	const failedAt = Date.parse(isoTime(row.timestamp) ?? '') || undefined;
	const classified = typeof code === 'number' ? classify({ code }, failedAt) : undefined;
	return { errorClass: classified?.class, errorAfter: classified?.after, errorScope: classified?.scope };
}

/** What a status says. WhatsApp docs: Webhooks > Statuses. Some names changed in May 2026; older ones are read too. */
export function statusFields(row: Data, contact: Data): Data {
	const pricing = part(row.pricing);
	const conversation = part(row.conversation);
	const person = personFields(contact);
	return {
		messageId: text(row.id),
		status: text(row.status),
		timestamp: isoTime(row.timestamp),
		recipientId: text(row.recipient_id),
		recipientType: text(row.recipient_type),
		...person,
		userId: text(row.recipient_user_id) ?? person.userId,
		parentUserId: text(row.recipient_parent_user_id) ?? text(row.parent_recipient_user_id) ?? person.parentUserId,
		participantId: text(row.recipient_participant_id) ?? text(row.participant_recipient_id),
		participantUserId: text(row.recipient_participant_user_id),
		...errorFields(row.errors),
		...errorClass(row),
		callbackData: text(row.biz_opaque_callback_data),
		billable: flag(pricing.billable),
		pricingModel: text(pricing.pricing_model),
		pricingType: text(pricing.type),
		pricingCategory: text(pricing.category),
		conversationId: text(conversation.id),
		conversationOrigin: text(part(conversation.origin).type),
		conversationExpires: isoTime(conversation.expiration_timestamp),
		payment: camelObject(row.payment),
	};
}

/** Whose status it is: a message to a group has one for each participant, any other message has one reader. */
const readerOf = ({ participantId, participantUserId }: Data): string => text(participantId) ?? text(participantUserId) ?? '';

/** What identifies a status. WhatsApp docs: Webhooks > Statuses. @param status another one of the same message and reader */
export const statusKey = ({ json }: ReceivedEvent, status = json.status): string =>
	[json.event, json.messageId, status, readerOf(json)].map((one) => text(one) ?? '').join('|');

/** One of `statuses`: of a message, or of a payment request. */
export function readStatus(change: Change, row: Data, contacts: unknown, isAlone: boolean, event?: string): ReceivedEvent {
	const isPayment = row.type === 'payment';
	const contact = contactOf(contacts, [row.recipient_id, row.recipient_user_id], isAlone);
	const payment = part(row.payment);
	const fields = statusFields(row, contact);
	const read = newEvent(change, {
		event: event ?? (isPayment ? 'paymentStatus' : 'status'),
		isKnown: isPayment || KNOWN.has(text(row.status) ?? ''),
		update: event === undefined ? STATUSES : undefined,
		fields,
		as: 'value',
		place: { list: 'statuses', row },
	});
	if (fields.messageId === undefined) return read;
	const transaction = isPayment ? `|${text(payment.reference_id)}|${text(part(payment.transaction).id)}` : '';
	return { ...read, key: `${statusKey(read)}${transaction}` };
}
