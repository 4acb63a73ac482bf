import type { Json } from '../../messages/checks';
import type { Order } from '../types';
import { amount, money } from './money';
import { compact, objects, part, text } from './read';

/** An order to be paid (Meta docs: Payments > Order details). */
export function orderDetails(parameters: Json): Order {
	const currency = text(parameters.currency) ?? 'USD';
	const order = part(parameters.order);
	const totals = (['subtotal', 'tax', 'shipping', 'discount'] as const).flatMap((name) =>
		order[name] === undefined
			? []
			: [{ label: labels[name], value: (name === 'discount' ? '−' : '') + amount(part(order[name]), currency) }],
	);
	const seconds = Number(part(order.expiration).timestamp);
	return compact({
		title: 'Order',
		reference: text(parameters.reference_id),
		lines: objects(order.items).map(({ name, quantity, sale_amount, amount: full }) => ({
			name: text(name) ?? '',
			quantity: Number(quantity ?? 1),
			price: amount(part(sale_amount ?? full), currency),
		})),
		totals: [...totals, { label: 'Total', value: amount(part(parameters.total_amount), currency) }],
		status: text(order.status),
		note: text(part(order.expiration).description),
		expiresAt: Number.isFinite(seconds) ? seconds * 1000 : undefined,
	});
}

const labels = { subtotal: 'Subtotal', tax: 'Tax', shipping: 'Shipping', discount: 'Discount' };

/** News about an order (Meta docs: Payments > Order status). */
export function orderStatus(parameters: Json): Order {
	const order = part(parameters.order);
	return compact({
		title: 'Order update',
		reference: text(parameters.reference_id),
		lines: [],
		totals: [],
		status: text(order.status),
		note: text(order.description),
	});
}

/** An order that a customer sent (Meta docs: Webhooks > messages > Order). */
export function sentOrder(order: Json): Order {
	const items = objects(order.product_items);
	const currency = text(items[0]?.currency) ?? 'USD';
	const total = items.reduce((sum, { quantity, item_price }) => sum + Number(quantity) * Number(item_price), 0);
	return compact({
		title: 'Your order',
		lines: items.map(({ product_retailer_id: id, quantity, item_price }) => ({
			name: text(id) ?? '',
			quantity: Number(quantity),
			price: money(Number(item_price), currency),
		})),
		totals: [{ label: 'Total', value: money(total, currency) }],
		note: text(order.text),
	});
}
