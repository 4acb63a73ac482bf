import type { IDataObject } from 'n8n-workflow';

/** Values that a user enters in the form of a template, and the resulting components. */
export interface SentForm {
	template: string;
	values: Record<string, unknown>;
	components?: IDataObject[];
}

const text = (value: string, name?: string): IDataObject => ({
	type: 'text',
	...(name !== undefined && { parameter_name: name }),
	text: value,
});
const texts = (...values: string[]): IDataObject[] => values.map((value) => text(value));
const body = (...values: string[]): IDataObject => ({ type: 'body', parameters: texts(...values) });
const header = (...parameters: IDataObject[]): IDataObject => ({ type: 'header', parameters });
const button = (index: number, sub_type: string, ...parameters: IDataObject[]): IDataObject => ({
	type: 'button',
	sub_type,
	index: String(index),
	parameters,
});
const action = (parameters: IDataObject): IDataObject => ({ type: 'action', action: parameters });
const pay = (index: number, payment_request: IDataObject): IDataObject =>
	button(index, 'payment_request', action({ payment_request }));

/** A link that the emulator's tests mock. */
export const picture = 'https://files.example.com/a.jpg';
/** ID of media that exists on the sending number. */
export const documentId = '4490709327384033';
export const videoId = '4490709327384034';

const ends = '2099-11-30T18:00:00';

