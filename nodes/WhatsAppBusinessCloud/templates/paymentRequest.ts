import type { IDataObject } from 'n8n-workflow';
import { boleto, paymentLink, pixCode, savedCard, type PaymentValue } from '../messages/brazilPayments';
import { optionalAmount, requiredAmount, toAmount } from '../messages/interactive/amount';

/** What a payment request button asks for. WhatsApp docs: Payments Brazil > Payment request buttons. */
export const paymentTypes = ['boleto', 'offsite_card_pay', 'payment_link', 'pix_dynamic_code'] as const;
export type PaymentType = (typeof paymentTypes)[number];

/** The texts that Meta prescribes. WhatsApp docs: Payments Brazil > Payment request buttons. */
export const paymentLabels: Readonly<Record<PaymentType, string>> = {
	boleto: 'Copy Boleto code',
	offsite_card_pay: 'Review payment',
	payment_link: 'Open payment link',
	pix_dynamic_code: 'Copy Pix code',
};

/** The values of a payment request and the names of their fields. */
export const paymentFields = {
	pix_code: 'Pix Code',
	boleto_line: 'Boleto Digitable Line',
	payment_link: 'Payment Link',
	card_digits: 'Last Four Digits',
	card_credential: 'Card Credential ID',
	amount: 'Amount (BRL)',
} as const;
export type PaymentField = keyof typeof paymentFields;

/** The fields of each type besides the amount. */
export const paymentValues: Readonly<Record<PaymentType, PaymentField[]>> = {
	boleto: ['boleto_line'],
	offsite_card_pay: ['card_digits', 'card_credential'],
	payment_link: ['payment_link'],
	pix_dynamic_code: ['pix_code'],
};

/** A type in any case: Meta documents it in lower case, and returns it with templates in upper case. */
export const paymentType = (value: unknown): PaymentType | undefined =>
	paymentTypes.find((type) => typeof value === 'string' && value.trim().toLowerCase() === type);

export type PaymentInput = (name: PaymentField) => PaymentValue;

const settings: Readonly<Record<PaymentType, (input: PaymentInput) => IDataObject>> = {
	boleto: (input) => boleto(input('boleto_line')),
	offsite_card_pay: (input) => savedCard(input('card_digits'), input('card_credential')),
	payment_link: (input) => paymentLink(input('payment_link')),
	pix_dynamic_code: (input) => ({ code: pixCode(input('pix_code')) }),
};

/** A `payment_setting`. WhatsApp docs: Payments Brazil > Payment request buttons. @throws InputError */
export const paymentSetting = (type: PaymentType, input: PaymentInput): IDataObject => ({
	type,
	[type]: settings[type](input),
});

/**
 * The `payment_request` of a message. Amount and currency: required for stored cards, optional for Pix, unused
 * otherwise. WhatsApp docs: Payments Brazil > Payment request buttons.
 * @throws InputError
 */
export function paymentRequest(type: PaymentType, input: PaymentInput): IDataObject {
	const payment_setting = paymentSetting(type, input);
	if (type !== 'offsite_card_pay' && type !== 'pix_dynamic_code') return { payment_setting };
	const { value, label } = input('amount');
	const amount = type === 'offsite_card_pay' ? requiredAmount(value, label) : optionalAmount(value, label);
	return amount === undefined
		? { payment_setting }
		: { payment_setting, currency: 'BRL', total_amount: { ...toAmount(amount) } };
}
