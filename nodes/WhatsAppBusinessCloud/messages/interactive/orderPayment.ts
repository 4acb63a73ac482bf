import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../inputError';
import { readJson } from '../json';
import type { Parameters } from '../types';
import { choice, defined, group, isObject, requiredText } from '../values';
import { neededTitle, webAddress } from './checks';
import { texts } from './limits';
import { inPlace } from './places';

const fields = {
	payment: 'Payment',
	configuration: 'Payment Configuration',
	gateway: 'Payment Gateway',
	gatewayData: 'Gateway Data (JSON)',
	ways: 'Ways to Pay',
	code: 'Code',
	merchant: 'Merchant Name',
	key: 'Key',
	keyType: 'Key Type',
	uri: 'Link',
	boleto: 'Digitable Line',
};
const kinds = ['upi', 'payment_gateway', 'br'] as const;
const gateways = ['billdesk', 'payu', 'razorpay', 'zaakpay'] as const;
const keyTypes = ['CPF', 'CNPJ', 'EMAIL', 'PHONE', 'EVP'] as const;
const dataAdvice = 'Enter a JSON object such as {"notes": {"order": "2044"}}, or leave the field empty';

const inIndia: INodeProperties['displayOptions'] = { show: { paymentType: ['payment_gateway', 'upi'] } };

/** The fields that say in which country and how an order is paid. */
export const paymentFields: INodeProperties[] = [
	{
		displayName: fields.payment,
		name: 'paymentType',
		type: 'options',
		default: 'upi',
		description: 'Where and how the recipient pays. It decides the currency: rupees (INR) in India, reais (BRL) in Brazil.',
		options: [
			{ name: 'Brazil: Pix, Link or Boleto', value: 'br', description: 'With codes from your own payment provider' },
			{ name: 'India: Payment Gateway', value: 'payment_gateway', description: 'Billdesk, PayU, Razorpay or Zaakpay, with data of your own for it' },
			{ name: 'India: UPI', value: 'upi', description: 'With a payment configuration of WhatsApp Manager' },
		],
	},
	{
		displayName: fields.configuration,
		name: 'paymentConfiguration',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. my-payments',
		description: `Name of the payment configuration in WhatsApp Manager, up to ${texts.paymentConfiguration.max} characters`,
		displayOptions: inIndia,
	},
	{
		displayName: fields.gateway,
		name: 'paymentGateway',
		type: 'options',
		default: 'razorpay',
		description: 'The payment gateway that the configuration is for',
		options: [
			{ name: 'Billdesk', value: 'billdesk' },
			{ name: 'PayU', value: 'payu' },
			{ name: 'Razorpay', value: 'razorpay' },
			{ name: 'Zaakpay', value: 'zaakpay' },
		],
		displayOptions: { show: { paymentType: ['payment_gateway'] } },
	},
	{
		displayName: fields.gatewayData,
		name: 'gatewayData',
		type: 'json',
		// n8n's editor marks an empty JSON field as wrong.
		default: '{}',
		description: 'What the gateway is to get, such as { "notes": { "order": "2044" } }: notes for Razorpay, udf1 to udf4 for PayU, additional_info for Billdesk. An empty object: nothing.',
		displayOptions: { show: { paymentType: ['payment_gateway'] } },
	},
	{
		displayName: fields.ways,
		name: 'brazilPayments',
		type: 'fixedCollection',
		placeholder: 'Add Way to Pay',
		default: {},
		description: 'What the recipient can choose from: at least one',
		displayOptions: { show: { paymentType: ['br'] } },
		options: [
			{
				displayName: 'Boleto',
				name: 'boleto',
				values: [{ displayName: fields.boleto, name: 'digitableLine', type: 'string', default: '', description: 'The line of digits of the boleto, which the recipient copies' }],
			},
			{
				displayName: 'Payment Link',
				name: 'paymentLink',
				values: [{ displayName: fields.uri, name: 'uri', type: 'string', default: '', placeholder: 'e.g. https://example.com/pay/2044', description: 'Web page on which the recipient pays' }],
			},
			{
				displayName: 'Pix',
				name: 'pix',
				values: [
					{ displayName: fields.code, name: 'code', type: 'string', default: '', description: 'The dynamic Pix code, which the recipient copies' },
					{ displayName: fields.merchant, name: 'merchantName', type: 'string', default: '', placeholder: 'e.g. Padaria Central', description: 'Name of the business that is paid' },
					{ displayName: fields.keyType, name: 'keyType', type: 'options', default: 'CNPJ', description: 'What the Pix key is', options: keyTypes.map((type) => ({ name: type, value: type })).sort((a, b) => (a.name < b.name ? -1 : 1)) },
					{ displayName: fields.key, name: 'pixKey', type: 'string', default: '', placeholder: 'e.g. 39580525000189', description: 'The Pix key of the business' },
				],
			},
		],
	},
];