/** A form for each of the emulator's templates that can be sent. `={{ }}` marks values that n8n evaluates. */
export const sentForms: SentForm[] = [
	{ template: 'hello_world|en_US', values: {} },
	{
		template: 'order_update|en_US',
		values: {
			'Header {{1}}': '={{ $json.order }}',
			'{{1}}': '={{ $json.name }}',
			'{{2}}': '=${{ $json.total }}',
			'{{3}}': 'Monday',
			'URL Suffix for “Track Order” Button 1': '={{ $json.order }}',
		},
		components: [header(text('2044')), body('Ann', '$42.5', 'Monday'), button(0, 'url', text('2044'))],
	},
	{
		template: 'order_update|de',
		values: { 'Header {{1}}': 'A-1', '{{1}}': 'Ann', '{{2}}': 7 },
		components: [header(text('A-1')), body('Ann', '7')],
	},
	{
		template: 'invoice_ready|en_US',
		values: {
			'Header Document': documentId,
			'Header File Name': 'invoice-118.pdf',
			'{{first_name}}': 'Ann',
			'{{invoice_number}}': 118,
			'{{amount}}': '$42.50',
			'{{due_date}}': 'December 1',
		},
		components: [
			header({ type: 'document', document: { id: documentId, filename: 'invoice-118.pdf' } }),
			{
				type: 'body',
				parameters: [
					text('Ann', 'first_name'),
					text('118', 'invoice_number'),
					text('$42.50', 'amount'),
					text('December 1', 'due_date'),
				],
			},
		],
	},
	{
		template: 'named_header|en_US',
		values: { 'Header {{guest}}': 'Ann', '{{time}}': '7 pm' },
		components: [header(text('Ann', 'guest')), { type: 'body', parameters: [text('7 pm', 'time')] }],
	},
	{
		template: 'new_arrivals|en_US',
		values: { 'Header Image': picture, '{{1}}': 'Ann' },
		components: [header({ type: 'image', image: { link: picture } }), body('Ann')],
	},
	{
		template: 'product_video|en_US',
		values: { 'Header Video': videoId, '{{1}}': 'Ann' },
		components: [header({ type: 'video', video: { id: videoId } }), body('Ann')],
	},
	{
		template: 'dancing_gif|en_US',
		values: { 'Header GIF': Number(videoId) },
		components: [header({ type: 'gif', gif: { id: videoId } })],
	},
	{
		template: 'pickup_place|en_US',
		values: {
			'Header Latitude': 52.5163,
			'Header Longitude': '13.3777',
			'Header Place Name': 'Shop',
			'Header Address': null,
			'{{1}}': 'A-1',
		},
		components: [
			header({ type: 'location', location: { latitude: 52.5163, longitude: 13.3777, name: 'Shop' } }),
			body('A-1'),
		],
	},
	{
		template: 'single_product|en_US',
		values: { 'Header Product ID': 'sku-1', 'Header Catalog ID': 194836987003835, '{{1}}': 'Ann' },
		components: [
			header({ type: 'product', product: { product_retailer_id: 'sku-1', catalog_id: '194836987003835' } }),
			body('Ann'),
		],
	},
	{
		template: 'every_button|en_US',
		values: {
			'Payload for “Yes” Button 1': 'yes',
			'Payload for “No” Button 2': '',
			'URL Suffix for “Your Page” Button 4': 'ann?x=1',
			'Code for “Copy offer code” Button 6': 'SAVE25',
			'Flow Token for “Book a Visit” Button 7': 'token-1',
			'Flow Data (JSON) for “Book a Visit” Button 7': '{"name": "Ann"}',
			'Expires After (Minutes) for “Call on WhatsApp” Button 8': 60,
			'Call Payload for “Call on WhatsApp” Button 8': 'support',
		},
		components: [
			button(0, 'quick_reply', { type: 'payload', payload: 'yes' }),
			button(3, 'url', text('ann?x=1')),
			button(5, 'copy_code', { type: 'coupon_code', coupon_code: 'SAVE25' }),
			button(6, 'flow', action({ flow_token: 'token-1', flow_action_data: { name: 'Ann' } })),
			button(7, 'voice_call', { type: 'ttl_minutes', ttl_minutes: 60 }, { type: 'payload', payload: 'support' }),
		],
	},
	{
		template: 'every_button|en_US',
		values: { 'URL Suffix for “Your Page” Button 4': 'ann', 'Code for “Copy offer code” Button 6': 'SAVE25' },
		components: [
			button(3, 'url', text('ann')),
			button(5, 'copy_code', { type: 'coupon_code', coupon_code: 'SAVE25' }),
			button(6, 'flow', action({ flow_token: 'unused' })),
		],
	},
	...['login_code|en_US', 'login_code_one_tap|en_US'].map((template) => ({
		template,
		values: { 'Verification Code': 123456 },
		components: [body('123456'), button(0, 'url', text('123456'))],
	})),
	{
		template: 'weekend_offer|en_US',
		values: {
			'Header Image': picture,
			'{{1}}': 'Ann',
			'{{2}}': 'SAVE25',
			'Offer Ends': ends,
			'Code for “Copy offer code” Button 1': 'SAVE25',
			'URL Suffix for “Shop Now” Button 2': 'ann',
		},
		components: [
			header({ type: 'image', image: { link: picture } }),
			body('Ann', 'SAVE25'),
			// The workflows of these tests use n8n's default time zone, America/New_York.
			{
				type: 'limited_time_offer',
				parameters: [
					{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: Date.UTC(2099, 10, 30, 23) } },
				],
			},
			button(0, 'copy_code', { type: 'coupon_code', coupon_code: 'SAVE25' }),
			button(1, 'url', text('ann')),
		],
	},
	{
		template: 'summer_carousel|en_US',
		values: {
			'{{1}}': 'Ann',
			'Card 1 Header Image': picture,
			'Card 1 {{1}}': '20%',
			'Card 1 {{2}}': 'Sunday',
			'Card 1 Payload for “More like this” Button 1': 'more-lemons',
			'Card 1 URL Suffix for “Buy” Button 2': 'a',
			'Card 2 Header Image': picture,
			'Card 2 {{1}}': '10%',
			'Card 2 {{2}}': 'Friday',
			'Card 2 URL Suffix for “Buy” Button 2': 'b',
		},
		components: [
			body('Ann'),
			{
				type: 'carousel',
				cards: [
					{
						card_index: 0,
						components: [
							header({ type: 'image', image: { link: picture } }),
							body('20%', 'Sunday'),
							button(0, 'quick_reply', { type: 'payload', payload: 'more-lemons' }),
							button(1, 'url', text('a')),
						],
					},
					{
						card_index: 1,
						components: [
							header({ type: 'image', image: { link: picture } }),
							body('10%', 'Friday'),
							button(1, 'url', text('b')),
						],
					},
				],
			},
		],
	},
	{
		template: 'product_carousel|en_US',
		values: {
			'Card 1 Header Product ID': 'sku-1',
			'Card 1 Header Catalog ID': '9',
			'Card 2 Header Product ID': 'sku-2',
			'Card 2 Header Catalog ID': '9',
		},
		components: [
			{
				type: 'carousel',
				cards: ['sku-1', 'sku-2'].map((id, card_index) => ({
					card_index,
					components: [header({ type: 'product', product: { product_retailer_id: id, catalog_id: '9' } })],
				})),
			},
		],
	},
	{ template: 'whole_catalog|en_US', values: { '{{1}}': 'Ann' }, components: [body('Ann')] },
	{
		template: 'whole_catalog|en_US',
		values: { '{{1}}': 'Ann', 'Thumbnail Product ID for “View catalog” Button 1': 'sku-1' },
		components: [body('Ann'), button(0, 'catalog', action({ thumbnail_product_retailer_id: 'sku-1' }))],
	},
	{
		template: 'picked_for_you|en_US',
		values: {
			'Header {{1}}': 'Ann',
			'Products for “View items” Button 1': 'Shoes: sku-1, sku-2; Bags: sku-3',
			'Thumbnail Product ID for “View items” Button 1': 'sku-1',
		},
		components: [
			header(text('Ann')),
			button(
				0,
				'mpm',
				action({
					thumbnail_product_retailer_id: 'sku-1',
					sections: [
						{ title: 'Shoes', product_items: [{ product_retailer_id: 'sku-1' }, { product_retailer_id: 'sku-2' }] },
						{ title: 'Bags', product_items: [{ product_retailer_id: 'sku-3' }] },
					],
				}),
			),
		],
	},
	{
		template: 'order_payment|en_US',
		values: {
			'{{1}}': 'A-1',
			'Order Details (JSON) for “Review and Pay” Button 1': { reference_id: 'A-1', type: 'physical-goods' },
		},
		components: [
			body('A-1'),
			button(0, 'order_details', action({ order_details: { reference_id: 'A-1', type: 'physical-goods' } })),
		],
	},
	{
		template: 'payment_reminder|en_US',
		values: {
			'{{1}}': 'A-1',
			'Pix Code for “Copy Pix code” Button 1': '000201',
			'Amount (BRL) for “Copy Pix code” Button 1': '={{ $json.total }}',
			'Boleto Digitable Line for “Copy Boleto code” Button 2': '03399',
			'Payment Link for “Open payment link” Button 3': 'https://example.com/pay/1',
		},
		components: [
			body('A-1'),
			pay(0, {
				payment_setting: { type: 'pix_dynamic_code', pix_dynamic_code: { code: '000201' } },
				currency: 'BRL',
				total_amount: { value: 4250, offset: 100 },
			}),
			pay(1, { payment_setting: { type: 'boleto', boleto: { digitable_line: '03399' } } }),
			pay(2, { payment_setting: { type: 'payment_link', payment_link: { uri: 'https://example.com/pay/1' } } }),
		],
	},
	{
		template: 'saved_card_payment|en_US',
		values: {
			'{{1}}': 'A-1',
			'Last Four Digits for “Review payment” Button 1': '0235',
			'Card Credential ID for “Review payment” Button 1': 'c-1',
			'Amount (BRL) for “Review payment” Button 1': 12.5,
		},
		components: [
			body('A-1'),
			pay(0, {
				payment_setting: {
					type: 'offsite_card_pay',
					offsite_card_pay: { last_four_digits: '0235', credential_id: 'c-1' },
				},
				currency: 'BRL',
				total_amount: { value: 1250, offset: 100 },
			}),
		],
	},
	{
		template: 'order_shipped|en_US',
		values: {
			'{{1}}': 'Ann',
			'Order Reference ID': 'A-1',
			'Order Status': 'shipped',
			'Order Description': 'On its way',
		},
		components: [
			body('Ann'),
			{
				type: 'order_status',
				parameters: [
					{
						type: 'order_status',
						order_status: { reference_id: 'A-1', order: { status: 'shipped', description: 'On its way' } },
					},
				],
			},
		],
	},
	{ template: 'may_we_call|en_US', values: {} },
];
