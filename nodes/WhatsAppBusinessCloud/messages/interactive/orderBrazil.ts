import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { withPath } from '../../shared/inputError';
import { readEnum, readCollection, isObject, requiredText } from '../../shared/input/parameterValues';
import { boleto, paymentLink, pixCode, savedCard } from '../brazilPayments';
import { BRAZIL_PAYMENT, showIn } from './orderCountry';

const fields = {
	ways: 'Payment Methods',
	code: 'Code',
	merchant: 'Merchant Name',
	key: 'Key',
	keyType: 'Key Type',
	uri: 'Link',
	boleto: 'Digitable Line',
	lastDigits: 'Last Four Digits',
	credential: 'Card Credential ID',
};
const keyTypes = ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP'] as const;

const brazilField: INodeProperties = {
	displayName: fields.ways,
	name: 'brazilPayments',
	type: 'fixedCollection',
	placeholder: 'Add Payment Method',
	default: {},
	description: 'Payment methods to offer. Leave empty if the order is not paid in WhatsApp.',
	options: [
		{
			displayName: 'Boleto',
			name: 'boleto',
			values: [
				{
					displayName: fields.boleto,
					name: 'digitableLine',
					type: 'string',
					default: '',
					description: 'The digitable line of the boleto, for the recipient to copy',
				},
			],
		},
		{
			displayName: 'Payment Link',
			name: 'paymentLink',
			values: [
				{
					displayName: fields.uri,
					name: 'uri',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://example.com/pay/2044',
					description: 'URL of the payment page',
				},
			],
		},
		{
			displayName: 'Pix',
			name: 'pix',
			values: [
				{
					displayName: fields.code,
					name: 'code',
					type: 'string',
					default: '',
					description: 'The dynamic Pix code, for the recipient to copy',
				},
				{
					displayName: fields.merchant,
					name: 'merchantName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Padaria Central',
					description: 'Name of the business that receives the payment',
				},
				{
					displayName: fields.keyType,
					name: 'keyType',
					type: 'options',
					default: 'CNPJ',
					description: 'The type of the Pix key',
					options: keyTypes.map((type) => ({ name: type, value: type })).sort((a, b) => (a.name < b.name ? -1 : 1)),
				},
				{
					displayName: fields.key,
					name: 'pixKey',
					type: 'string',
					default: '',
					placeholder: 'e.g. 39580525000189',
					description: 'The Pix key of the business',
				},
			],
		},
		{
			displayName: 'Saved Card (One-Click Payment)',
			name: 'offsiteCardPay',
			values: [
				{
					displayName: fields.credential,
					name: 'credentialId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1234567',
					description:
						'Your ID of the saved card. It is returned when the recipient confirms the payment. Access to One-Click Payments must be requested from Meta.',
				},
				{
					displayName: fields.lastDigits,
					name: 'lastFourDigits',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5235',
					description: 'The last four digits of the card, shown to the recipient before confirming',
				},
			],
		},
	],
};

/**
 * Payment methods in Brazil, also for nodes that name Brazil as their payment. WhatsApp docs: Payments Brazil > Orders,
 * Pix, Payment links, Boleto, One-click payments.
 */
export const brazilFields: INodeProperties[] = [
	{ ...brazilField, displayOptions: showIn('BR') },
	{ ...brazilField, displayOptions: showIn('IN', { paymentType: [BRAZIL_PAYMENT] }) },
];

const paymentMethods: Record<
	string,
	{ type: string; place: string; read: (method: Record<string, unknown>) => IDataObject }
> = {
	pix: {
		type: 'pix_dynamic_code',
		place: 'Pix',
		read: (method) => ({
			code: pixCode({ value: method.code, label: fields.code }),
			merchant_name: requiredText(method.merchantName, fields.merchant, 'Enter the name of the business').trim(),
			key: requiredText(method.pixKey, fields.key, 'Enter the Pix key').trim(),
			key_type: readEnum(method.keyType, fields.keyType, keyTypes, 'CNPJ'),
		}),
	},
	paymentLink: {
		type: 'payment_link',
		place: 'Payment Link',
		read: (method) => paymentLink({ value: method.uri, label: fields.uri }),
	},
	boleto: {
		type: 'boleto',
		place: 'Boleto',
		read: (method) => boleto({ value: method.digitableLine, label: fields.boleto }),
	},
	offsiteCardPay: {
		type: 'offsite_card_pay',
		place: 'Saved Card',
		read: (method) =>
			savedCard(
				{ value: method.lastFourDigits, label: fields.lastDigits },
				{ value: method.credentialId, label: fields.credential },
			),
	},
};

/**
 * @returns Meta's `payment_settings`; undefined when there are none, which Meta accepts in Brazil
 * @throws InputError
 */
export function readBrazilSettings(value: unknown): IDataObject[] | undefined {
	const collection = readCollection(value, fields.ways);
	const settings = Object.entries(paymentMethods).flatMap(([key, { type, place, read }]) => {
		const method = Array.isArray(collection[key]) ? (collection[key] as unknown[])[0] : collection[key];
		return isObject(method) ? [{ type, [type]: withPath([place], () => read(method)) }] : [];
	});
	return settings.length > 0 ? settings : undefined;
}
