import { httpUrl, invalid, isObject, object, text, type Json } from './checks';
import { limited, objects, oneOf, place } from './interactiveChecks';

type Keys = Array<string | number>;
type Check = (inside: Json, where: Keys) => void;

/** Meta docs: Payments India > Payment gateways and UPI intent, lists of supported apps. BHIM is in the former only. */
const apps = ['gpay', 'phonepe', 'paytm', 'bhim', 'amazonpay', 'cred', 'mobikwik'];

/** Meta docs: Payments India > Payment gateways, table of gateway fields. */
const gatewayLimits: Array<[key: RegExp, min: number, max: number]> = [
	[/^receipt$/, 1, 40],
	[/^udf[1-4]$/, 0, 255],
	[/^extra[12]$/, 0, 180],
	[/^additional_info[1-7]$/, 0, 120],
];

/** Meta docs: at most one preferred app. */
export function checkPreferred(value: unknown, where: Keys): void {
	if (value === undefined) return;
	objects(value, where, 1).forEach((entry, index) => oneOf(entry.method, [...where, index, 'method'], apps));
}

function checkGatewayData(data: Json): void {
	for (const [key, min, max] of gatewayLimits) {
		for (const [name, value] of Object.entries(data)) if (key.test(name)) limited(name, value, min, max);
	}
	if (!isObject(data.notes)) return;
	const notes = Object.entries(data.notes);
	if (notes.length > 15) invalid('notes can have at most 15 keys.');
	for (const [key, value] of notes) limited(`notes ${key}`, value, 0, 256);
}

const texts =
	(...keys: string[]): Check =>
	(inside, where) => {
		for (const key of keys) text(inside[key], place(...where, key));
	};

const checkGateway: Check = (inside, where) => {
	const gateway = oneOf(inside.type, [...where, 'type'], ['razorpay', 'payu', 'billdesk', 'zaakpay']);
	text(inside.configuration_name, place(...where, 'configuration_name'));
	limited('Payment configuration', inside.configuration_name, 1, 60);
	checkPreferred(inside.preferred_payment_methods, [...where, 'preferred_payment_methods']);
	if (isObject(inside[gateway])) checkGatewayData(inside[gateway]);
};

const checkPix: Check = (inside, where) => {
	texts('code', 'merchant_name', 'key')(inside, where);
	oneOf(inside.key_type, [...where, 'key_type'], ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP']);
};

const checkUri: Check = (inside, where) => {
	for (const key of ['uri', 'success_url', 'cancel_url'])
		if (key === 'uri' || inside[key] !== undefined) httpUrl(inside[key], place(...where, key));
};

const checkIntent: Check = (inside, where) => {
	if (!/^upi:\/\//i.test(text(inside.link, place(...where, 'link'))))
		invalid(`${place(...where, 'link')} is not a UPI intent link.`);
};

/** Meta docs: Payments India > Payment gateways; UPI intent > Dynamic VPA; Payment links. */
const indian: Record<string, Check> = {
	payment_gateway: checkGateway,
	upi_intent_link: checkIntent,
	payment_link: checkUri,
};

/** Meta docs: Payments Brazil > Orders, Pix, Payment links, Boleto, One-click payments. */
const brazilian: Record<string, Check> = {
	pix_dynamic_code: checkPix,
	payment_link: checkUri,
	boleto: texts('digitable_line'),
	offsite_card_pay: texts('last_four_digits', 'credential_id'),
};

function checkSettings(value: unknown, checks: Record<string, Check>): string[] {
	return objects(value, ['parameters', 'payment_settings']).map((entry, index) => {
		const where = ['parameters', 'payment_settings', index];
		const type = oneOf(entry.type, [...where, 'type'], Object.keys(checks));
		checks[type](object(entry[type], place(...where, type)), [...where, type]);
		return type;
	});
}

/**
 * The payment settings of an order. In Brazil payment_settings are optional; in India either they or a UPI
 * configuration are required.
 */
export function checkPayment(values: Json, currency: string): void {
	const kind = ['parameters', 'payment_type'];
	if (currency === 'BRL') {
		oneOf(values.payment_type, kind, ['br']);
		if (values.payment_settings !== undefined) checkSettings(values.payment_settings, brazilian);
		return;
	}
	if (values.payment_settings !== undefined) {
		const types = checkSettings(values.payment_settings, indian);
		// The pages on gateways and on UPI intent links do not mention payment_type.
		if (types.includes('payment_link')) oneOf(values.payment_type, kind, ['upi']);
		return;
	}
	oneOf(values.payment_type, kind, ['upi']);
	text(values.payment_configuration, place('parameters', 'payment_configuration'));
	limited('Payment configuration', values.payment_configuration, 1, 60);
}
