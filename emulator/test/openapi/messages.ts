import { seed } from '../../src';
import {
	address,
	brazil,
	call,
	card,
	carousel,
	flow,
	gatewayOrder,
	header,
	interactiveOf,
	link,
	order,
	pix,
	product,
	products,
	reply,
	section,
	status,
	type Json,
} from '../interactiveMessages';

const file = { link: 'https://example.com/file' };
const text = (value: string): Json => ({ type: 'text', text: value });
const button = (sub_type: string, ...parameters: Json[]): Json => ({
	type: 'button',
	sub_type,
	index: '0',
	parameters,
});

const plain: Json[] = [
	{ type: 'text', text: { body: 'Hello', preview_url: true } },
	{ text: { body: 'Without a type' } },
	{ type: 'text', text: { body: 'Reply' }, context: { message_id: seed.incomingMessageId } },
	{ type: 'text', text: { body: 'Noted' }, biz_opaque_callback_data: 'order 1', recipient_identity_key_hash: 'abc=' },
	{ type: 'image', image: { ...file, caption: 'A' } },
	{ type: 'video', video: { ...file, caption: 'A' } },
	{ type: 'audio', audio: { ...file, voice: true } },
	{ type: 'document', document: { ...file, caption: 'A', filename: 'a.pdf' } },
	{ type: 'sticker', sticker: file },
	{ type: 'location', location: { latitude: 52.5, longitude: 13.4, name: 'Shop', address: 'Street 1' } },
	{ type: 'reaction', reaction: { message_id: seed.incomingMessageId, emoji: '👍' } },
	{ type: 'reaction', reaction: { message_id: seed.incomingMessageId, emoji: '' } },
	{
		type: 'contacts',
		contacts: [
			{
				name: { formatted_name: 'Ann Smith', first_name: 'Ann', last_name: 'Smith' },
				phones: [{ phone: '+16505551234', type: 'CELL', wa_id: '16505551234' }],
				emails: [{ email: 'ann@example.com', type: 'WORK' }],
				addresses: [
					{ street: 'Street 1', city: 'Berlin', state: 'BE', zip: '10115', country: 'Germany', type: 'HOME' },
				],
				urls: [{ url: 'https://example.com', type: 'WORK' }],
				org: { company: 'Acme', department: 'Sales', title: 'Manager' },
				birthday: '1990-01-31',
			},
		],
	},
];

const interactive: Json[] = [
	interactiveOf('button', { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] }),
	interactiveOf(
		'button',
		{ buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
		{ header, footer: { text: 'a' } },
	),
	interactiveOf('list', {
		button: 'Open',
		sections: [{ title: 'A', rows: [{ id: '1', title: 'One', description: 'First' }] }],
	}),
	interactiveOf('cta_url', link),
	flow({}),
	flow({ flow_action: 'navigate', flow_action_payload: { screen: 'A', data: { a: 1 } }, flow_token: 'x' }),
	interactiveOf('product', { catalog_id: '1', product_retailer_id: 'p' }),
	products([section(2, 'A')]),
	interactiveOf('catalog_message', {
		name: 'catalog_message',
		parameters: { thumbnail_product_retailer_id: 'p' },
	}),
	interactiveOf('location_request_message', { name: 'send_location' }),
	interactiveOf('call_permission_request', { name: 'call_permission_request' }),
	interactiveOf('request_contact_info', { name: 'request_contact_info' }),
	call({ display_text: 'Call', ttl_minutes: 10, payload: 'x' }),
	address({ values: { name: 'Ann', in_pin_code: '110001' } }),
	carousel(card(0), card(1)),
	carousel(card(0, { action: { buttons: [reply('a')] } }), card(1, { action: { buttons: [reply('b')] } })),
	carousel(product(0), product(1)),
	order(),
	gatewayOrder({}),
	brazil(pix),
	status({ status: 'shipped', description: 'On its way' }),
];

export const photo: Json = {
	type: 'header',
	parameters: [{ type: 'image', image: { link: 'https://example.com/a.jpg' } }],
};

const template = (name: string, ...components: Json[]): Json => ({
	type: 'template',
	template: { name, language: { code: 'en_US' }, ...(components.length > 0 ? { components } : {}) },
});

const templates: Json[] = [
	template('hello_world'),
	template(
		'order_update',
		{ type: 'header', parameters: [text('A-1')] },
		{ type: 'body', parameters: [text('Ann'), text('A-1'), text('Friday')] },
		button('url', text('A-1')),
	),
	template('new_arrivals', photo, { type: 'body', parameters: [text('Ann')] }),
	template('login_code', { type: 'body', parameters: [text('123456')] }, button('url', text('123456'))),
];

/** Bodies of messages that the emulator accepts. */
export const messages: Json[] = [
	...plain,
	...interactive.map((one) => ({ type: 'interactive', interactive: one })),
	...templates,
];
