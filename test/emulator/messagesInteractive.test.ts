import { closeAll, problem, sendMessage, started } from './helpers';
import { seed, type Emulator } from './index';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await started();
});
afterAll(closeAll);

type Json = Record<string, unknown>;

/** 200, or the error's code. */
const code = async (interactive: Json): Promise<number> => {
	const answer = await sendMessage(emulator, { type: 'interactive', interactive });
	return answer.status === 200 ? 200 : problem(answer).code;
};
const body = { text: 'a' };
const of = (type: string, action: Json, more: Json = {}): Json => ({ type, body, action, ...more });
const x = (count: number): string => 'x'.repeat(count);
const many = <T>(count: number, make: (index: number) => T): T[] =>
	Array.from({ length: count }, (_unused, index) => make(index));

const flow = (parameters: Json): Json =>
	of('flow', {
		name: 'flow',
		parameters: { flow_message_version: '3', flow_cta: 'Go', flow_id: '900100200300', ...parameters },
	});
const products = (sections: Json[]): Json =>
	of('product_list', { catalog_id: '1', sections }, { header: { type: 'text', text: 'a' } });
const section = (count: number, title?: string): Json => ({
	...(title === undefined ? {} : { title }),
	product_items: many(count, (index) => ({ product_retailer_id: `p${index}` })),
});
const header = { type: 'image', image: { link: 'https://example.com/a.jpg' } };
const link = { name: 'cta_url', parameters: { display_text: 'Go', url: 'https://example.com' } };
const reply = (id: string, title = id): Json => ({ type: 'quick_reply', quick_reply: { id, title } });
const card = (index: number, more: Json = {}): Json => ({
	card_index: index,
	type: 'cta_url',
	header,
	body: { text: 'a' },
	action: link,
	...more,
});
const carousel = (...cards: Json[]): Json => of('carousel', { cards });
const product = (index: number, catalog = '1'): Json => ({
	card_index: index,
	type: 'product',
	action: { product_retailer_id: 'p', catalog_id: catalog },
});
const address = (parameters: Json): Json =>
	of('address_message', { name: 'address_message', parameters: { country: 'IN', ...parameters } });
const call = (parameters: Json): Json => of('voice_call', { name: 'voice_call', parameters });
const money = (value: number, more: Json = {}): Json => ({ value, offset: 100, ...more });
const item = { retailer_id: '1', name: 'Rye', amount: money(1000), quantity: 1 };
const order = (parameters: Json = {}, details: Json = {}, more: Json = {}): Json =>
	of(
		'order_details',
		{
			name: 'review_and_pay',
			parameters: {
				reference_id: 'order-1',
				type: 'physical-goods',
				currency: 'INR',
				payment_type: 'upi',
				payment_configuration: 'mine',
				total_amount: money(1000),
				order: { status: 'pending', items: [item], subtotal: money(1000), tax: money(0), ...details },
				...parameters,
			},
		},
		more,
	);
const beneficiary = {
	name: 'Asha',
	address_line1: '1',
	city: 'Pune',
	state: 'MH',
	country: 'India',
	postal_code: '411001',
};
const gateway = (more: Json): Json => ({
	type: 'payment_gateway',
	payment_gateway: { type: 'razorpay', configuration_name: 'mine', ...more },
});
const inBrazil = { currency: 'BRL', payment_type: 'br', payment_configuration: undefined };
const brazil = (...payment_settings: Json[]): Json => order({ ...inBrazil, payment_settings });
const gatewayOrder = (more: Json): Json =>
	order({ payment_type: undefined, payment_configuration: undefined, payment_settings: [gateway(more)] });
const intent = (link: string): Json => ({ type: 'upi_intent_link', upi_intent_link: { link } });
const pix = {
	type: 'pix_dynamic_code',
	pix_dynamic_code: { code: 'a', merchant_name: 'b', key: 'c', key_type: 'EVP' },
};
const status = (details: Json, reference_id = 'order-1'): Json =>
	of('order_status', { name: 'review_order', parameters: { reference_id, order: details } });
const inSeconds = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);

