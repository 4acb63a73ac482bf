import { seed, type Emulator } from '../../src';
import { png, voice } from './files';

type Json = Record<string, unknown>;

/** A message from the business, and a text that the customer reads on it. */
export interface Example {
	name: string;
	body: Json;
	shows: string[];
}

const interactive = (type: string, action: Json, more: Json = {}): Json => ({
	type: 'interactive',
	interactive: { type, body: { text: 'How can we help?' }, action, ...more },
});
const template = (name: string, components: Json[] = [], code = 'en_US'): Json => ({
	type: 'template',
	template: { name, language: { code }, components },
});
const text = (...words: string[]): Json[] => words.map((one) => ({ type: 'text', text: one }));
const button = (sub_type: string, index: number, ...parameters: Json[]): Json => ({
	type: 'button',
	sub_type,
	index: String(index),
	parameters,
});
const money = (value: number): Json => ({ value, offset: 100 });
const order = (): Json => ({
	reference_id: 'A-2044',
	type: 'physical-goods',
	currency: 'INR',
	payment_type: 'upi',
	payment_configuration: 'mine',
	total_amount: money(52_000),
	order: {
		status: 'pending',
		items: [
			{ retailer_id: '1', name: 'Rye bread', amount: money(20_000), quantity: 2 },
			{ retailer_id: '2', name: 'Butter', amount: money(10_000), quantity: 1 },
		],
		subtotal: money(50_000),
		tax: money(2_000),
	},
});

