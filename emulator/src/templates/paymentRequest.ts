import { whatsappError } from '../errors';
import { isObject, type Json } from '../messages/checks';

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

/** What is wrong with a payment setting. */
function settingProblem(setting: Json): string | undefined {
	const type = String(setting.type).toLowerCase();
	const inside = setting[type];
	if (!paymentTexts.has(type) || !isObject(inside)) return 'the payment_setting has no known type with its values';
	const missing = keys[type].find((key) => typeof inside[key] !== 'string' || inside[key] === '');
	return missing === undefined ? undefined : `${type} needs ${missing}, a text`;
}

/** What is wrong with currency and amount, which are required for stored cards. */
function amountProblem({ payment_setting: setting, currency, total_amount: amount }: Json): string | undefined {
	const isCard = String((setting as Json).type).toLowerCase() === 'offsite_card_pay';
	if (isCard && (currency === undefined || amount === undefined))
		return 'offsite_card_pay needs currency and total_amount';
	if (currency !== undefined && currency !== 'BRL') return 'currency must be BRL';
	if (amount === undefined) return undefined;
	const isAmount = isObject(amount) && Number.isInteger(amount.value) && Number(amount.offset) === 100;
	return isAmount ? undefined : 'total_amount needs an integer value and an offset of 100';
}

/** The payment request of a sent button (Meta docs: Payments Brazil > Payment request buttons). */
export function checkPaymentRequest(value: unknown, place: string): void {
	const problem =
		isObject(value) && isObject(value.payment_setting)
			? (settingProblem(value.payment_setting) ?? amountProblem(value))
			: 'payment_request needs a payment_setting';
	if (problem !== undefined) throw whatsappError(132012, `${place}: ${problem}`);
}