const accepted: Array<[string, Json]> = [
	[
		'a flow with a screen and data',
		flow({
			flow_id: '900100200301',
			mode: 'draft',
			flow_token: 't',
			flow_action: 'navigate',
			flow_action_payload: { screen: 'A', data: { a: 1 } },
		}),
	],
	['a flow without a first screen', flow({ flow_action: 'navigate' })],
	[
		'a flow with data and without a first screen',
		flow({ flow_action: 'navigate', flow_action_payload: { data: { a: 1 } } }),
	],
	[
		'a header image with a provider',
		order(
			{},
			{},
			{ header: { type: 'image', image: { link: 'https://example.com/a.jpg', provider: { name: 'shop' } } } },
		),
	],
	['an address with an empty building name', address({ values: { name: 'a', building_name: '' } })],
	[
		'identical saved addresses, and one without an ID',
		address({ saved_addresses: [{ id: 'a', value: {} }, { id: 'a', value: {} }, { value: {} }] }),
	],
	[
		'four quick replies on a card',
		carousel(...many(2, (index) => card(index, { action: { buttons: many(4, (number) => reply(String(number))) } }))),
	],
	[
		'a quick reply ID of 256 characters',
		carousel(...many(2, (index) => card(index, { action: { buttons: [reply(x(256), 'A')] } }))),
	],
	[
		'cards with an image and a video',
		carousel(card(0), card(1, { header: { type: 'video', video: { link: 'https://example.com/a.mp4' } } })),
	],
	[
		'a flow by name with its endpoint',
		flow({ flow_id: undefined, flow_name: 'table_booking', flow_action: 'data_exchange', flow_cta: x(20) }),
	],
	['a flow button of 40 characters with an emoji', flow({ flow_cta: `🍕 ${x(38)}` })],
	['30 products in 10 sections', products(many(10, () => section(3, x(24))))],
	['one section without a title', products([section(30)])],
	[
		'a catalog with and without a picture',
		of('catalog_message', { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: 'p' } }),
	],
	['10 cards', carousel(...many(10, (index) => card(index, { body: { text: `${x(156)}\n1\n2` } })))],
	['cards without text', carousel(card(0, { body: undefined }), card(1))],
	[
		'cards with quick replies',
		carousel(...many(2, (index) => card(index, { action: { buttons: ['a', 'b', x(20)].map((id) => reply(id)) } }))),
	],
	['cards of products', carousel(product(0), product(1))],
	[
		'an address with all its fields',
		address({
			values: { name: 'a', in_pin_code: '411001' },
			saved_addresses: [{ id: 'a', value: { city: 'b' } }],
			validation_errors: { in_pin_code: 'not there' },
		}),
	],
	['a call button', call({ display_text: x(20), ttl_minutes: 43200, payload: x(512) })],
	['an order', order()],
	[
		'an order with all its fields',
		order(
			{ total_amount: money(950), beneficiaries: [beneficiary], preferred_payment_methods: [{ method: 'gpay' }] },
			{
				tax: money(100, { description: x(60) }),
				shipping: money(50),
				discount: money(100, { description: 'a', discount_program_name: x(60) }),
				expiration: { timestamp: inSeconds(400), description: x(120) },
				subtotal: money(900),
				items: [
					{ ...item, retailer_id: undefined, sale_amount: money(900), image: { link: 'https://example.com/a.jpg' } },
				],
			},
			{ header },
		),
	],
	[
		'an order paid through a gateway',
		order({ payment_type: undefined, payment_configuration: undefined, payment_settings: [gateway({})] }),
	],
	['an order whose gateway offers BHIM first', gatewayOrder({ preferred_payment_methods: [{ method: 'bhim' }] })],
	[
		'the maximum of data for payment gateways',
		gatewayOrder({
			razorpay: { receipt: x(40), notes: Object.fromEntries(many(15, (index) => [`n${index}`, x(256)])) },
		}),
	],
	[
		'a UPI intent link',
		order({
			payment_type: undefined,
			payment_configuration: undefined,
			payment_settings: [intent('upi://pay?pa=a@b&pn=A')],
		}),
	],
	[
		'a payment link in India',
		order({
			payment_configuration: undefined,
			payment_settings: [
				{
					type: 'payment_link',
					payment_link: { uri: 'https://example.com/pay', success_url: 'https://example.com/ok' },
				},
			],
		}),
	],
	['an item without ID in India', order({}, { items: [{ ...item, retailer_id: undefined }] })],
	[
		'an order in Brazil without a payment method, with a reference of 60 characters',
		order({ ...inBrazil, reference_id: x(60) }),
	],
	[
		'a stored card in Brazil',
		brazil({ type: 'offsite_card_pay', offsite_card_pay: { last_four_digits: '5235', credential_id: '1234567' } }),
	],
	[
		'an order in Brazil',
		brazil(
			pix,
			{ type: 'payment_link', payment_link: { uri: 'https://example.com' } },
			{ type: 'boleto', boleto: { digitable_line: '1' } },
		),
	],
	['an order status with a header', { ...status({ status: 'shipped' }), header }],
	['both spellings of partially shipped', status({ status: 'partially_shipped', description: x(120) })],
];