/** One message of each kind that the package can send. */
export async function examples(emulator: Emulator): Promise<Example[]> {
	const add = async (mimeType: string, content: Buffer, fileName?: string): Promise<string> =>
		(await emulator.addMedia({ mimeType, content, fileName })).id;
	const image = await add('image/png', png(), 'shoes.png');
	const sticker = await add('image/webp', png(120, 120));
	const document = await add('application/pdf', Buffer.alloc(48_000, 'x'), 'invoice-2026-118.pdf');
	const video = await add('video/mp4', Buffer.alloc(2000));
	const audio = await add('audio/ogg', voice());
	const header = { type: 'image', image: { id: image } };
	const hour = Math.floor(Date.now() / 1000) + 3600;
	return [
		{
			name: 'text',
			body: {
				type: 'text',
				text: { body: '*Bold*, _italic_, ~struck~ and `code`\n> Quoted\n- One\n- Two\n1. First\n2. Second' },
			},
			shows: ['Bold', 'Quoted', 'Second'],
		},
		{
			name: 'link',
			body: { type: 'text', text: { body: 'See https://shop.example.com/sale.', preview_url: true } },
			shows: ['shop.example.com'],
		},
		{ name: 'image', body: { type: 'image', image: { id: image, caption: 'New shoes' } }, shows: ['New shoes'] },
		{ name: 'video', body: { type: 'video', video: { id: video, caption: 'How it works' } }, shows: ['How it works'] },
		{ name: 'audio', body: { type: 'audio', audio: { id: audio } }, shows: [] },
		{ name: 'voice', body: { type: 'audio', audio: { id: audio, voice: true } }, shows: [] },
		{
			name: 'document',
			body: { type: 'document', document: { id: document, caption: 'Your invoice', filename: 'invoice-2026-118.pdf' } },
			shows: ['invoice-2026-118.pdf', 'Your invoice'],
		},
		{ name: 'sticker', body: { type: 'sticker', sticker: { id: sticker } }, shows: [] },
		{
			name: 'location',
			body: {
				type: 'location',
				location: { latitude: 37.4847, longitude: -122.1473, name: 'Lucky Shrub', address: '1 Lucky Way' },
			},
			shows: ['Lucky Shrub', '1 Lucky Way'],
		},
		{
			name: 'contacts',
			body: {
				type: 'contacts',
				contacts: [
					{
						name: { formatted_name: 'Jessica Vega', first_name: 'Jessica' },
						org: { company: 'Lucky Shrub', title: 'Owner' },
						phones: [{ phone: '+1 650-555-9876' }],
					},
				],
			},
			shows: ['Jessica Vega', '+1 650-555-9876'],
		},
		{
			name: 'buttons',
			body: interactive(
				'button',
				{
					buttons: ['Track order', 'Talk to us', 'Opening hours'].map((title) => ({
						type: 'reply',
						reply: { id: title, title },
					})),
				},
				{ header, footer: { text: 'Acme Shop' } },
			),
			shows: ['How can we help?', 'Track order', 'Opening hours', 'Acme Shop'],
		},
		{
			name: 'list',
			body: interactive('list', {
				button: 'Choose a time',
				sections: [
					{
						title: 'Morning',
						rows: [
							{ id: '9', title: '9:00', description: 'With Ann' },
							{ id: '10', title: '10:00' },
						],
					},
				],
			}),
			shows: ['Choose a time'],
		},
		{
			name: 'link-button',
			body: interactive('cta_url', {
				name: 'cta_url',
				parameters: { display_text: 'Open shop', url: 'https://shop.example.com' },
			}),
			shows: ['Open shop'],
		},
		{
			name: 'flow',
			body: interactive('flow', {
				name: 'flow',
				parameters: { flow_message_version: '3', flow_cta: 'Book a visit', flow_name: 'visit_booking' },
			}),
			shows: ['Book a visit'],
		},
		{
			name: 'product',
			body: interactive('product', { catalog_id: '194836987003835', product_retailer_id: 'di9ozbzfi4' }),
			shows: ['Potted succulent', 'View'],
		},
		{
			name: 'products',
			body: interactive(
				'product_list',
				{
					catalog_id: '194836987003835',
					sections: [{ title: 'Plants', product_items: [{ product_retailer_id: 'lemon-tree' }] }],
				},
				{ header: { type: 'text', text: 'For your garden' } },
			),
			shows: ['For your garden', 'View items'],
		},
		{ name: 'catalog', body: interactive('catalog_message', { name: 'catalog_message' }), shows: ['View catalog'] },
		{
			name: 'carousel',
			body: interactive('carousel', {
				cards: [0, 1, 2].map((card_index) => ({
					card_index,
					type: 'cta_url',
					header,
					body: { text: `Offer ${card_index + 1}` },
					action: { name: 'cta_url', parameters: { display_text: 'Buy now', url: 'https://shop.example.com' } },
				})),
			}),
			shows: ['Offer 1', 'Buy now'],
		},
		{
			name: 'order-details',
			body: interactive('order_details', { name: 'review_and_pay', parameters: order() }),
			shows: ['Rye bread', '₹520.00', 'Review and pay'],
		},
		{
			name: 'order-status',
			body: interactive('order_status', {
				name: 'review_order',
				parameters: { reference_id: 'A-2044', order: { status: 'shipped', description: 'With you on Monday' } },
			}),
			shows: ['shipped', 'With you on Monday'],
		},
		{
			name: 'location-request',
			body: interactive('location_request_message', { name: 'send_location' }),
			shows: ['Send location'],
		},
		{
			name: 'address-request',
			body: interactive('address_message', { name: 'address_message', parameters: { country: 'IN' } }),
			shows: ['Provide address'],
		},
		{
			name: 'contact-request',
			body: interactive('request_contact_info', { name: 'request_contact_info' }),
			shows: ['Share contact info'],
		},
		{
			name: 'call-permission',
			body: interactive('call_permission_request', { name: 'call_permission_request' }),
			shows: ['Choose preference'],
		},
		{
			name: 'call-button',
			body: interactive('voice_call', { name: 'voice_call', parameters: { display_text: 'Call us' } }),
			shows: ['Call us'],
		},
		{
			name: 'template',
			body: template('order_update', [
				{ type: 'header', parameters: text('A-2044') },
				{ type: 'body', parameters: text('Ann', '$42.50', 'Monday') },
				button('url', 0, ...text('A-2044')),
			]),
			shows: ['Order A-2044', 'Hi Ann, your order over $42.50', 'Acme Shop, Springfield', 'Track Order', 'Call me'],
		},
		{
			name: 'template-media',
			body: template('new_arrivals', [
				{ type: 'header', parameters: [{ type: 'image', image: { id: image } }] },
				{ type: 'body', parameters: text('Ann') },
			]),
			shows: ['New in our shop, Ann', 'Shop Now'],
		},
		{
			name: 'template-document',
			body: template('invoice_ready', [
				{ type: 'header', parameters: [{ type: 'document', document: { id: document } }] },
				{
					type: 'body',
					parameters: Object.entries({
						first_name: 'Ann',
						invoice_number: '2026-118',
						amount: '$42.50',
						due_date: 'December 1',
					}).map(([parameter_name, value]) => ({ type: 'text', parameter_name, text: value })),
				},
			]),
			shows: ['invoice-2026-118.pdf', 'Dear Ann'],
		},
		{
			name: 'template-location',
			body: template('pickup_place', [
				{
					type: 'header',
					parameters: [{ type: 'location', location: { latitude: 52.5, longitude: 13.4, name: 'Parcel shop' } }],
				},
				{ type: 'body', parameters: text('A-2044') },
			]),
			shows: ['Parcel shop', 'Your parcel A-2044'],
		},
		{
			name: 'template-password',
			body: template('login_code', [{ type: 'body', parameters: text('482913') }, button('url', 0, ...text('482913'))]),
			shows: ['482913', 'Copy code', 'This code expires in 5 minutes.'],
		},
		{
			name: 'template-offer',
			body: template('weekend_offer', [
				{ type: 'header', parameters: [{ type: 'image', image: { id: image } }] },
				{ type: 'body', parameters: text('Ann', 'SAVE25') },
				{
					type: 'limited_time_offer',
					parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: hour * 1000 } }],
				},
				button('copy_code', 0, { type: 'coupon_code', coupon_code: 'SAVE25' }),
				button('url', 1, ...text('ann')),
			]),
			shows: ['Ends soon!', 'Code SAVE25', 'Copy offer code'],
		},
		{
			name: 'template-carousel',
			body: template('summer_carousel', [
				{ type: 'body', parameters: text('Ann') },
				{
					type: 'carousel',
					cards: [0, 1].map((card_index) => ({
						card_index,
						components: [
							{ type: 'header', parameters: [{ type: 'image', image: { id: image } }] },
							{ type: 'body', parameters: text('20%', 'Sunday') },
							button('quick_reply', 0, { type: 'payload', payload: `more-${card_index}` }),
							button('url', 1, ...text('ann')),
						],
					})),
				},
			]),
			shows: ['Fresh for you, Ann', '20% off until Sunday', 'More like this'],
		},
	];
}

