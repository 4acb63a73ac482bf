import { checkInteractive } from '../../../../emulator/src/messages/interactive';
import { inputErrorOf } from '../../inputErrorOf';
import { build, interactive, least, type SentOrder } from './forms';

const order = (more: object, additionalFields: object = {}) => ({ ...least.order_details, ...more, additionalFields });
const sent = (more: object, additionalFields: object = {}) =>
	(interactive('order_details', order(more, additionalFields)).action as { parameters: SentOrder }).parameters;
const errorOf = (more: object, additionalFields: object = {}) =>
	inputErrorOf(() => build('order_details', order(more, additionalFields))).message;
const item = (more: object) => ({
	items: { item: [{ name: 'Rye', retailerId: 'SKU-1', amount: 12.5, quantity: 2, ...more }] },
});
const gateway = (gatewayData: unknown) => ({ paymentType: 'payment_gateway', gatewayData });

describe('India', () => {
	test('sends a payment link with its page and optional redirect URLs', () => {
		const paymentLink = ' https://rzp.io/i/rNiAagU8y ';
		const settings = (more: object) => sent({ paymentType: 'payment_link', paymentLink }, more).payment_settings;
		expect(settings({})).toEqual([{ type: 'payment_link', payment_link: { uri: 'https://rzp.io/i/rNiAagU8y' } }]);
		expect(
			settings({ paymentSuccessUrl: 'https://example.com/ok', paymentCancelUrl: 'https://example.com/no' }),
		).toEqual([
			{
				type: 'payment_link',
				payment_link: {
					uri: 'https://rzp.io/i/rNiAagU8y',
					success_url: 'https://example.com/ok',
					cancel_url: 'https://example.com/no',
				},
			},
		]);
		expect(sent({ paymentType: 'payment_link', paymentLink })).toMatchObject({ payment_type: 'upi', currency: 'INR' });
		expect(sent({ paymentType: 'payment_link', paymentLink })).not.toHaveProperty('payment_configuration');
	});

	test('sends a UPI intent link unchanged, without a payment type', () => {
		const link = 'upi://pay?pa=bakery@bank&pn=The%20Bakery&mc=5462&purpose=00&tr=2044';
		const parameters = sent({ paymentType: 'upi_intent_link', upiIntentLink: link });
		expect(parameters.payment_settings).toEqual([{ type: 'upi_intent_link', upi_intent_link: { link } }]);
		expect(parameters).not.toHaveProperty('payment_type');
		expect(parameters.currency).toBe('INR');
	});

	test('puts the preferred payment app into the gateway settings, including BHIM', () => {
		const parameters = sent(gateway('{}'), { preferredPaymentMethod: 'bhim' });
		expect(parameters.payment_settings[0].payment_gateway.preferred_payment_methods).toEqual([{ method: 'bhim' }]);
		expect(parameters).not.toHaveProperty('preferred_payment_methods');
		expect(sent({}, { preferredPaymentMethod: 'gpay' }).preferred_payment_methods).toEqual([{ method: 'gpay' }]);
	});

	test('sends an item without an ID', () => {
		expect(sent(item({ retailerId: '' })).order.items).toEqual([
			{ name: 'Rye', amount: { value: 1250, offset: 100 }, quantity: 2 },
		]);
	});

	test('omits the ID of an item with an image, and warns', () => {
		const built = build('order_details', order(item({ imageLink: 'https://example.com/a.jpg' })));
		expect(JSON.stringify(built.body)).not.toContain('retailer_id');
		expect(built.warnings).toEqual([
			{
				field: 'Product ID of item 1',
				message: "'Product ID' of item 1 was left out: in India, WhatsApp accepts either an ID or an image",
				advice: "Remove 'Product ID' or 'Image Link'.",
			},
		]);
		expect(
			build('order_details', order(item({ retailerId: '', imageLink: 'https://example.com/a.jpg' }))),
		).not.toHaveProperty('warnings');
	});

	test.each([
		[
			gateway(
				`{"notes": ${JSON.stringify(Object.fromEntries(Array.from({ length: 15 }, (_unused, n) => [n, 'x'.repeat(256)])))}}`,
			),
		],
		[gateway({ receipt: 'x'.repeat(40) })],
		[
			gateway({
				udf4: 'x'.repeat(255),
				extra2: 'x'.repeat(180),
				additional_info7: 'x'.repeat(120),
				other: 'x'.repeat(999),
			}),
		],
	])('accepts gateway data at the limits (%#)', (more) => {
		expect(sent(more).payment_settings[0].payment_gateway.razorpay).toBeDefined();
	});

	test.each<[object, object, string]>([
		[{ paymentType: 'payment_link', paymentLink: '' }, {}, "'Payment Link' is empty"],
		[
			{ paymentType: 'payment_link', paymentLink: 'upi://pay' },
			{},
			"'Payment Link' must start with https:// or http://",
		],
		[
			{ paymentType: 'payment_link', paymentLink: 'https://a.in' },
			{ paymentSuccessUrl: 'done' },
			"'Payment Success URL' is not a valid URL",
		],
		[{ paymentType: 'upi_intent_link', upiIntentLink: '' }, {}, "'UPI Intent Link' is empty"],
		[
			{ paymentType: 'upi_intent_link', upiIntentLink: 'https://example.com' },
			{},
			"'UPI Intent Link' is not a UPI link",
		],
		[
			item({ imageLink: 'https://example.com/a.jpg' }),
			{ catalogId: '99' },
			"'Image Link' of item 1 cannot be used together with 'Catalog' in India",
		],
		[
			gateway({ notes: Object.fromEntries(Array.from({ length: 16 }, (_unused, n) => [n, 'a'])) }),
			{},
			"In 'Gateway Data (JSON)', notes has 16 entries, WhatsApp allows 15",
		],
		[
			gateway({ notes: { a: 'x'.repeat(257) } }),
			{},
			"In 'Gateway Data (JSON)', notes.a has 257 characters, WhatsApp allows 256",
		],
		[
			gateway({ receipt: 'x'.repeat(41) }),
			{},
			"In 'Gateway Data (JSON)', receipt has 41 characters, WhatsApp allows 40",
		],
		[gateway({ receipt: '' }), {}, "In 'Gateway Data (JSON)', receipt is empty"],
		[gateway({ udf1: 'x'.repeat(256) }), {}, "In 'Gateway Data (JSON)', udf1 has 256 characters, WhatsApp allows 255"],
		[
			gateway({ extra1: 'x'.repeat(181) }),
			{},
			"In 'Gateway Data (JSON)', extra1 has 181 characters, WhatsApp allows 180",
		],
		[
			gateway({ additional_info1: 'x'.repeat(121) }),
			{},
			"In 'Gateway Data (JSON)', additional_info1 has 121 characters, WhatsApp allows 120",
		],
	])('rejects an Indian order: %j %j', (more, additional, message) => {
		expect(errorOf(more, additional)).toBe(message);
	});
});

