import { z } from 'zod';
import { parameterError } from '../errors';
import { isObject, type Json } from '../messages/checks';
import { oneOf, paramsOf, part, says, text } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { State } from '../state';
import type { AcceptedMessage } from '../types';
import { messagingPhone } from './nodes';

interface Refund {
	id: string;
	amount: { value: number; offset: number };
	speed_processed: 'instant' | 'normal';
	status: 'pending' | 'success';
	created_timestamp: number;
	updated_timestamp: number;
}

/** What happened to the payment of an order. */
export interface Payment {
	status: 'pending' | 'captured';
	transactions: Json[];
	refunds: Refund[];
}

/** The order in an interactive message; undefined in another one. */
function orderOf({ body }: AcceptedMessage): Json | undefined {
	const interactive = isObject(body?.interactive) ? body.interactive : {};
	const action = isObject(interactive.action) ? interactive.action : {};
	return interactive.type === 'order_details' && isObject(action.parameters) ? action.parameters : undefined;
}

/** The name of the configuration that an order is paid with. */
function configurationOf({ payment_configuration, payment_settings }: Json): unknown {
	const [first] = Array.isArray(payment_settings) ? (payment_settings as unknown[]) : [];
	const gateway = isObject(first) && isObject(first.payment_gateway) ? first.payment_gateway : {};
	return payment_configuration ?? gateway.configuration_name;
}

/** The latest order of a number with a reference ID. */
function orderCalled({ messages }: State, phoneId: string, reference: string): Json | undefined {
	const orders = messages.filter((one) => one.phoneNumberId === phoneId).map(orderOf);
	return orders.filter((one) => one?.reference_id === reference).pop();
}

const key = (phoneId: string, reference: string): string => `${phoneId} ${reference}`;

/** Notes the payments in status webhooks of the field `messages`, as a look-up reports them. */
export function notePayments({ collections }: State, phoneNumberId: string, value: unknown): void {
	const statuses = isObject(value) && Array.isArray(value.statuses) ? (value.statuses as Json[]) : [];
	for (const { type, status, payment } of statuses) {
		if (type !== 'payment' || !isObject(payment)) continue;
		const place = key(phoneNumberId, String(payment.reference_id));
		const known = collections.payments.get(place) ?? { status: 'pending', transactions: [], refunds: [] };
		const transactions = isObject(payment.transaction)
			? [...known.transactions, payment.transaction]
			: known.transactions;
		const isPaid = known.status === 'captured' || status === 'captured';
		collections.payments.set(place, { ...known, status: isPaid ? 'captured' : 'pending', transactions });
	}
}

/** GET /{phone}/payments/{payment configuration}/{reference ID} (Meta docs: Payments India > Payment look-up). */
export function getPayment(ctx: RequestContext, id: string): RouteResponse {
	const phone = messagingPhone(ctx, id);
	const [configuration, reference] = ctx.segments.slice(2).map(decodeURIComponent);
	const order = orderCalled(ctx.state, phone.id, reference);
	if (!order || configurationOf(order) !== configuration)
		throw parameterError(`There is no order '${reference}' of the payment configuration '${configuration}'.`);
	const known = ctx.state.collections.payments.get(key(phone.id, reference));
	const { status, transactions, refunds } = known ?? { status: 'pending', transactions: [], refunds: [] };
	const payment = {
		reference_id: reference,
		status,
		currency: order.currency,
		total_amount: order.total_amount,
		transactions,
		...(refunds.length === 0 ? {} : { refunds }),
	};
	return { json: { payments: [payment] } };
}

const digits = z.coerce.number(says('must be a number')).int().positive();
const request = z.object({
	reference_id: text(60),
	speed: oneOf('instant', 'normal').optional(),
	payment_config_id: text(60),
	amount: part({ currency: oneOf('INR'), value: digits, offset: digits }),
});

/** POST /{phone}/payments_refund (Meta docs: Payments India > Refunds): a part of a captured payment, or all of it. */
export function refundPayment(ctx: RequestContext, id: string): RouteResponse {
	const phone = messagingPhone(ctx, id);
	const { reference_id, speed = 'normal', payment_config_id, amount } = paramsOf(ctx.params, request);
	const order = orderCalled(ctx.state, phone.id, reference_id);
	const payment = ctx.state.collections.payments.get(key(phone.id, reference_id));
	if (!order || configurationOf(order) !== payment_config_id)
		throw parameterError(`There is no order '${reference_id}' of the payment configuration '${payment_config_id}'.`);
	if (payment?.status !== 'captured') throw parameterError('The order is not paid.');
	const total = isObject(order.total_amount) ? Number(order.total_amount.value) : 0;
	const refunded = payment.refunds.reduce((sum, one) => sum + one.amount.value, 0);
	if (refunded + amount.value > total) throw parameterError('The refund is larger than what is left of the payment.');
	const now = ctx.state.clock.seconds();
	const refund: Refund = {
		id: `rfnd_${ctx.state.newRequestId().slice(-14).replace(/\W/g, '')}`,
		amount: { value: amount.value, offset: amount.offset },
		speed_processed: speed,
		status: speed === 'instant' ? 'success' : 'pending',
		created_timestamp: now,
		updated_timestamp: now,
	};
	payment.refunds.push(refund);
	const status = speed === 'instant' ? 'completed' : 'pending';
	return { json: { id: refund.id, status, speed_processed: speed } };
}