/** Templates of the account for tests only. */
export const otherTemplates: Example[] = [
	{
		name: 'template-every-button',
		body: template('every_button', [
			button('url', 3, ...text('ann')),
			button('copy_code', 5, { type: 'coupon_code', coupon_code: 'SAVE25' }),
			button('flow', 6, { type: 'action', action: { flow_token: 'T-1' } }),
		]),
		shows: ['Choose what you like best.', 'Call Us', 'Book a Visit', 'Call on WhatsApp'],
	},
	{
		name: 'template-products',
		body: template('picked_for_you', [
			{ type: 'header', parameters: text('Ann') },
			button('mpm', 0, {
				type: 'action',
				action: { sections: [{ title: 'Plants', product_items: [{ product_retailer_id: 'lemon-tree' }] }] },
			}),
		]),
		shows: ['Picked for Ann', 'View items'],
	},
	{
		name: 'template-catalog',
		body: template('whole_catalog', [{ type: 'body', parameters: text('Ann') }]),
		shows: ['Our catalog is on WhatsApp now, Ann', 'View catalog'],
	},
	{
		name: 'template-order',
		body: template('order_payment', [
			{ type: 'body', parameters: text('A-2044') },
			button('order_details', 0, { type: 'action', action: { order_details: order() } }),
		]),
		shows: ['Your order A-2044', 'Butter', 'Review and Pay'],
	},
	{
		name: 'template-payment',
		body: template('payment_reminder', [
			{ type: 'body', parameters: text('A-2044') },
			...[
				{ type: 'pix_dynamic_code', pix_dynamic_code: { code: '000201' } },
				{ type: 'boleto', boleto: { digitable_line: '03399' } },
				{ type: 'payment_link', payment_link: { uri: 'https://example.com/pay/2044' } },
			].map((payment_setting, index) =>
				button('payment_request', index, { type: 'action', action: { payment_request: { payment_setting } } }),
			),
		]),
		shows: ['Your order A-2044', 'Copy Pix code', 'Copy Boleto code', 'Open payment link'],
	},
	{
		name: 'template-call-permission',
		body: template('may_we_call'),
		shows: ['May we call you', 'Choose preference'],
	},
];

/** Sends a message to a customer with the Graph API. @returns status and body of the response */
export async function sendTo(
	emulator: Emulator,
	to: string,
	body: Json,
	phoneNumberId = seed.phoneNumberId,
): Promise<{ status: number; id: string; json: Json }> {
	const response = await fetch(`${emulator.url}/v25.0/${phoneNumberId}/messages`, {
		method: 'POST',
		headers: { Authorization: `Bearer ${seed.accessToken}`, 'Content-Type': 'application/json' },
		body: JSON.stringify({ messaging_product: 'whatsapp', to, ...body }),
	});
	const json = (await response.json()) as Json;
	const [message] = (json.messages ?? []) as Array<{ id: string }>;
	return { status: response.status, id: message?.id ?? '', json };
}