describe('Brazil', () => {
	test('omits payment settings for an order without a payment method', () => {
		for (const brazilPayments of [{}, undefined, '']) {
			expect(sent({ orderCountry: 'BR', brazilPayments })).not.toHaveProperty('payment_settings');
			expect(sent({ orderCountry: 'BR', brazilPayments })).toMatchObject({ payment_type: 'br', currency: 'BRL' });
		}
	});

	test('sends a stored card with its last four digits', () => {
		const brazilPayments = { offsiteCardPay: { credentialId: 1234567, lastFourDigits: '0235' } };
		expect(sent({ orderCountry: 'BR', brazilPayments }).payment_settings).toEqual([
			{ type: 'offsite_card_pay', offsite_card_pay: { last_four_digits: '0235', credential_id: '1234567' } },
		]);
	});

	test.each([
		[{ credentialId: '1', lastFourDigits: '523' }, "'Last Four Digits' of 'Saved Card' does not have 4 digits"],
		[{ credentialId: '1', lastFourDigits: '' }, "'Last Four Digits' of 'Saved Card' is empty"],
		[{ credentialId: '', lastFourDigits: '5235' }, "'Card Credential ID' of 'Saved Card' is empty"],
	])('rejects the stored card %j', (offsiteCardPay, message) => {
		expect(errorOf({ orderCountry: 'BR', brazilPayments: { offsiteCardPay } })).toBe(message);
	});

	test('keeps the ID of an item with an image', () => {
		expect(
			sent({ orderCountry: 'BR', ...item({ imageLink: 'https://example.com/a.jpg' }) }).order.items[0],
		).toMatchObject({
			retailer_id: 'SKU-1',
			image: { link: 'https://example.com/a.jpg' },
		});
	});
});

test.each<[string, object, object]>([
	['upi', item({ retailerId: '' }), {}],
	['upi', item({ imageLink: 'https://example.com/a.jpg' }), { subtotalAmount: 25 }],
	[
		'payment_gateway',
		{ gatewayData: { notes: { order: '2044' } } },
		{ preferredPaymentMethod: 'bhim', catalogId: '99' },
	],
	['payment_link', { paymentLink: 'https://example.com/pay' }, { paymentSuccessUrl: 'https://example.com/ok' }],
	['upi_intent_link', { upiIntentLink: 'upi://pay?pa=a@b&pn=A' }, { quickPay: true }],
	['br', { referenceId: 'x'.repeat(60) }, {}],
	['br', { brazilPayments: { offsiteCardPay: { credentialId: '1', lastFourDigits: '5235' } } }, {}],
])('sends to the emulator an order that the form builds for %s with %j %j', (paymentType, more, additionalFields) => {
	expect(() =>
		checkInteractive(interactive('order_details', order({ paymentType, ...more }, additionalFields))),
	).not.toThrow();
});
