import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { readEnum } from '../../shared/input/parameterValues';
import { paymentMethods } from '../form/paymentRequest';
import { paymentFields, paymentRequest, paymentTypes, paymentValues, type PaymentField } from '../paymentRequest';

const method = 'Payment Method';

/** Name of a parameter. Part of saved workflows. */
const nameOf = (field: PaymentField): string => (field === 'amount' ? 'payment_amount' : field);

const typesOf = (field: PaymentField): string[] =>
	field === 'amount'
		? ['offsite_card_pay', 'pix_dynamic_code']
		: paymentTypes.filter((type) => paymentValues[type].includes(field));

/** The fields of a payment request button in the component list. @param when shows them */
export const paymentRequestFields = (when: Record<string, string[]>): INodeProperties[] => [
	{
		displayName: method,
		name: 'payment_method',
		type: 'options',
		options: paymentMethods,
		default: 'pix_dynamic_code',
		displayOptions: { show: when },
	},
	...(Object.keys(paymentFields) as PaymentField[]).map((field): INodeProperties => ({
		displayName: paymentFields[field],
		name: nameOf(field),
		type: 'string',
		default: '',
		...(field === 'amount' && {
			placeholder: 'e.g. 12.50',
			description: 'Required for stored cards, optional for Pix',
		}),
		displayOptions: { show: { ...when, payment_method: typesOf(field) } },
	})),
];

/** The payment request of a button of the component list. @throws InputError */
export function listedPaymentRequest(values: Record<string, unknown>): IDataObject {
	const type = readEnum(values.payment_method, method, paymentTypes, 'pix_dynamic_code');
	return paymentRequest(type, (field) => ({ value: values[nameOf(field)], label: paymentFields[field] }));
}