const rejected: Array<[string, Json, number]> = [
	['a flow without button text', flow({ flow_cta: '' }), 131008],
	['another version of flow messages', flow({ flow_message_version: '2' }), 131009],
	['a flow without ID and name', flow({ flow_id: undefined }), 131009],
	['a flow in another state', flow({ mode: 'old' }), 131009],
	[
		'a screen in a data_exchange flow',
		flow({ flow_action: 'data_exchange', flow_action_payload: { screen: 'A' } }),
		131009,
	],
	['empty data', flow({ flow_action_payload: { screen: 'A', data: {} } }), 131009],
	['data that is not an object', flow({ flow_action_payload: { screen: 'A', data: ['a'] } }), 131009],
	['a flow that does not exist', flow({ flow_id: '1' }), 131009],
	['a draft sent as published', flow({ flow_id: '900100200301' }), 131009],
	['a published flow sent as draft', flow({ mode: 'draft' }), 131009],
	['a deprecated flow', flow({ flow_id: '900100200302' }), 131009],
	['a blocked flow', flow({ flow_id: '900100200303' }), 132068],
	['an unknown key of a flow', flow({ unknown_property: 'red' }), 100],
	['a product without a catalog', of('product', { product_retailer_id: '1' }), 131008],
	[
		'a product with a header',
		of('product', { catalog_id: '1', product_retailer_id: '1' }, { header: { type: 'text', text: 'a' } }),
		131009,
	],
	['31 products', products([section(15, 'a'), section(16, 'b')]), 131009],
	['11 sections of products', products(many(11, () => section(1, 'a'))), 100],
	['one of several sections without a title', products([section(1, 'a'), section(1)]), 131009],
	['a section title of 25 characters', products([section(1, x(25))]), 131009],
	['a section without products', products([section(0, 'a')]), 100],
	['a list of products with a picture', { ...products([section(1)]), header }, 131009],
	['11 cards', carousel(...many(11, (index) => card(index))), 131009],
	['cards out of order', carousel(card(1), card(0)), 131009],
	['a card of another type', carousel(card(0), { ...card(1), type: 'image' }), 131009],
	['cards of two types', carousel(card(0), product(1)), 131009],
	['a card without header', carousel(card(0), card(1, { header: undefined })), 131008],
	[
		'a card with a document',
		carousel(card(0), card(1, { header: { type: 'document', document: { link: 'https://example.com' } } })),
		131009,
	],
	['a card text of 161 characters', carousel(card(0), card(1, { body: { text: x(161) } })), 131009],
	['three line breaks', carousel(card(0), card(1, { body: { text: 'a\nb\nc\nd' } })), 131009],
	['buttons of two kinds on one card', carousel(card(0), card(1, { action: { buttons: [reply('a')] } })), 131009],
	[
		'different numbers of buttons',
		carousel(
			card(0, { action: { buttons: [reply('a')] } }),
			card(1, { action: { buttons: [reply('a'), reply('b')] } }),
		),
		131009,
	],
	[
		'two identical quick replies',
		carousel(...many(2, (index) => card(index, { action: { buttons: [reply('a', 'A'), reply('a', 'B')] } }))),
		131009,
	],
	[
		'a card button of 21 characters',
		carousel(
			card(0),
			card(1, { action: { name: 'cta_url', parameters: { display_text: x(21), url: 'https://example.com' } } }),
		),
		131009,
	],
	['a carousel with a footer', { ...carousel(card(0), card(1)), footer: { text: 'a' } }, 131009],
	['a carousel with a header', { ...carousel(card(0), card(1)), header }, 131009],
	['products of two catalogs', carousel(product(0), product(1, '2')), 131009],
	['a product card with text', carousel(product(0), { ...product(1), body }), 131009],
	[
		'a media card whose file does not exist',
		carousel(card(0), card(1, { header: { type: 'image', image: { id: '1' } } })),
		131009,
	],
	['an unsupported country', address({ country: 'SG' }), 131009],
	['a PIN code of 7 digits', address({ values: { in_pin_code: '4110011' } }), 131009],
	['an unknown address field', address({ values: { planet: 'a' } }), 100],
	[
		'a location request with a footer',
		of('location_request_message', { name: 'send_location' }, { footer: { text: 'a' } }),
		131009,
	],
	[
		'a call permission request with a footer',
		of('call_permission_request', { name: 'call_permission_request' }, { footer: { text: 'a' } }),
		131009,
	],
	[
		'a quick reply ID of 257 characters',
		carousel(...many(2, (index) => card(index, { action: { buttons: [reply(x(257), 'A')] } }))),
		131009,
	],
	['a call button of 21 characters', call({ display_text: x(21) }), 131009],
	['a lifetime of 0 minutes', call({ ttl_minutes: 0 }), 131009],
	['a lifetime of 43201 minutes', call({ ttl_minutes: 43201 }), 131009],
	['a payload of 513 characters', call({ payload: x(513) }), 131009],
	['a reference of 36 characters in India', order({ reference_id: x(36) }), 131009],
	[
		'a reference of 61 characters in Brazil',
		order({ ...inBrazil, payment_settings: [pix], reference_id: x(61) }),
		131009,
	],
	['a reference with a space', order({ reference_id: 'a b' }), 131009],
	['an unknown type of goods', order({ type: 'food' }), 131009],
	['an unsupported currency', order({ currency: 'EUR' }), 131009],
	['a missing currency', order({ currency: undefined }), 131008],
	['an unsupported payment method', order({ payment_type: 'cash' }), 131009],
	['a missing payment configuration', order({ payment_configuration: undefined }), 131008],
	['a payment configuration of 61 characters', order({ payment_configuration: x(61) }), 131009],
	['a subtotal that differs from the sum of the items', order({}, { items: [{ ...item, quantity: 2 }] }), 131009],
	[
		'an image beside an item ID in India',
		order({}, { items: [{ ...item, image: { link: 'https://example.com/a.jpg' } }] }),
		131009,
	],
	[
		'an image in an order from a catalog in India',
		order(
			{},
			{ catalog_id: '9', items: [{ ...item, retailer_id: undefined, image: { link: 'https://example.com/a.jpg' } }] },
		),
		131009,
	],
	[
		'an item without ID in Brazil',
		order({ ...inBrazil, payment_settings: [pix] }, { items: [{ ...item, retailer_id: undefined }] }),
		131008,
	],
	[
		'16 notes for a payment gateway',
		gatewayOrder({ razorpay: { notes: Object.fromEntries(many(16, (index) => [`n${index}`, 'a'])) } }),
		131009,
	],
	['a note of 257 characters', gatewayOrder({ razorpay: { notes: { a: x(257) } } }), 131009],
	['a receipt of 41 characters', gatewayOrder({ razorpay: { receipt: x(41) } }), 131009],
	['an empty receipt', gatewayOrder({ razorpay: { receipt: '' } }), 131009],
	['a UDF of 256 characters', gatewayOrder({ type: 'payu', payu: { udf1: x(256) } }), 131009],
	['an extra of 181 characters', gatewayOrder({ type: 'zaakpay', zaakpay: { extra2: x(181) } }), 131009],
	[
		'an additional info of 121 characters',
		gatewayOrder({ type: 'billdesk', billdesk: { additional_info7: x(121) } }),
		131009,
	],
	[
		'an invalid UPI intent link',
		order({
			payment_type: undefined,
			payment_configuration: undefined,
			payment_settings: [intent('https://example.com')],
		}),
		131009,
	],
	[
		'a payment link in India without payment_type',
		order({
			payment_type: undefined,
			payment_settings: [{ type: 'payment_link', payment_link: { uri: 'https://example.com' } }],
		}),
		131008,
	],
	[
		'a stored card without digits',
		brazil({ type: 'offsite_card_pay', offsite_card_pay: { credential_id: '1' } }),
		131008,
	],
	['an address line of 101 characters', order({ beneficiaries: [{ ...beneficiary, address_line2: x(101) }] }), 131009],
	['Singapore dollars', order({ currency: 'SGD' }), 131009],
	['an unsupported payment gateway', order({ payment_settings: [gateway({ type: 'cash' })] }), 131009],
	[
		'a payment gateway without a configuration',
		order({ payment_settings: [gateway({ configuration_name: undefined })] }),
		131008,
	],
	['Pix in rupees', order({ payment_settings: [pix] }), 131009],
	['no payment method in Brazil', brazil(), 100],
	[
		'a Pix key of another type',
		brazil({ type: 'pix_dynamic_code', pix_dynamic_code: { ...pix.pix_dynamic_code, key_type: 'FAX' } }),
		131009,
	],
	['an invalid payment link', brazil({ type: 'payment_link', payment_link: { uri: 'pix' } }), 100],
	['a total that differs from the sum of its parts', order({ total_amount: money(1001) }), 131009],
	['amounts with different offsets', order({ total_amount: money(1000, { offset: 1000 }) }), 131009],
	['an amount that is not an integer', order({}, { subtotal: money(999.5) }), 131009],
	['a missing tax', order({}, { tax: undefined }), 131008],
	['an order whose status is not pending', order({}, { status: 'shipped' }), 131009],
	['an order without items', order({}, { items: [] }), 100],
	['an item name of 61 characters', order({}, { items: [{ ...item, name: x(61) }] }), 131009],
	['a missing quantity', order({}, { items: [{ ...item, quantity: 0 }] }), 131009],
	[
		'11 item images',
		order(
			{ total_amount: money(1000) },
			{ items: many(11, () => ({ ...item, image: { link: 'https://example.com/a.jpg' } })) },
		),
		131009,
	],
	['a description of 61 characters', order({}, { tax: money(0, { description: x(61) }) }), 131009],
	[
		'an expiration that is too soon',
		order({}, { expiration: { timestamp: inSeconds(290), description: 'a' } }),
		131009,
	],
	[
		'an expiration text of 121 characters',
		order({}, { expiration: { timestamp: inSeconds(400), description: x(121) } }),
		131009,
	],
	['a postal code of 5 digits', order({ beneficiaries: [{ ...beneficiary, postal_code: '41100' }] }), 131009],
	['a beneficiary in another country', order({ beneficiaries: [{ ...beneficiary, country: 'Nepal' }] }), 131009],
	['a beneficiary name of 201 characters', order({ beneficiaries: [{ ...beneficiary, name: x(201) }] }), 131009],
	[
		'two preferred payment methods',
		order({ preferred_payment_methods: [{ method: 'gpay' }, { method: 'cred' }] }),
		100,
	],
	['an order with a text header', order({}, {}, { header: { type: 'text', text: 'a' } }), 131009],
	['an unknown order status', status({ status: 'lost' }), 131009],
	['a status text of 121 characters', status({ status: 'shipped', description: x(121) }), 131009],
	['a status without an order', status({ status: 'shipped' }, ''), 131008],
];

