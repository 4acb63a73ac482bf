import { whatsappError } from '../errors';
import { isObject } from '../messages/checks';

/** Types of payment request buttons, with the text of each (Meta docs: Payments Brazil > Payment request buttons). */
export const paymentTexts: ReadonlyMap<string, string> = new Map([
	['pix_dynamic_code', 'Copy Pix code'],
	['boleto', 'Copy Boleto code'],
	['payment_link', 'Open payment link'],
	['offsite_card_pay', 'Review payment'],
]);

const keys: Record<string, string[]> = {
	pix_dynamic_code: ['code'],
	boleto: ['digitable_line'],
	payment_link: ['uri'],
	offsite_card_pay: ['last_four_digits', 'credential_id'],
};

/**
 * The payment request of a sent button (Meta docs: Payments Brazil > Payment request buttons): a payment setting;
 * currency and amount are required for stored cards.
 */
export function checkPaymentRequest(value: unknown, place: string): void {
	const fail = (words: string): never => {
		throw whatsappError(132012, `${place}: ${words}`);
	};
	if (!isObject(value) || !isObject(value.payment_setting)) return fail('payment_request needs a payment_setting');
	const type = String(value.payment_setting.type).toLowerCase();
	const inside = value.payment_setting[type];
	if (!paymentTexts.has(type) || !isObject(inside)) return fail('the payment_setting has no known type with its values');
	for (const key of keys[type])
		if (typeof inside[key] !== 'string' || inside[key] === '') fail(`${type} needs ${key}, a text`);
	const { currency, total_amount: amount } = value;
	if (type === 'offsite_card_pay' && (currency === undefined || amount === undefined))
		fail('offsite_card_pay needs currency and total_amount');
	if (currency !== undefined && currency !== 'BRL') fail('currency must be BRL');
	if (amount === undefined) return;
	if (!isObject(amount) || !Number.isInteger(amount.value) || Number(amount.offset) !== 100)
		fail('total_amount needs an integer value and an offset of 100');
}
