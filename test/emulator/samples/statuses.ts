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
const told = (...statuses: Array<Record<string, unknown>>): Record<string, unknown> => ({ ...about, contacts: [contact], statuses });
const GROUP = 'Y2FwaV9ncm91cDoxNjUwNTU1MTExMToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
const inGroup = (status: string, participant: string): Record<string, unknown> =>
	row(status, { recipient_id: GROUP, recipient_type: 'group', recipient_participant_id: participant, recipient_participant_user_id: `US.${participant}0001`, recipient_participant_parent_user_id: PARENT });
const payment = (status: string, transaction: string, rest: Record<string, unknown> = {}): Record<string, unknown> =>
	told(
		row(status, {
			type: 'payment',
			payment: {
				reference_id: 'order-1001',
				amount: { value: 21000, offset: 100 },
				currency: 'INR',
				transaction: { id: 'order_K9xZ', type: 'razorpay', status: transaction, created_timestamp: after(-60), updated_timestamp: after(0), method: { type: 'upi' }, ...rest },
			},
		}),
	);

/** What became of messages of the number's. Facts sheet 7.8, 2.6. */
export const statuses: Kinds = {
	sent: told(row('sent', { pricing, biz_opaque_callback_data: 'order 1001', recipient_identity_key_hash: 'DF2lS5v2W6x=' })),
	delivered: told(row('delivered', { pricing })),
	read: told(row('read')),
	played: told(row('played')),
	failed: { ...about, statuses: [row('failed', { errors: [{ ...error(131049, 'This message was not delivered to maintain healthy ecosystem engagement.', 'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.'), href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/' }] })] },
	deleted: told(row('deleted')),
	warning: told(row('warning')),
	freeEntryPoint: told(row('sent', { conversation: { id: 'fe32bde4b3a1', expiration_timestamp: after(72 * 3600), origin: { type: 'referral_conversion' } }, pricing: { ...pricing, billable: false, type: 'free_entry_point', category: 'referral_conversion' } })),
	group: { ...about, statuses: [inGroup('delivered', FROM), inGroup('delivered', '16505555678'), inGroup('read', FROM)] },
	paymentPending: payment('pending', 'pending'),
	paymentCaptured: payment('captured', 'success'),
	paymentFailed: payment('failed', 'failed', { error: { code: 'payment_declined', reason: 'The bank declined the payment' } }),
};