it.each(accepted)('accepts an interactive message with %s', async (_what, interactive) => {
	expect(await code(interactive)).toBe(200);
});

it.each(rejected)('rejects an interactive message with %s', async (_what, interactive, wanted) => {
	expect(await code(interactive)).toBe(wanted);
});

it("accepts the sending number's own header file when its type matches", async () => {
	const { id } = await emulator.addMedia({
		content: { generatedBytes: 1000 },
		mimeType: 'image/jpeg',
		phoneNumberId: seed.phoneNumberId,
	});
	const withHeader = (kind: string, file: Json): Json => of('cta_url', link, { header: { type: kind, [kind]: file } });
	expect(await code(withHeader('image', { id }))).toBe(200);
	expect(await code(withHeader('document', { id, filename: 'a.jpg' }))).toBe(200);
	expect(await code(withHeader('video', { id }))).toBe(131053);
	expect(await code(withHeader('image', { id: '1' }))).toBe(131009);
	expect(await code(withHeader('image', { id, caption: 'a' }))).toBe(100);
	expect(await code(withHeader('image', {}))).toBe(131008);
});

it('explains an order total that differs from the sum of its parts', async () => {
	const answer = await sendMessage(emulator, {
		type: 'interactive',
		interactive: order({ total_amount: money(1001) }),
	});
	expect(problem(answer)).toEqual({
		status: 400,
		code: 131009,
		text: 'total_amount 1001 is not subtotal + tax + shipping - discount, which is 1000.',
	});
});
