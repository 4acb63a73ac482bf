import { httpUrl, invalid, isObject, missing, object, optionalText, text, type Json } from './checks';
import { integer, limited, objects, oneOf, parameters, place } from './interactiveChecks';

const order = (...keys: Array<string | number>): Array<string | number> => ['parameters', 'order', ...keys];

/** Facts sheet 2.6: [A-Za-z0-9_.-], at most 35. */
function checkReference(value: unknown): void {
	const id = text(value, place('parameters', 'reference_id'));
	if (!/^[\w.-]{1,35}$/.test(id)) invalid('reference_id can have at most 35 letters, digits, dots, dashes and underscores.');
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

/** Facts sheet 2.6, order_details. */
export function checkOrderDetails(action: Json, now: number): void {
	const values = parameters(action);
	checkReference(values.reference_id);
	oneOf(values.type, ['parameters', 'type'], ['digital-goods', 'physical-goods']);
	const currency = oneOf(values.currency, ['parameters', 'currency'], ['INR', 'BRL', 'SGD']);
	checkPayment(values, currency);
	checkBeneficiaries(values.beneficiaries);
	if (values.preferred_payment_methods !== undefined) {
		for (const [index, entry] of objects(values.preferred_payment_methods, ['parameters', 'preferred_payment_methods'], 1).entries()) {
			oneOf(entry.method, ['parameters', 'preferred_payment_methods', index, 'method'], ['gpay', 'phonepe', 'paytm', 'amazonpay', 'cred', 'mobikwik']);
		}
	}
	const total = amount(values.total_amount, ['parameters', 'total_amount']);
	const sum = checkOrder(object(values.order, place(...order())), now);
	if (total !== sum) invalid(`total_amount ${total} is not subtotal + tax + shipping - discount, which is ${sum}.`);
}

/** Checks the order and returns what it comes to. */
function checkOrder(details: Json, now: number): number {
	oneOf(details.status, order('status'), ['pending']);
	if (details.type !== undefined) oneOf(details.type, order('type'), ['quick_pay']);
	optionalText(details.catalog_id, place(...order('catalog_id')));
	if (details.expiration !== undefined) checkExpiration(object(details.expiration, place(...order('expiration'))), now);
	const items = objects(details.items, order('items'));
	items.forEach((item, index) => checkItem(item, index, items.length));
	const subtotal = amount(details.subtotal, order('subtotal'));
	const tax = amount(details.tax, order('tax'), 60);
	const shipping = details.shipping === undefined ? 0 : amount(details.shipping, order('shipping'), 60);
	const discount = details.discount === undefined ? 0 : amount(details.discount, order('discount'), 60);
	if (isObject(details.discount) && details.discount.discount_program_name !== undefined) limited('Discount program', details.discount.discount_program_name, 1, 60);
	return subtotal + tax + shipping - discount;
}

function checkItem(item: Json, index: number, count: number): void {
	text(item.retailer_id, place(...order('items', index, 'retailer_id')));
	text(item.name, place(...order('items', index, 'name')));
	limited('Item name', item.name, 1, 60);
	amount(item.amount, order('items', index, 'amount'));
	if (item.sale_amount !== undefined) amount(item.sale_amount, order('items', index, 'sale_amount'));
	integer(item.quantity, order('items', index, 'quantity'), 1);
	if (item.image === undefined) return;
	if (count > 10) invalid('Item images can only be sent with at most 10 items.');
	httpUrl(object(item.image, place(...order('items', index, 'image'))).link, place(...order('items', index, 'image', 'link')));
}

function checkExpiration(expiration: Json, now: number): void {
	const seconds = Number(text(expiration.timestamp, place(...order('expiration', 'timestamp'))));
	if (!Number.isInteger(seconds) || seconds < now / 1000 + 300) invalid('The expiration must be at least 300 seconds ahead.');
	text(expiration.description, place(...order('expiration', 'description')));
	limited('Expiration description', expiration.description, 1, 120);
}

function checkBeneficiaries(value: unknown): void {
	if (value === undefined) return;
	objects(value, ['parameters', 'beneficiaries']).forEach((entry, index) => {
		const where = ['parameters', 'beneficiaries', index];
		for (const key of ['name', 'address_line1', 'city', 'state', 'country', 'postal_code']) text(entry[key], place(...where, key));
		limited('Beneficiary name', entry.name, 1, 200);
		limited('Address line', entry.address_line1, 1, 100);
		if (entry.country !== 'India') invalid(`${place(...where, 'country')} must be India.`);
		if (!/^\d{6}$/.test(String(entry.postal_code))) invalid(`${place(...where, 'postal_code')} must have 6 digits.`);
	});
}

function checkPayment(values: Json, currency: string): void {
	const type = values.payment_type;
	if (currency === 'BRL') {
		oneOf(type, ['parameters', 'payment_type'], ['br']);
		checkSettings(values.payment_settings, ['pix_dynamic_code', 'payment_link', 'boleto', 'offsite_card_pay']);
	} else if (values.payment_settings !== undefined) {
		checkSettings(values.payment_settings, ['payment_gateway']);
	} else {
		oneOf(type, ['parameters', 'payment_type'], ['upi']);
		text(values.payment_configuration, place('parameters', 'payment_configuration'));
		limited('Payment configuration', values.payment_configuration, 1, 60);
	}
}

const settingTexts: Record<string, string[]> = {
	payment_gateway: ['configuration_name'],
	pix_dynamic_code: ['code', 'merchant_name', 'key'],
	payment_link: [],
	boleto: ['digitable_line'],
	offsite_card_pay: [],
};

function checkSettings(value: unknown, allowed: string[]): void {
	if (value === undefined) missing(place('parameters', 'payment_settings'));
	objects(value, ['parameters', 'payment_settings']).forEach((entry, index) => {
		const where = ['parameters', 'payment_settings', index];
		const type = oneOf(entry.type, [...where, 'type'], allowed);
		const inside = object(entry[type], place(...where, type));
		for (const key of settingTexts[type]!) text(inside[key], place(...where, type, key));
		if (type === 'payment_gateway') {
			oneOf(inside.type, [...where, type, 'type'], ['razorpay', 'payu', 'billdesk', 'zaakpay']);
			limited('Payment configuration', inside.configuration_name, 1, 60);
		}
		if (type === 'pix_dynamic_code') oneOf(inside.key_type, [...where, type, 'key_type'], ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP']);
		if (type === 'payment_link') httpUrl(inside.uri, place(...where, type, 'uri'));
	});
}

// Facts sheet 2.6: the documentation prints both writings of partially shipped.
const states = ['pending', 'processing', 'partially-shipped', 'partially_shipped', 'shipped', 'completed', 'canceled'];

/** Facts sheet 2.6, order_status. */
export function checkOrderStatus(action: Json): void {
	const values = parameters(action);
	checkReference(values.reference_id);
	const details = object(values.order, place(...order()));
	oneOf(details.status, order('status'), states);
	if (details.description !== undefined) limited('Status description', details.description, 1, 120);
}
