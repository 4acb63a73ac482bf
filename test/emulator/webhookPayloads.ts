import type { AcceptedMessage, IncomingMessage, PhoneNumber } from './types';

export type StatusName = 'sent' | 'delivered' | 'read' | { failed: number; title: string; details: string };

export function metadata(phone: PhoneNumber): Record<string, string> {
	return { display_phone_number: phone.displayPhoneNumber.replace(/\D/g, ''), phone_number_id: phone.id };
}

const now = (): string => String(Math.floor(Date.now() / 1000));

/** The business-scoped id of a phone number: always the same for the same number (facts sheet 2.1, BSUID format). */
export function userId(phoneNumber: string): string {
	return `US.${phoneNumber}0001`;
}

/**
 * A status change (facts sheet 7.8, in the form of v24 and newer: no conversation). Contacts come along except with failed;
 * pricing on sent and delivered.
 */
export function statusValue(phone: PhoneNumber, message: AcceptedMessage, status: StatusName): Record<string, unknown> {
	const byUserId = /^[A-Z]{2}\./.test(message.to);
	const group = message.recipientType === 'group';
	const user = byUserId ? message.to : userId(message.to);
	const failed = typeof status === 'object';
	const category = message.type === 'template' ? 'marketing' : 'service';
	return {
		messaging_product: 'whatsapp',
		metadata: metadata(phone),
		...(failed || group ? {} : { contacts: [{ profile: { name: 'Customer' }, ...(byUserId ? {} : { wa_id: message.to }), user_id: user }] }),
		statuses: [
			{
				id: message.id,
				status: failed ? 'failed' : status,
				timestamp: now(),
				...(byUserId ? {} : { recipient_id: message.to }),
				...(group ? { recipient_type: 'group' } : failed && !byUserId ? {} : { recipient_user_id: user }),
				...(message.bizOpaqueCallbackData === undefined ? {} : { biz_opaque_callback_data: message.bizOpaqueCallbackData }),
				...(status === 'sent' || status === 'delivered'
					? { pricing: { billable: category !== 'service', pricing_model: 'PMP', type: category === 'service' ? 'free_customer_service' : 'regular', category } }
					: {}),
				...(failed
					? { errors: [{ code: status.failed, title: status.title, message: status.title, error_data: { details: status.details }, href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/' }] }
					: {}),
			},
		],
	};
}

/** A message from a customer, a text unless it is given whole (facts sheet 7.6). */
export function incomingValue(phone: PhoneNumber, message: IncomingMessage, id: string): Record<string, unknown> {
	return {
		messaging_product: 'whatsapp',
		metadata: metadata(phone),
		contacts: [{ profile: { name: message.name ?? 'Customer' }, wa_id: message.from, user_id: userId(message.from) }],
		messages: [{ from: message.from, from_user_id: userId(message.from), id, timestamp: now(), ...(message.message ?? { text: { body: message.text ?? '' }, type: 'text' }) }],
	};
}
