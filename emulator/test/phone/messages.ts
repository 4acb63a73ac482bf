import { order, type Example, type Files, type Json } from './parts';

const interactive = (type: string, action: Json, more: Json = {}): Json => ({
	type: 'interactive',
	interactive: { type, body: { text: 'How can we help?' }, action, ...more },
});

/** One message of each type that Send can send, except for reactions. */
export function messageExamples({ image, sticker, document, video, audio }: Files): Example[] {
	const header = { type: 'image', image: { id: image } };
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
						phones: [{ phone: '+1 650-555-9876', type: 'WORK' }],
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
			name: 'buttons-document',
			body: interactive(
				'button',
				{ buttons: [{ type: 'reply', reply: { id: 'ok', title: 'Received' } }] },
				{ header: { type: 'document', document: { id: document, filename: 'invoice-2026-118.pdf' } } },
			),
			shows: ['invoice-2026-118.pdf', 'Received'],
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
				parameters: {
					flow_message_version: '3',
					flow_name: 'visit_booking',
					flow_cta: 'Book a visit',
					flow_action: 'navigate',
					flow_action_payload: { screen: 'START' },
				},
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
			name: 'carousel-replies',
			body: interactive('carousel', {
				cards: [0, 1].map((card_index) => ({
					card_index,
					type: 'cta_url',
					header: { type: 'video', video: { id: video } },
					body: { text: `Course ${card_index + 1}` },
					action: {
						buttons: ['Book', 'Ask'].map((title) => ({
							type: 'quick_reply',
							quick_reply: { id: `${title}-${card_index}`, title },
						})),
					},
				})),
			}),
			shows: ['Course 2', 'Book', 'Ask'],
		},
		{
			name: 'product-carousel',
			body: interactive('carousel', {
				cards: ['di9ozbzfi4', 'lemon-tree'].map((product_retailer_id, card_index) => ({
					card_index,
					type: 'product',
					action: { product_retailer_id, catalog_id: '194836987003835' },
				})),
			}),
			shows: ['Potted succulent', 'View'],
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
	];
}
