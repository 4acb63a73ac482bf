import { httpUrl, invalid, isObject, object, optionalText, text, type Json } from './checks';
import { integer, limited, objects, oneOf, parameters, place } from './interactiveChecks';
import { checkPayment, checkPreferred } from './interactivePayment';

const order = (...keys: Array<string | number>): Array<string | number> => ['parameters', 'order', ...keys];

/** Meta docs: Payments India > Payment gateways: 35 characters; Payments Brazil > Orders: 60. Letters, digits, dots, dashes, underscores. */
function checkReference(value: unknown, max: number): void {
	const id = text(value, place('parameters', 'reference_id'));
	if (!/^[\w.-]+$/.test(id) || id.length > max)
		invalid(`reference_id can have at most ${max} letters, digits, dots, dashes and underscores.`);
}

/** An amount in hundredths: `{value, offset: 100}`. Returns its value. */
function amount(value: unknown, keys: Array<string | number>, description = 0): number {
	const read = object(value, place(...keys));
	if (read.offset !== 100) invalid(`${place(...keys, 'offset')} must be 100.`);
	if (read.description !== undefined) {
		if (description === 0) invalid(`${place(...keys)} has no description.`);
		limited('Description', read.description, 1, description);
	}
	return integer(read.value, [...keys, 'value'], 0);
}

/** Meta docs: Payments India > Payment gateways, UPI intent, Payment links; Payments Brazil > Orders. */
export function checkOrderDetails(action: Json, now: number): void {
	const values = parameters(action);
	oneOf(values.type, ['parameters', 'type'], ['digital-goods', 'physical-goods']);
	const currency = oneOf(values.currency, ['parameters', 'currency'], ['INR', 'BRL']);
	checkReference(values.reference_id, currency === 'BRL' ? 60 : 35);
	checkPayment(values, currency);
	checkBeneficiaries(values.beneficiaries);
	checkPreferred(values.preferred_payment_methods, ['parameters', 'preferred_payment_methods']);
	const total = amount(values.total_amount, ['parameters', 'total_amount']);
	const sum = checkOrder(object(values.order, place(...order())), currency, now);
	if (total !== sum) invalid(`total_amount ${total} is not subtotal + tax + shipping - discount, which is ${sum}.`);
}

/** Checks the order and returns its total. */
function checkOrder(details: Json, currency: string, now: number): number {
	oneOf(details.status, order('status'), ['pending']);
	if (details.type !== undefined) oneOf(details.type, order('type'), ['quick_pay']);
	optionalText(details.catalog_id, place(...order('catalog_id')));
	if (details.expiration !== undefined) checkExpiration(object(details.expiration, place(...order('expiration'))), now);
	const items = objects(details.items, order('items'));
	const cost = items.reduce(
		(sum, item, index) =>
			sum +
			checkItem(item, index, {
				count: items.length,
				isIndian: currency === 'INR',
				hasCatalog: details.catalog_id !== undefined,
			}),
		0,
	);
	const subtotal = amount(details.subtotal, order('subtotal'));
	if (subtotal !== cost) invalid(`subtotal ${subtotal} is not the sum of the items, which is ${cost}.`);
	const tax = amount(details.tax, order('tax'), 60);
	const shipping = details.shipping === undefined ? 0 : amount(details.shipping, order('shipping'), 60);
	const discount = details.discount === undefined ? 0 : amount(details.discount, order('discount'), 60);
	if (isObject(details.discount) && details.discount.discount_program_name !== undefined)
		limited('Discount program', details.discount.discount_program_name, 1, 60);
	return subtotal + tax + shipping - discount;
}

/** Checks an item and returns its price. In India an ID is optional and excludes an image; in Brazil it is required. */
function checkItem(
	item: Json,
	index: number,
	{ count, isIndian, hasCatalog }: { count: number; isIndian: boolean; hasCatalog: boolean },
): number {
	if (!isIndian) text(item.retailer_id, place(...order('items', index, 'retailer_id')));
	text(item.name, place(...order('items', index, 'name')));
	limited('Item name', item.name, 1, 60);
	const price = amount(item.amount, order('items', index, 'amount'));
	const sale =
		item.sale_amount === undefined ? undefined : amount(item.sale_amount, order('items', index, 'sale_amount'));
	const cost = (sale ?? price) * integer(item.quantity, order('items', index, 'quantity'), 1);
	if (item.image === undefined) return cost;
	if (count > 10) invalid('Item images can only be sent with at most 10 items.');
	if (isIndian && (item.retailer_id !== undefined || hasCatalog))
		invalid('An item image cannot be used with retailer_id or catalog_id.');
	httpUrl(
		object(item.image, place(...order('items', index, 'image'))).link,
		place(...order('items', index, 'image', 'link')),
	);
	return cost;
}

function checkExpiration(expiration: Json, now: number): void {
	const seconds = Number(text(expiration.timestamp, place(...order('expiration', 'timestamp'))));
	if (!Number.isInteger(seconds) || seconds < now / 1000 + 300)
		invalid('The expiration must be at least 300 seconds ahead.');
	text(expiration.description, place(...order('expiration', 'description')));
	limited('Expiration description', expiration.description, 1, 120);
}

function checkBeneficiaries(value: unknown): void {
	if (value === undefined) return;
	objects(value, ['parameters', 'beneficiaries']).forEach((entry, index) => {
		const where = ['parameters', 'beneficiaries', index];
		for (const key of ['name', 'address_line1', 'city', 'state', 'country', 'postal_code'])
			text(entry[key], place(...where, key));
		limited('Beneficiary name', entry.name, 1, 200);
		limited('Address line', entry.address_line1, 1, 100);
		limited('Address line', entry.address_line2, 0, 100);
		if (entry.country !== 'India') invalid(`${place(...where, 'country')} must be India.`);
		if (!/^\d{6}$/.test(String(entry.postal_code))) invalid(`${place(...where, 'postal_code')} must have 6 digits.`);
	});
}

// Meta docs: Payments India > Payment gateways prints both spellings of partially shipped.
const states = ['pending', 'processing', 'partially-shipped', 'partially_shipped', 'shipped', 'completed', 'canceled'];

/**
 * Meta docs: Payments Brazil > Orders, order status; Payments India > Payment gateways. The country is unknown, and so
 * is the maximum length of the ID.
 */
export function checkOrderStatus(action: Json): void {
	const values = parameters(action);
	checkReference(values.reference_id, 60);
	const details = object(values.order, place(...order()));
	oneOf(details.status, order('status'), states);
	if (details.description !== undefined) limited('Status description', details.description, 1, 120);
}
