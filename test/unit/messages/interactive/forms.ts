import type { IDataObject } from 'n8n-workflow';
import { findMessageType } from '../../../../nodes/WhatsAppBusinessCloud/messages';
import type { Parameters } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/parameters';
import type { BuiltMessage } from '../../../../nodes/WhatsAppBusinessCloud/messages/types';

/** Fills in the form of a type and returns the built message. */
export const build = (value: string, parameters: Parameters): BuiltMessage => findMessageType(value).build(parameters);

/** The `interactive` part of the message that a type builds. */
export const interactive = (value: string, parameters: Parameters): IDataObject => {
	const { body } = build(value, parameters);
	expect(Object.keys(body)).toEqual(['type', 'interactive']);
	expect(body.type).toBe('interactive');
	return body.interactive as IDataObject;
};

/** The parameters of an order as they are sent. */
export interface SentOrder {
	order: {
		items: Array<Record<string, unknown>>;
		shipping?: Record<string, unknown>;
		subtotal?: Record<string, unknown>;
		expiration?: Record<string, unknown>;
	};
	payment_settings: Array<{ payment_gateway: Record<string, unknown> }>;
	preferred_payment_methods?: unknown;
	currency: string;
}

export const buttons = (...button: unknown[]): Parameters => ({ buttons: { button } });
export const text = (length: number, letter = 'x'): string => letter.repeat(length);

/** The smallest form of each type that WhatsApp accepts. */
export const least: Record<string, Parameters> = {
	button: { textBody: 'Choose', buttons: { button: [{ title: 'Yes', id: '' }] } },
	list: {
		textBody: 'Choose',
		buttonText: 'Open',
		sections: { section: [{ title: '', rows: { row: [{ title: 'One', description: '', id: '' }] } }] },
	},
	cta_url: { textBody: 'Look', buttonText: 'Open', url: 'https://example.com/' },
	flow: { textBody: 'Book', buttonText: 'Open', flow: '1434689960874242', flowScreen: 'BOOKING' },
	product: { catalogId: '146265584024623', productRetailerId: 'SKU-1' },
	product_list: {
		headerText: 'Bread',
		textBody: 'Fresh',
		catalogId: '146265584024623',
		productSections: { section: [{ title: '', products: { product: [{ productRetailerId: 'SKU-1' }] } }] },
	},
	catalog_message: { textBody: 'Everything' },
	location_request_message: { textBody: 'Where?' },
	address_message: { textBody: 'Where to?' },
	call_permission_request: {},
	voice_call: { textBody: 'Talk to us' },
	request_contact_info: { textBody: 'Your number?' },
	carousel: {
		textBody: 'Bread',
		cards: {
			card: [1, 2].map((number) => ({
				headerType: 'image',
				headerMediaPath: 'useMediaLink',
				headerMediaLink: `https://example.com/${number}.jpg`,
				textBody: '',
				buttonText: 'See it',
				url: `https://example.com/${number}`,
			})),
		},
	},
	product_carousel: {
		textBody: 'Bread',
		catalogId: '1',
		products: { product: [{ productRetailerId: 'SKU-1' }, { productRetailerId: 'SKU-2' }] },
	},
	order_details: {
		textBody: 'Your order',
		referenceId: 'order-1',
		goodsType: 'physical-goods',
		orderCountry: 'IN',
		paymentType: 'upi',
		paymentConfiguration: 'my-payments',
		items: { item: [{ name: 'Rye', retailerId: 'SKU-1', amount: 12.5, saleAmount: '', quantity: 2 }] },
	},
	order_status: { textBody: 'On its way', referenceId: 'order-1', orderStatus: 'shipped' },
};
