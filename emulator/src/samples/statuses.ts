import { userId } from '../webhookPayloads';
import { FROM, PARENT, SENT, USER, about, after, contact, error, TIME, type Kinds } from './parts';

const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' };
const row = (status: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	id: SENT,
	status,
	timestamp: TIME,
	recipient_id: FROM,
	recipient_user_id: USER,
	recipient_parent_user_id: PARENT,
	...rest,
});
const service = (type: string, billable: boolean): Record<string, unknown> => ({
	billable,
	pricing_model: 'PMP',
	type,
	category: 'service',
});
/** Meta docs: Business-scoped user IDs > Status messages webhooks: no `username` with `sent`. */
const sentTo = [{ ...contact, profile: { name: contact.profile.name } }];
const statusValue = (...statuses: Array<Record<string, unknown>>): Record<string, unknown> => ({
	...about,
	contacts: [contact],
	statuses,
});
const GROUP = 'Y2FwaV9ncm91cDoxNjUwNTU1MTExMToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
/** Meta docs: Groups API > Webhooks > Group message status; Business-scoped user IDs > Groups API. */
const inGroup = (status: string, participant: string, rest: Record<string, unknown> = {}): Record<string, unknown> => ({
	id: SENT,
	status,
	timestamp: TIME,
	recipient_id: GROUP,
	recipient_type: 'group',
	recipient_participant_id: participant,
	...rest,
});
const groupPricing = { billable: true, pricing_model: 'PMP', category: 'group_utility' };
/** Meta prints the pricing of aggregated statuses within the conversation. */
const groupConversation = {
	conversation: { id: 'fe32bde4b3a2', origin: { type: 'group_utility' }, pricing: groupPricing },
};
const other = { profile: { name: 'Jessica Vega' }, wa_id: '16505555678', user_id: userId('16505555678') };
const payment = (
	status: string,
	transaction: string,
	rest: Record<string, unknown> = {},
	beside: Record<string, unknown> = {},
): Record<string, unknown> =>
	statusValue(
		row(status, {
			type: 'payment',
			payment: {
				reference_id: 'order-1001',
				amount: { value: 21000, offset: 100 },
				currency: 'INR',
				transaction: {
					id: 'order_K9xZ',
					type: 'razorpay',
					status: transaction,
					created_timestamp: after(-60),
					updated_timestamp: after(0),
					method: { type: 'upi' },
					...rest,
				},
				receipt: 'receipt-1001',
				notes: { my_key: 'gift' },
				...beside,
			},
		}),
	);

/** Statuses of messages that the number sent. Meta docs: Webhooks > status messages; Payments > Payment status. */
export const statuses: Kinds = {
	sent: {
		...statusValue(
			row('sent', { pricing, biz_opaque_callback_data: 'order 1001', recipient_identity_key_hash: 'DF2lS5v2W6x=' }),
		),
		contacts: sentTo,
	},
	delivered: statusValue(row('delivered', { pricing })),
	read: statusValue(row('read')),
	// Meta docs: Pricing > Pricing in webhooks, since October 2026: service messages within the monthly free tier, in a
	// group, beyond the tier, of an exempt organization; authentication to another country, written with a hyphen.
	freeService: statusValue(row('delivered', { pricing: service('free_customer_service', false) })),
	freeGroupService: {
		...about,
		contacts: [contact],
		statuses: [
			inGroup('delivered', FROM, {
				pricing: { ...service('free_group_customer_service', false), category: 'group_service' },
			}),
		],
	},
	paidService: statusValue(row('delivered', { pricing: service('regular', true) })),
	exempt: statusValue(row('delivered', { pricing: { ...service('regular', false), subtype: 'paid_exempt' } })),
	internationalAuthentication: statusValue(
		row('delivered', { pricing: { ...pricing, category: 'authentication-international' } }),
	),
	// Meta docs: Marketing Messages API > Max price: an estimate, in the base unit of the currency.
	maxPrice: statusValue(
		row('delivered', {
			pricing: { ...pricing, category: 'marketing_lite', cost: { amount: 0.0123, currency: 'USD' } },
		}),
	),
	played: statusValue(row('played')),
	// Without contacts, and without the user ID of a user who was addressed by phone number.
	failed: {
		...about,
		statuses: [
			row('failed', {
				recipient_user_id: undefined,
				recipient_parent_user_id: undefined,
				errors: [
					{
						...error(
							131049,
							'This message was not delivered to maintain healthy ecosystem engagement.',
							'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
						),
						href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
					},
				],
			}),
		],
	},
	deleted: statusValue(row('deleted')),
	warning: statusValue(row('warning')),
	freeEntryPoint: {
		...statusValue(
			row('sent', {
				conversation: {
					id: 'fe32bde4b3a1',
					expiration_timestamp: after(72 * 3600),
					origin: { type: 'referral_conversion' },
				},
				pricing: { ...pricing, billable: false, type: 'free_entry_point', category: 'referral_conversion' },
			}),
		),
		contacts: sentTo,
	},
	group: {
		...about,
		contacts: [contact, other],
		statuses: [inGroup('delivered', FROM, groupConversation), inGroup('delivered', '16505555678', groupConversation)],
	},
	groupRead: { ...about, contacts: [contact], statuses: [inGroup('read', FROM, { pricing: groupPricing })] },
	paymentPending: payment('pending', 'pending'),
	paymentCaptured: payment('captured', 'success', { pg_transaction_id: 'pay_K9yA' }),
	// Meta docs: Payments (India) > Payment gateway: `status` is pending or captured; the transaction shows that an attempt failed.
	paymentFailed: payment('pending', 'failed', {
		pg_transaction_id: 'pay_K9yB',
		error: { code: 'payment_declined', reason: 'The bank declined the payment' },
	}),
	paymentRefunded: payment(
		'captured',
		'success',
		{ pg_transaction_id: 'pay_K9yA' },
		{
			refunds: [
				{
					id: 'rfnd_K9zC',
					amount: { value: 10000, offset: 100 },
					speed_processed: 'instant',
					status: 'success',
					created_timestamp: after(-20),
					updated_timestamp: after(0),
				},
			],
		},
	),
};
