import type { Json } from '../messages/checks';
import type { State } from '../state';
import { part } from './content/read';
import type { Entry } from './types';
import { paymentChange } from './webhookChanges';

/**
 * Pays an order, or lets the payment fail, and sends the payment status (Meta docs: Payments > Payment status).
 * @throws RangeError when the message has no order, or its time is over
 */
export function pay(state: State, entry: Entry, succeeds: boolean): undefined {
	const { order } = entry.content;
	const message = state.messages.find(({ id }) => id === entry.id);
	if (!order || !message) throw new RangeError('This message has no order to pay');
	if (order.expiresAt !== undefined && order.expiresAt <= state.clock.now())
		throw new RangeError('The order has expired');
	const parameters = orderParameters(part(message.body));
	const now = state.clock.seconds();
	const payment = {
		reference_id: parameters.reference_id,
		amount: parameters.total_amount,
		currency: parameters.currency,
		transaction: {
			id: `order_${entry.id.slice(-8).replace(/\W/g, '')}`,
			type: parameters.payment_type ?? 'upi',
			status: succeeds ? 'success' : 'failed',
			created_timestamp: now,
			updated_timestamp: now,
			...(succeeds ? {} : { error: { code: 'payment_declined', reason: 'The bank declined the payment' } }),
		},
	};
	state.webhooks.events([paymentChange(state, message, succeeds ? 'captured' : 'pending', payment)]);
	state.phone.chats.alter(entry.id, {
		content: { ...entry.content, order: { ...order, status: succeeds ? 'paid' : 'payment failed' } },
	});
}

/** The order in an interactive message, or in the button of a template. */
function orderParameters(body: Json): Json {
	const interactive = part(part(part(body.interactive).action).parameters);
	if (interactive.reference_id !== undefined) return interactive;
	const { components } = part(body.template);
	for (const component of Array.isArray(components) ? (components as unknown[]) : []) {
		const { parameters } = part(component);
		const order = part(part(part(Array.isArray(parameters) ? parameters[0] : undefined).action).order_details);
		if (order.reference_id !== undefined) return order;
	}
	return {};
}
