import type { INodeProperties } from 'n8n-workflow';
import { readEnum } from '../../shared/input/parameterValues';
import type { Parameters } from '../../shared/input/parameters';
import { docsLink } from '../../shared/docs';

type Show = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

const countries = ['IN', 'BR'] as const;
export type OrderCountry = (typeof countries)[number];

const title = 'Country';
const parameter = 'orderCountry';

/** In earlier forms, the value of the field Payment that meant Brazil. */
export const BRAZIL_PAYMENT = 'br';

/** Payment types in India. */
export const indianPaymentTypes = ['payment_gateway', 'payment_link', 'upi', 'upi_intent_link'] as const;

/** Displays a field for orders in a country. */
export const showIn = (country: OrderCountry, more: Show = {}): NonNullable<INodeProperties['displayOptions']> => ({
	show: { [parameter]: [country], ...more },
});

/** Displays a field of a collection for orders in India: those of earlier forms have no country but a payment type. */
export const showInIndia = (
	paymentTypes: ReadonlyArray<(typeof indianPaymentTypes)[number]> = indianPaymentTypes,
): NonNullable<INodeProperties['displayOptions']> => ({
	show: { [`/${parameter}`]: ['IN'], '/paymentType': [...paymentTypes] },
});

/** WhatsApp docs: Payments India, Payments Brazil: for businesses and customers of these countries. */
export const paymentNotice = (name: string): INodeProperties => ({
	displayName: `Payments in WhatsApp work in India and Brazil only: the sending number and the recipient must both be in that country. ${docsLink('interactive.md#order-details', 'More')}`,
	name,
	type: 'notice',
	default: '',
});

export const countryField: INodeProperties = {
	displayName: title,
	name: parameter,
	type: 'options',
	// Fields depend on it: with an expression, n8n would show and require those of both countries.
	noDataExpression: true,
	default: 'IN',
	description: 'The country of your business and of the recipient',
	options: [
		{ name: 'Brazil', value: 'BR', description: 'In BRL, by Pix, payment link, boleto or saved card' },
		{ name: 'India', value: 'IN', description: 'In INR, by UPI, payment gateway or payment link' },
	],
};

/** The country of an order. Earlier forms had none, and named Brazil in the field Payment. @throws InputError */
export function readCountry(parameters: Parameters): OrderCountry {
	const country = readEnum(parameters[parameter], title, countries, 'IN');
	return parameters.paymentType === BRAZIL_PAYMENT ? 'BR' : country;
}
