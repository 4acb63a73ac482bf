import { order, type Example, type Files, type Json } from './parts';

const template = (name: string, components: Json[] = [], code = 'en_US'): Json => ({
	type: 'template',
	template: { name, language: { code }, ...(components.length > 0 && { components }) },
});
const text = (...words: string[]): Json[] => words.map((one) => ({ type: 'text', text: one }));
const button = (sub_type: string, index: number, ...parameters: Json[]): Json => ({
	type: 'button',
	sub_type,
	index: String(index),
	parameters,
});
const product = (id: string): Json => ({
	type: 'header',
	parameters: [{ type: 'product', product: { product_retailer_id: id, catalog_id: '194836987003835' } }],
});

/** One message per kind of template that Send Template can send. */
export function templateExamples({ image, document }: Files): Example[] {
	const hour = Math.floor(Date.now() / 1000) + 3600;
	return [
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

/** The same of the account for tests only. */
export const otherTemplates = ({ video }: Files): Example[] => [
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
	{
		name: 'template-video',
		body: template('product_video', [
			{ type: 'header', parameters: [{ type: 'video', video: { id: video } }] },
			{ type: 'body', parameters: text('Ann') },
		]),
		shows: ['See how it works, Ann'],
	},
	{
		name: 'template-gif',
		body: template('dancing_gif', [{ type: 'header', parameters: [{ type: 'gif', gif: { id: video } }] }]),
		shows: ['It is time to celebrate'],
	},
	{
		name: 'template-product',
		body: template('single_product', [product('di9ozbzfi4'), { type: 'body', parameters: text('Ann') }]),
		shows: ['Potted succulent', 'Still on your mind, Ann?', 'View'],
	},
	{
		name: 'template-product-carousel',
		body: template('product_carousel', [
			{
				type: 'carousel',
				cards: ['di9ozbzfi4', 'nqryix03ez', 'lemon-tree'].map((id, card_index) => ({
					card_index,
					components: [product(id)],
				})),
			},
		]),
		shows: ['Back in stock for you.', 'Potted succulent', 'View'],
	},
	{
		name: 'template-one-tap-password',
		body: template('login_code_one_tap', [
			{ type: 'body', parameters: text('482913') },
			button('url', 0, ...text('482913')),
		]),
		shows: ['482913 is your verification code.', 'Copy code'],
	},
	{
		name: 'template-order-status',
		body: template('order_shipped', [
			{ type: 'body', parameters: text('Ann') },
			{
				type: 'order_status',
				parameters: [
					{
						type: 'order_status',
						order_status: { reference_id: 'A-2044', order: { status: 'shipped', description: 'With you on Monday' } },
					},
				],
			},
		]),
		shows: ['News about your order, Ann.', 'shipped', 'With you on Monday'],
	},
];
