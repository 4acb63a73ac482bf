import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { pickedValue } from '../../shared/input/listLocator';
import type { Parameters } from '../../shared/input/parameters';
import { readEnum, omitUndefined, requiredText, readAdditionalFields } from '../../shared/input/parameterValues';
import { requiredTitle, requiredUrl } from '../../shared/input/validators';
import { texts } from './interactiveLimits';
import { configurationLocator, configurationName } from '../paymentConfiguration';
import { brazilFields, readBrazilSettings } from './orderBrazil';
import { countryField, indianPaymentTypes, readCountry, showIn, showInIndia } from './orderCountry';
import { readPreferredMethod } from './orderExtras';
import { gatewayFields, readGateway } from './orderGateway';

const fields = {
	payment: 'Payment',
	link: 'Payment Link',
	intentLink: 'UPI Intent Link',
	success: 'Payment Success URL',
	cancel: 'Payment Cancel URL',
};

/** The fields for the country and the payment method of an order. */
export const paymentFields: INodeProperties[] = [
	countryField,
	{
		displayName: fields.payment,
		name: 'paymentType',
		type: 'options',
		default: 'upi',
		description: 'How the recipient pays',
		displayOptions: showIn('IN'),
		options: [
			{
				name: 'Payment Gateway',
				value: 'payment_gateway',
				description: 'Billdesk, PayU, Razorpay or Zaakpay, with a payment configuration in WhatsApp Manager',
			},
			{
				name: 'Payment Link',
				value: 'payment_link',
				description: 'A payment page of your payment gateway, opened in WhatsApp. Access must be requested from Meta.',
			},
			{
				name: 'UPI',
				value: 'upi',
				description: 'Any UPI app, with a payment configuration in WhatsApp Manager',
			},
			{
				name: 'UPI Intent Link',
				value: 'upi_intent_link',
				description: 'Any UPI app, with a upi:// link that your payment gateway created for this order',
			},
		],
	},
	{
		...configurationLocator('The payment configuration in WhatsApp Manager', 'paymentConfiguration'),
		displayOptions: showIn('IN', { paymentType: ['payment_gateway', 'upi'] }),
	},
	{
		displayName: fields.link,
		name: 'paymentLink',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://rzp.io/i/rNiAagU8y',
		description:
			'URL of the payment page that your payment gateway created for this order, with the same reference ID and amount. Meta must allow its domain first.',
		displayOptions: showIn('IN', { paymentType: ['payment_link'] }),
	},
	{
		displayName: fields.intentLink,
		name: 'upiIntentLink',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. upi://pay?pa=bakery@bank&pn=Bakery&mc=5462&purpose=00&tr=2044',
		description:
			'The link that your payment gateway created for this order. WhatsApp uses its parameters pa, pn, mc, purpose and tr.',
		displayOptions: showIn('IN', { paymentType: ['upi_intent_link'] }),
	},
	...gatewayFields,
	...brazilFields,
];

const urlField = (displayName: string, name: string, description: string, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
	displayOptions: showInIndia(['payment_link']),
});

/** Where a payment page redirects the user. WhatsApp docs: Payments India > Payment links, payment link object. */
export const paymentLinkFields: INodeProperties[] = [
	urlField(
		fields.cancel,
		'paymentCancelUrl',
		'When the payment page opens this URL, WhatsApp closes the page and shows the payment as failed',
		'e.g. https://example.com/failed',
	),
	urlField(
		fields.success,
		'paymentSuccessUrl',
		'When the payment page opens this URL, WhatsApp closes the page and shows the payment as successful',
		'e.g. https://example.com/thanks',
	),
];

export interface Payment {
	currency: 'INR' | 'BRL';
	/** Meta's parameters. */
	parameters: IDataObject;
}

/** WhatsApp docs: Payments India > UPI intent > Dynamic VPA. */
function intentLink(value: unknown): string {
	const link = requiredText(
		value,
		fields.intentLink,
		'Enter the link from your payment gateway, starting with upi://',
	).trim();
	if (/^upi:\/\/\S+$/i.test(link)) return link;
	throw new InputError(
		fields.intentLink,
		'is not a UPI link',
		'Enter the link from your payment gateway, starting with upi:// and without spaces',
	);
}

function linkSettings(parameters: Parameters): IDataObject {
	const more = readAdditionalFields(parameters.additionalFields);
	const optionalUrl = (value: unknown, field: string): string | undefined =>
		value === undefined || value === null || value === '' ? undefined : requiredUrl(value, field);
	return omitUndefined({
		uri: requiredUrl(parameters.paymentLink, fields.link),
		success_url: optionalUrl(more.paymentSuccessUrl, fields.success),
		cancel_url: optionalUrl(more.paymentCancelUrl, fields.cancel),
	});
}

const inIndia = (parameters: IDataObject): Payment => ({ currency: 'INR', parameters: omitUndefined(parameters) });

/** The payment method of an order. WhatsApp docs: Payments India, Payments Brazil. @throws InputError */
export function readPayment(parameters: Parameters): Payment {
	if (readCountry(parameters) === 'BR') {
		return {
			currency: 'BRL',
			parameters: omitUndefined({
				payment_type: 'br',
				payment_settings: readBrazilSettings(parameters.brazilPayments),
			}),
		};
	}
	const kind = readEnum(parameters.paymentType, fields.payment, indianPaymentTypes, 'upi');
	if (kind === 'payment_link') {
		return inIndia({ payment_type: 'upi', payment_settings: [{ type: kind, [kind]: linkSettings(parameters) }] });
	}
	if (kind === 'upi_intent_link')
		return inIndia({ payment_settings: [{ type: kind, [kind]: { link: intentLink(parameters.upiIntentLink) } }] });
	const configuration = requiredTitle(
		pickedValue(parameters.paymentConfiguration),
		texts.paymentConfiguration,
		configurationName,
		'Pick a payment configuration from the list, or enter its name in WhatsApp Manager',
	);
	const preferred = readPreferredMethod(readAdditionalFields(parameters.additionalFields).preferredPaymentMethod);
	if (kind === 'upi')
		return inIndia({ payment_type: 'upi', payment_configuration: configuration, preferred_payment_methods: preferred });
	return inIndia({ payment_settings: [{ type: kind, [kind]: readGateway(parameters, configuration, preferred) }] });
}
