import type { IDataObject, INodeParameters } from 'n8n-workflow';
import nock from 'nock';
import { accepted } from './fixtures';
import { GRAPH, PHONE, runNode } from './harness';

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	const pending = nock.pendingMocks();
	nock.cleanAll();
	expect(pending).toEqual([]);
});
afterAll(() => nock.enableNetConnect());

const item = { name: 'Rye', retailerId: 'SKU-1', amount: 12.5, quantity: 2 };
const order: INodeParameters = {
	messageType: 'order_details',
	textBody: 'Your order',
	referenceId: 'order-1',
	items: { item: [item] },
};
const hundredths = (value: number): object => ({ value, offset: 100 });
const pix = { code: '000201', merchantName: 'Padaria Central', pixKey: '39580525000189', keyType: 'CNPJ' };
const sentPix = {
	type: 'pix_dynamic_code',
	pix_dynamic_code: { code: '000201', merchant_name: 'Padaria Central', key: '39580525000189', key_type: 'CNPJ' },
};
const sentItem = { retailer_id: 'SKU-1', name: 'Rye', amount: hundredths(1250), quantity: 2 };

/** Sends a message; returns the action's parameters from the request, whose other parts it checks. */
async function send(recipientPhoneNumber: string, parameters: INodeParameters): Promise<unknown> {
	const sent: IDataObject[] = [];
	nock(GRAPH)
		.post(`/v25.0/${PHONE}/messages`, (body: IDataObject) => sent.push(body) === 1)
		.reply(200, accepted(recipientPhoneNumber.slice(1), 'wamid.1'));
	const { output } = await runNode({
		parameters: { resource: 'message', operation: 'send', phoneNumberId: PHONE, recipientPhoneNumber, ...parameters },
	});
	expect(output).toHaveLength(1);
	const { interactive, ...envelope } = sent[0];
	expect(envelope).toEqual({
		messaging_product: 'whatsapp',
		to: recipientPhoneNumber,
		type: 'interactive',
	});
	const { type, body, action } = interactive as { type: string; body: IDataObject; action: IDataObject };
	expect({ type, body, name: action.name }).toEqual({
		type: parameters.messageType,
		body: { text: parameters.textBody },
		name: type === 'order_status' ? 'review_order' : 'review_and_pay',
	});
	return action.parameters;
}

const INDIAN = '+919876543210';
const BRAZILIAN = '+5511987654321';

test('sends an order in India: UPI, with tax, shipping and discount from Additional Fields', async () => {
	const parameters = await send(INDIAN, {
		...order,
		orderCountry: 'IN',
		paymentConfiguration: 'my-payments',
		additionalFields: {
			taxAmount: '={{ 4.5 }}',
			taxDescription: '18% GST',
			shippingAmount: 5,
			discountAmount: 2,
			discountProgramName: 'Bread club',
		},
	});
	expect(parameters).toEqual({
		reference_id: 'order-1',
		type: 'physical-goods',
		payment_type: 'upi',
		payment_configuration: 'my-payments',
		currency: 'INR',
		total_amount: hundredths(3250),
		order: {
			status: 'pending',
			items: [sentItem],
			subtotal: hundredths(2500),
			tax: { ...hundredths(450), description: '18% GST' },
			shipping: hundredths(500),
			discount: { ...hundredths(200), discount_program_name: 'Bread club' },
		},
	});
});

const brazilian = {
	reference_id: 'order-1',
	type: 'physical-goods',
	payment_type: 'br',
	payment_settings: [sentPix],
	currency: 'BRL',
	total_amount: hundredths(2500),
	order: { status: 'pending', items: [sentItem], subtotal: hundredths(2500), tax: hundredths(0) },
};

test('sends an order in Brazil, without what was entered for India before', async () => {
	const parameters = await send(BRAZILIAN, {
		...order,
		items: { item: [{ ...item, imageLink: 'https://example.com/rye.jpg', countryOfOrigin: 'India' }] },
		orderCountry: 'BR',
		paymentType: 'payment_gateway',
		paymentConfiguration: 'my-payments',
		paymentGateway: 'payu',
		brazilPayments: { pix },
		additionalFields: { quickPay: true, preferredPaymentMethod: 'gpay' },
	});
	expect(parameters).toEqual(brazilian);
});

test('does not send Brazilian payment methods in India', async () => {
	const parameters = await send(INDIAN, {
		...order,
		orderCountry: 'IN',
		paymentConfiguration: 'my-payments',
		brazilPayments: { pix },
	});
	expect(parameters).toMatchObject({ currency: 'INR', payment_configuration: 'my-payments' });
	expect(parameters).not.toHaveProperty('payment_settings');
});

describe('nodes without a country', () => {
	test('send to Brazil if their payment says so', async () => {
		const parameters = await send(BRAZILIAN, {
			...order,
			paymentType: 'br',
			brazilPayments: { pix },
			additionalFields: { quickPay: true },
		});
		expect(parameters).toEqual(brazilian);
	});

	test('send in India with the amounts outside of Additional Fields', async () => {
		const parameters = await send(INDIAN, {
			...order,
			paymentType: 'payment_gateway',
			paymentConfiguration: 'my-payments',
			taxAmount: 4.5,
			shippingAmount: 5,
			discountAmount: 2,
			additionalFields: { taxDescription: '18% GST' },
		});
		expect(parameters).toEqual({
			reference_id: 'order-1',
			type: 'physical-goods',
			payment_settings: [
				{ type: 'payment_gateway', payment_gateway: { type: 'razorpay', configuration_name: 'my-payments' } },
			],
			currency: 'INR',
			total_amount: hundredths(3250),
			order: {
				status: 'pending',
				items: [sentItem],
				subtotal: hundredths(2500),
				tax: { ...hundredths(450), description: '18% GST' },
				shipping: hundredths(500),
				discount: hundredths(200),
			},
		});
	});

	test('let an amount in Additional Fields win, also 0', async () => {
		const parameters = await send(INDIAN, {
			...order,
			paymentConfiguration: 'my-payments',
			taxAmount: 4.5,
			shippingAmount: 5,
			additionalFields: { taxAmount: 0 },
		});
		expect(parameters).toMatchObject({
			total_amount: hundredths(3000),
			order: { tax: hundredths(0), shipping: hundredths(500) },
		});
	});
});

test.each<[string, INodeParameters]>([
	['in Additional Fields', { additionalFields: { statusDescription: 'On Friday' } }],
	['in an earlier node', { statusDescription: 'On Friday' }],
])('sends an order status with a description %s', async (_where, description) => {
	const parameters = await send(INDIAN, {
		messageType: 'order_status',
		textBody: 'On its way',
		referenceId: 'order-1',
		orderStatus: 'shipped',
		...description,
	});
	expect(parameters).toEqual({ reference_id: 'order-1', order: { status: 'shipped', description: 'On Friday' } });
});