export interface Payment {
	currency: 'INR' | 'BRL';
	/** Meta's parameters. */
	parameters: IDataObject;
}

const text = (value: unknown, field: string, advice: string): string => requiredText(value, field, advice).trim();

const brazil: Record<string, { type: string; place: string; read(way: Record<string, unknown>): IDataObject }> = {
	pix: {
		type: 'pix_dynamic_code',
		place: 'Pix',
		read: (way) => ({
			code: text(way.code, fields.code, 'Enter the dynamic Pix code'),
			merchant_name: text(way.merchantName, fields.merchant, 'Enter the name of the business'),
			key: text(way.pixKey, fields.key, 'Enter the Pix key'),
			key_type: choice(way.keyType, fields.keyType, keyTypes, 'CNPJ'),
		}),
	},
	paymentLink: { type: 'payment_link', place: 'Payment Link', read: (way) => ({ uri: webAddress(way.uri, fields.uri) }) },
	boleto: {
		type: 'boleto',
		place: 'Boleto',
		read: (way) => ({ digitable_line: text(way.digitableLine, fields.boleto, 'Enter the line of digits of the boleto') }),
	},
};

function brazilSettings(value: unknown): IDataObject[] {
	const ways = group(value, fields.ways);
	const settings = Object.entries(brazil).flatMap(([key, { type, place, read }]) => {
		const way = Array.isArray(ways[key]) ? (ways[key] as unknown[])[0] : ways[key];
		return isObject(way) ? [{ type, [type]: inPlace(place, () => read(way)) }] : [];
	});
	if (settings.length > 0) return settings;
	throw new InputError(fields.ways, `'${fields.ways}' is empty`, 'Add Pix, a payment link or a boleto');
}

function gatewayData(value: unknown): IDataObject | undefined {
	if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return undefined;
	const data = readJson(value, fields.gatewayData, dataAdvice);
	if (Array.isArray(data)) throw new InputError(fields.gatewayData, `'${fields.gatewayData}' needs a JSON object, got an array`, dataAdvice);
	return Object.keys(data).length === 0 ? undefined : (data as IDataObject);
}

/** How an order is paid. WhatsApp docs: Payments India, Payments Brazil. @throws InputError */
export function readPayment(parameters: Parameters): Payment {
	const kind = choice(parameters.paymentType, fields.payment, kinds, 'upi');
	if (kind === 'br') {
		return { currency: 'BRL', parameters: { payment_type: 'br', payment_settings: brazilSettings(parameters.brazilPayments) } };
	}
	const configuration = neededTitle(
		parameters.paymentConfiguration,
		texts.paymentConfiguration,
		fields.configuration,
		'Enter the name that the payment configuration has in WhatsApp Manager',
	);
	if (kind === 'upi') return { currency: 'INR', parameters: { payment_type: 'upi', payment_configuration: configuration } };
	const gateway = choice(parameters.paymentGateway, fields.gateway, gateways, 'razorpay');
	const settings = defined({ type: gateway, configuration_name: configuration, [gateway]: gatewayData(parameters.gatewayData) });
	return { currency: 'INR', parameters: { payment_settings: [{ type: 'payment_gateway', payment_gateway: settings }] } };
}
