import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../shared/input/parameters';
import { readEnum } from '../../shared/input/parameterValues';
import { buttonFields } from '../check/buttons';
import {
	paymentFields,
	paymentLabels,
	paymentSetting,
	paymentTypes,
	type PaymentField,
	type PaymentType,
} from '../paymentRequest';

/** The payment methods of a button, in alphabetical order. */
export const paymentMethods: Array<{ name: string; value: PaymentType; description: string }> = [
	{ name: 'Boleto', value: 'boleto', description: 'Copies the digitable line of a boleto' },
	{ name: 'Payment Link', value: 'payment_link', description: 'Opens a payment page' },
	{ name: 'Pix', value: 'pix_dynamic_code', description: 'Copies a dynamic Pix code' },
	{
		name: 'Saved Card (One-Click Payment)',
		value: 'offsite_card_pay',
		description: 'Asks for confirmation before a stored card is charged',
	},
];

/** Names of the parameters, which saved workflows contain, and examples. */
const examples: Array<{ field: PaymentField; name: string; type: PaymentType; placeholder: string; text: string }> = [
	{
		field: 'pix_code',
		name: 'pixCode',
		type: 'pix_dynamic_code',
		placeholder: 'e.g. 00020126580014br.gov.bcb.pix',
		text: 'Pix code',
	},
	{
		field: 'boleto_line',
		name: 'digitableLine',
		type: 'boleto',
		placeholder: 'e.g. 03399026944140000002628346101018898510000008848',
		text: 'digitable line',
	},
	{
		field: 'payment_link',
		name: 'paymentLink',
		type: 'payment_link',
		placeholder: 'e.g. https://example.com/pay/2044',
		text: 'URL of a payment page',
	},
];
const labelOf = (field: PaymentField): string => `${paymentFields[field]} Example`;

/** The fields of a payment request button; `show` limits them to this kind of button. */
export const paymentButtonFields: INodeProperties[] = [
	{
		displayName: buttonFields.paymentMethod,
		name: 'paymentMethod',
		type: 'options',
		options: paymentMethods,
		default: 'pix_dynamic_code',
		description: 'What the button does. WhatsApp sets its text.',
	},
	...examples.map(({ field, name, type, placeholder, text }): INodeProperties => ({
		displayName: labelOf(field),
		name,
		type: 'string',
		default: '',
		placeholder,
		description: `Example of the ${text}, for Meta's reviewers. Each message has its own.`,
		displayOptions: { show: { paymentMethod: [type] } },
	})),
];

/** A payment request button in Meta's format. WhatsApp docs: Payments Brazil > Payment request buttons. */
export function paymentRequestButton(button: Parameters): IDataObject {
	const type = readEnum(button.paymentMethod, buttonFields.paymentMethod, paymentTypes, 'pix_dynamic_code');
	const input = (field: PaymentField) => ({
		value: button[examples.find((one) => one.field === field)?.name ?? field],
		label: labelOf(field),
	});
	return {
		text: paymentLabels[type],
		// The card belongs to the recipient, so a template names the type alone.
		payment_setting: type === 'offsite_card_pay' ? { type } : paymentSetting(type, input),
	};
}
