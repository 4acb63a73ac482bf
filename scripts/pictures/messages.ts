import { order, type Json } from '../../emulator/test/phone/parts';

/** The files that the messages show. */
export interface Illustrations {
	bread: string;
	cake: string;
}

/** A message, and the picture of it: docs/images/phone-<name>.png. */
export interface Pictured {
	name: string;
	body: Json;
}

const CATALOG = '194836987003835';

const interactive = (name: string, type: string, text: string, action: Json, more: Json = {}): Pictured => ({
	name,
	body: { type: 'interactive', interactive: { type, body: { text }, action, ...more } },
});

const image = (id: string): Json => ({ type: 'image', image: { id } });
const footer = { footer: { text: 'Corner Bakery, 12 Main Street' } };

const card = (card_index: number, id: string, text: string): Json => ({
	card_index,
	type: 'cta_url',
	header: image(id),
	body: { text },
	action: { name: 'cta_url', parameters: { display_text: 'Order', url: 'https://bakery.example.com' } },
});

const productCard = (card_index: number, product_retailer_id: string): Json => ({
	card_index,
	type: 'product',
	action: { product_retailer_id, catalog_id: CATALOG },
});

/** One message of each interactive type, as docs/interactive.md lists them. */
export const interactiveMessages = ({ bread, cake }: Illustrations): Pictured[] => [
	interactive(
		'buttons',
		'button',
		'Your rye bread is ready. When will you pick it up?',
		{
			buttons: ['Today', 'Tomorrow', 'Cancel the order'].map((title) => ({
				type: 'reply',
				reply: { id: title, title },
			})),
		},
		{ header: image(bread), ...footer },
	),
	interactive(
		'list',
		'list',
		'What would you like?',
		{
			button: 'See the bread',
			sections: [
				{ title: 'Today', rows: [{ id: 'rye', title: 'Rye', description: 'Baked overnight' }] },
				{ title: 'On Friday', rows: [{ id: 'spelt', title: 'Spelt' }] },
			],
		},
		{ header: { type: 'text', text: 'Corner Bakery' }, footer: { text: 'Open until six' } },
	),
	interactive(
		'link-button',
		'cta_url',
		'You can change your order until six.',
		{ name: 'cta_url', parameters: { display_text: 'See my order', url: 'https://bakery.example.com' } },
		footer,
	),
	interactive('flow', 'flow', 'Book a table in less than a minute', {
		name: 'flow',
		parameters: {
			flow_message_version: '3',
			flow_name: 'table_booking',
			flow_cta: 'Book a table',
			flow_action: 'navigate',
			flow_action_payload: { screen: 'BOOKING' },
		},
	}),
	interactive('product', 'product', 'Back in stock', { catalog_id: CATALOG, product_retailer_id: 'rye-bread' }),
	interactive(
		'products',
		'product_list',
		'Fresh from the oven',
		{
			catalog_id: CATALOG,
			sections: [
				{
					title: 'Bread',
					product_items: [{ product_retailer_id: 'rye-bread' }, { product_retailer_id: 'spelt-bread' }],
				},
			],
		},
		{ header: { type: 'text', text: 'Today' } },
	),
	interactive('catalog', 'catalog_message', 'Everything we bake', { name: 'catalog_message' }),
	interactive('carousel', 'carousel', 'For the weekend', {
		cards: [card(0, bread, 'Rye bread, 1 kg'), card(1, cake, 'Apple cake')],
	}),
	interactive('product-carousel', 'carousel', 'Our favorites', {
		cards: [productCard(0, 'rye-bread'), productCard(1, 'apple-cake')],
	}),
	interactive('location-request', 'location_request_message', 'Where shall we deliver your bread?', {
		name: 'send_location',
	}),
	interactive('address-request', 'address_message', 'Where shall we deliver your bread?', {
		name: 'address_message',
		parameters: { country: 'IN' },
	}),
	interactive(
		'contact-request',
		'request_contact_info',
		'May we have your number, in case the driver does not find you?',
		{
			name: 'request_contact_info',
		},
	),
	interactive('call-permission', 'call_permission_request', 'May we call you about your cake?', {
		name: 'call_permission_request',
	}),
	interactive('call-button', 'voice_call', 'Any questions? We are here until six.', {
		name: 'voice_call',
		parameters: { display_text: 'Call us' },
	}),
	interactive('order-details', 'order_details', 'Your order', { name: 'review_and_pay', parameters: order() }),
	interactive('order-status', 'order_status', 'Thank you for your order.', {
		name: 'review_order',
		parameters: { reference_id: 'A-2044', order: { status: 'shipped', description: 'With you on Monday' } },
	}),
];

/** A template of the emulator's account for demonstrations. */
export const template: Pictured = {
	name: 'template',
	body: {
		type: 'template',
		template: {
			name: 'order_update',
			language: { code: 'en_US' },
			components: [
				{ type: 'header', parameters: [{ type: 'text', text: 'A-2044' }] },
				{ type: 'body', parameters: ['Ann', '$42.50', 'Monday'].map((text) => ({ type: 'text', text })) },
				{ type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'A-2044' }] },
			],
		},
	},
};
