import { problem, sendMessage } from './helpers';
import { seed } from '../src';
import {
	emulator,
	type Json,
	sendInteractive,
	interactiveOf,
	chars,
	many,
	flow,
	products,
	section,
	header,
	link,
	reply,
	card,
	carousel,
	product,
	address,
	call,
	money,
	item,
	order,
	beneficiary,
	gateway,
	inBrazil,
	brazil,
	gatewayOrder,
	intent,
	pix,
	status,
	inSeconds,
} from './interactiveMessages';

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
		carousel(...many(2, (index) => card(index, { action: { buttons: [reply(chars(256), 'A')] } }))),
	],
	[
		'cards with an image and a video',
		carousel(card(0), card(1, { header: { type: 'video', video: { link: 'https://example.com/a.mp4' } } })),
	],
	[
		'a flow by name with its endpoint',
		flow({ flow_id: undefined, flow_name: 'table_booking', flow_action: 'data_exchange', flow_cta: chars(20) }),
	],
	['a flow button of 40 characters with an emoji', flow({ flow_cta: `🍕 ${chars(38)}` })],
	['30 products in 10 sections', products(many(10, () => section(3, chars(24))))],
	['one section without a title', products([section(30)])],
	[
		'a catalog with and without a picture',
		interactiveOf('catalog_message', { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: 'p' } }),
	],
	['10 cards', carousel(...many(10, (index) => card(index, { body: { text: `${chars(156)}\n1\n2` } })))],
	['cards without text', carousel(card(0, { body: undefined }), card(1))],
	[
		'cards with quick replies',
		carousel(...many(2, (index) => card(index, { action: { buttons: ['a', 'b', chars(20)].map((id) => reply(id)) } }))),
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
	['a call button', call({ display_text: chars(20), ttl_minutes: 43200, payload: chars(512) })],
	['an order', order()],
	[
		'an order with all its fields',
		order(
			{ total_amount: money(950), beneficiaries: [beneficiary], preferred_payment_methods: [{ method: 'gpay' }] },
			{
				tax: money(100, { description: chars(60) }),
				shipping: money(50),
				discount: money(100, { description: 'a', discount_program_name: chars(60) }),
				expiration: { timestamp: inSeconds(400), description: chars(120) },
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
			razorpay: { receipt: chars(40), notes: Object.fromEntries(many(15, (index) => [`n${index}`, chars(256)])) },
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
		order({ ...inBrazil, reference_id: chars(60) }),
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
	['both spellings of partially shipped', status({ status: 'partially_shipped', description: chars(120) })],
];

it.each(accepted)('accepts an interactive message with %s', async (_what, interactive) => {
	expect(await sendInteractive(interactive)).toBe(200);
});

it("accepts the sending number's own header file when its type matches", async () => {
	const { id } = await emulator.addMedia({
		content: { generatedBytes: 1000 },
		mimeType: 'image/jpeg',
		phoneNumberId: seed.phoneNumberId,
	});
	const withHeader = (kind: string, file: Json): Json =>
		interactiveOf('cta_url', link, { header: { type: kind, [kind]: file } });
	expect(await sendInteractive(withHeader('image', { id }))).toBe(200);
	expect(await sendInteractive(withHeader('document', { id, filename: 'a.jpg' }))).toBe(200);
	expect(await sendInteractive(withHeader('video', { id }))).toBe(131053);
	expect(await sendInteractive(withHeader('image', { id: '1' }))).toBe(131009);
	expect(await sendInteractive(withHeader('image', { id, caption: 'a' }))).toBe(100);
	expect(await sendInteractive(withHeader('image', {}))).toBe(131008);
});

it('explains an order total that differs from the sum of its parts', async () => {
	const response = await sendMessage(emulator, {
		type: 'interactive',
		interactive: order({ total_amount: money(1001) }),
	});
	expect(problem(response)).toEqual({
		status: 400,
		code: 131009,
		text: 'total_amount 1001 is not subtotal + tax + shipping - discount, which is 1000.',
	});
});
