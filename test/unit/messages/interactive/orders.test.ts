import { inputErrorOf } from '../../inputErrorOf';
import { build, interactive, least, type SentOrder } from './forms';

const order = (more: object, additionalFields: object = {}) => ({ ...least.order_details, ...more, additionalFields });
const sent = (more: object, additionalFields: object = {}) =>
	(interactive('order_details', order(more, additionalFields)).action as { parameters: SentOrder }).parameters;
const errorOf = (more: object, additionalFields: object = {}) =>
	inputErrorOf(() => build('order_details', order(more, additionalFields))).message;
const amount = (value: number) => ({ value, offset: 100 });

describe('order details', () => {
	test('sends a minimal order: UPI, one item, no tax', () => {
		expect(interactive('order_details', least.order_details)).toEqual({
			type: 'order_details',
			body: { text: 'Your order' },
			action: {
				name: 'review_and_pay',
				parameters: {
					reference_id: 'order-1',
					type: 'physical-goods',
					payment_type: 'upi',
					payment_configuration: 'my-payments',
					currency: 'INR',
					total_amount: amount(2500),
					order: {
						status: 'pending',
						items: [{ retailer_id: 'SKU-1', name: 'Rye', amount: amount(1250), quantity: 2 }],
						subtotal: amount(2500),
						tax: amount(0),
					},
				},
			},
		});
	});

	test('sends all fields of an order', () => {
		const item = {
			name: ' Rye sourdough ',
			amount: '15.00',
			saleAmount: 10.1,
			quantity: '3',
			imageLink: 'https://example.com/rye.jpg',
			countryOfOrigin: 'India',
			importerName: 'Bread Ltd',
			importerAddress: {
				address: {
					addressLine1: '1 Road',
					addressLine2: '',
					city: 'Pune',
					zoneCode: 'MH',
					postalCode: '411001',
					countryCode: 'IN',
				},
			},
		};
		const fields = {
			goodsType: 'digital-goods',
			items: { item: [item, { name: 'Cake', retailerId: 'SKU-2', amount: 4.35, saleAmount: '', quantity: 1 }] },
		};
		const more = {
			taxAmount: 0.3,
			shippingAmount: '5',
			discountAmount: 1.25,
			footerText: 'The bakery',
			headerFile: { file: { headerType: 'image', headerMediaPath: 'useMediaId', headerMediaId: '42' } },
			beneficiaries: {
				beneficiary: [
					{
						name: 'Asha Rao',
						addressLine1: '14 Lake Road',
						addressLine2: 'Flat 2',
						city: 'Pune',
						state: 'Maharashtra',
						postalCode: '411 001',
					},
				],
			},
			discountDescription: 'Summer',
			discountProgramName: 'Bread club',
			expiration: { details: { time: '2999-12-24T18:00:00+05:30', description: 'Until Christmas' } },
			preferredPaymentMethod: 'phonepe',
			quickPay: true,
			shippingDescription: 'Express',
			taxDescription: 'GST',
			totalAmount: 38.7,
		};
		const built = build('order_details', order(fields, more));
		expect(built.links).toEqual([
			{ kind: 'image', field: ['item', 1, 'Image Link'], link: 'https://example.com/rye.jpg' },
		]);
		expect(built.body.interactive).toEqual({
			type: 'order_details',
			header: { type: 'image', image: { id: '42' } },
			body: { text: 'Your order' },
			footer: { text: 'The bakery' },
			action: {
				name: 'review_and_pay',
				parameters: {
					reference_id: 'order-1',
					type: 'digital-goods',
					beneficiaries: [
						{
							name: 'Asha Rao',
							address_line1: '14 Lake Road',
							address_line2: 'Flat 2',
							city: 'Pune',
							state: 'Maharashtra',
							country: 'India',
							postal_code: '411001',
						},
					],
					payment_type: 'upi',
					payment_configuration: 'my-payments',
					preferred_payment_methods: [{ method: 'phonepe' }],
					currency: 'INR',
					total_amount: amount(3870),
					order: {
						status: 'pending',
						type: 'quick_pay',
						expiration: { timestamp: '32503033800', description: 'Until Christmas' },
						items: [
							{
								name: 'Rye sourdough',
								image: { link: 'https://example.com/rye.jpg' },
								amount: amount(1500),
								sale_amount: amount(1010),
								quantity: 3,
								country_of_origin: 'India',
								importer_name: 'Bread Ltd',
								importer_address: {
									address_line1: '1 Road',
									city: 'Pune',
									zone_code: 'MH',
									postal_code: '411001',
									country_code: 'IN',
								},
							},
							{ retailer_id: 'SKU-2', name: 'Cake', amount: amount(435), quantity: 1 },
						],
						subtotal: amount(3465),
						tax: { ...amount(30), description: 'GST' },
						shipping: { ...amount(500), description: 'Express' },
						discount: { ...amount(125), description: 'Summer', discount_program_name: 'Bread club' },
					},
				},
			},
		});
	});

	test('sends a payment gateway with and without gateway data', () => {
		const settings = (more: object) =>
			sent({ paymentType: 'payment_gateway', paymentGateway: 'payu', ...more }).payment_settings;
		for (const nothing of [{}, { gatewayData: '' }, { gatewayData: '{}' }]) {
			expect(settings(nothing)).toEqual([
				{ type: 'payment_gateway', payment_gateway: { type: 'payu', configuration_name: 'my-payments' } },
			]);
		}
		expect(settings({ gatewayData: '{"udf1": "a"}' })).toEqual([
			{
				type: 'payment_gateway',
				payment_gateway: { type: 'payu', configuration_name: 'my-payments', payu: { udf1: 'a' } },
			},
		]);
		expect(sent({ paymentType: 'payment_gateway' })).not.toHaveProperty('payment_type');
	});

	test('sends Pix, payment link and boleto in BRL for Brazil', () => {
		const brazilPayments = {
			pix: { code: '000201...', merchantName: 'Padaria Central', pixKey: '39580525000189', keyType: 'CNPJ' },
			paymentLink: { uri: 'https://example.com/pay/1' },
			boleto: { digitableLine: '03399026944140000002628346101018898510000008848' },
		};
		const more = { beneficiaries: { beneficiary: [{}] }, preferredPaymentMethod: 'gpay' };
		expect(sent({ orderCountry: 'BR', brazilPayments }, more)).toMatchObject({
			currency: 'BRL',
			payment_type: 'br',
			payment_settings: [
				{
					type: 'pix_dynamic_code',
					pix_dynamic_code: {
						code: '000201...',
						merchant_name: 'Padaria Central',
						key: '39580525000189',
						key_type: 'CNPJ',
					},
				},
				{ type: 'payment_link', payment_link: { uri: 'https://example.com/pay/1' } },
				{ type: 'boleto', boleto: { digitable_line: '03399026944140000002628346101018898510000008848' } },
			],
		});
		const keys = Object.keys(sent({ orderCountry: 'BR', brazilPayments }, more));
		expect(keys).not.toContain('beneficiaries');
		expect(keys).not.toContain('payment_configuration');
		expect(keys).not.toContain('preferred_payment_methods');
	});

	test("accepts items as JSON, with plain amounts or WhatsApp's amount objects", () => {
		const itemsJson = [
			{
				name: 'Rye',
				amount: 12.5,
				sale_amount: '10',
				quantity: 2,
				image: { link: 'https://example.com/a.jpg' },
				country_of_origin: 'India',
				importer_address: { city: 'Pune' },
			},
			{ name: 'Cake', retailer_id: '2', amount: { value: 435, offset: 100 } },
		];
		expect(sent({ defineItems: 'json', itemsJson }).order).toMatchObject({
			items: [
				{
					name: 'Rye',
					amount: amount(1250),
					sale_amount: amount(1000),
					quantity: 2,
					image: { link: 'https://example.com/a.jpg' },
					country_of_origin: 'India',
					importer_address: { city: 'Pune' },
				},
				{ retailer_id: '2', name: 'Cake', amount: amount(435), quantity: 1 },
			],
			subtotal: amount(2435),
		});
	});

	test('sends free shipping when it has a description', () => {
		expect(sent({}, { shippingDescription: 'Free of charge' }).order.shipping).toEqual({
			...amount(0),
			description: 'Free of charge',
		});
		expect(sent({}).order).not.toHaveProperty('shipping');
	});

	test('compares the expected subtotal with the sum of the items', () => {
		expect(sent({}, { subtotalAmount: '25.00' }).order.subtotal).toEqual(amount(2500));
		expect(errorOf({}, { subtotalAmount: '20.00' })).toBe(
			"'Expected Subtotal' is 20.00, but the items cost 25.00 together",
		);
	});

	test('compares the expected total with the calculated total', () => {
		expect(errorOf({}, { taxAmount: 1, shippingAmount: 2, discountAmount: 3, totalAmount: 24.99 })).toBe(
			"'Expected Total' is 24.99, but subtotal + tax + shipping - discount is 25.00 + 1.00 + 2.00 - 3.00 = 25.00",
		);
	});

	test.each<[object, object, string]>([
		[{}, { discountAmount: 25.01 }, "'Discount' is more than the amount to pay: 25.00 + 0.00 + 0.00 - 25.01 = -0.01"],
		[{}, { taxAmount: 'x' }, "'Tax' is not an amount"],
		[{ referenceId: '' }, {}, "'Reference ID' is empty"],
		[{ referenceId: 'order 1' }, {}, "'Reference ID' contains characters that WhatsApp does not allow"],
		[{ referenceId: 'ördér' }, {}, "'Reference ID' contains characters that WhatsApp does not allow"],
		[{ goodsType: 'food' }, {}, "'Goods Type' has an unknown value"],
		[{ paymentType: 'cash' }, {}, "'Payment' has an unknown value"],
		[{ paymentConfiguration: '' }, {}, "'Payment Configuration' is empty"],
		[
			{ paymentType: 'payment_gateway', gatewayData: '[]' },
			{},
			"'Gateway Data (JSON)' needs a JSON object, got an array",
		],
		[
			{ orderCountry: 'BR', brazilPayments: { pix: { code: '', merchantName: 'a', pixKey: 'b' } } },
			{},
			"'Code' of 'Pix' is empty",
		],
		[
			{ orderCountry: 'BR', brazilPayments: { paymentLink: { uri: 'pix:1' } } },
			{},
			"'Link' of 'Payment Link' must start with https:// or http://",
		],
		[{ items: { item: [{ name: 'a', retailerId: '1', amount: '' }] } }, {}, "'Price' of item 1 is empty"],
		[
			{ orderCountry: 'BR', items: { item: [{ name: 'a', retailerId: '', amount: 1 }] } },
			{},
			"'Product ID' of item 1 is empty",
		],
		[
			{ items: { item: [{ name: 'a', retailerId: '1', amount: 1, quantity: 1.5 }] } },
			{},
			"'Quantity' of item 1 is not a whole number",
		],
		[
			{ items: { item: [{ name: 'a', retailerId: '1', amount: 9e13, quantity: 2 }] } },
			{},
			"'Price' of item 1 is too large",
		],
		[
			{},
			{ beneficiaries: { beneficiary: [{ name: 'A', addressLine1: 'B', city: 'C', state: 'D', postalCode: '4110' }] } },
			"'Postal Code' of beneficiary 1 does not have 6 digits",
		],
		[
			{},
			{
				beneficiaries: { beneficiary: [{ name: 'A', addressLine1: 'B', city: '', state: 'D', postalCode: '411001' }] },
			},
			"'City' of beneficiary 1 is empty",
		],
		[{}, { preferredPaymentMethod: 'cash' }, "'Preferred Payment App' has an unknown value"],
		[
			{},
			{ expiration: { details: { time: '2999-12-24T18:00:00', description: 'a' } } },
			"'Time' of 'Expiration' is not a time with a time zone",
		],
		[{}, { expiration: { details: { time: '', description: 'a' } } }, "'Time' of 'Expiration' is empty"],
		[
			{},
			{ expiration: { details: { time: '2999-12-24T18:00:00Z', description: '' } } },
			"'Description' of 'Expiration' is empty",
		],
		[{}, { quickPay: 'maybe' }, "'Quick Pay' is neither true nor false"],
	])('rejects an order: %j %j', (more, additional, message) => {
		expect(errorOf(more, additional)).toBe(message);
	});

	test.each([
		['2999-12-24T12:30:00Z'],
		['2999-12-24 18:00:00+0530'],
		[32503033800],
		[32503033800000],
		[new Date('2999-12-24T12:30:00Z')],
		[{ toISO: () => '2999-12-24T18:00:00.000+05:30' }],
	])('accepts the expiration %j', (time) => {
		expect(sent({}, { expiration: { details: { time, description: 'a' } } }).order.expiration).toEqual({
			timestamp: '32503033800',
			description: 'a',
		});
	});
});

test('sends an order status', () => {
	expect(
		interactive('order_status', {
			...least.order_status,
			additionalFields: { footerText: 'f', statusDescription: 'On Friday' },
		}),
	).toEqual({
		type: 'order_status',
		body: { text: 'On its way' },
		footer: { text: 'f' },
		action: {
			name: 'review_order',
			parameters: { reference_id: 'order-1', order: { status: 'shipped', description: 'On Friday' } },
		},
	});
	for (const status of ['canceled', 'completed', 'partially-shipped', 'partially_shipped', 'pending', 'processing']) {
		expect(JSON.stringify(build('order_status', { ...least.order_status, orderStatus: status }).body)).toContain(
			`"order":{"status":"${status}"}`,
		);
	}
	expect(inputErrorOf(() => build('order_status', { ...least.order_status, orderStatus: 'lost' })).message).toBe(
		"'Order Status' has an unknown value",
	);
});
