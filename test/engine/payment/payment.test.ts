import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WhatsAppBusinessCloud } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloud.node';
import { mockedNetwork, expectRequest, jsonOf, messageOf, runner } from '../account/support';
import { metaError } from '../fixtures';
import { loadOptions, PHONE, WABA } from '../harness';

mockedNetwork();

const runPayment = runner('payment');
const run = async (operation: string, parameters: INodeParameters = {}) =>
	await runPayment(operation, { phoneNumberId: PHONE, ...parameters });
const order = { configuration: 'my upi', referenceId: 'order-2044' };
const time = '2026-09-21T14:13:20.000Z';

describe('a payment', () => {
	const path = `${PHONE}/payments/my%20upi/order-2044`;

	test.each<[string, IDataObject, IDataObject]>([
		[
			'complete',
			{
				reference_id: 'order-2044',
				status: 'captured',
				currency: 'INR',
				total_amount: { value: 49950, offset: 100 },
				transactions: [{ id: 't1', pg_transaction_id: 'p1', status: 'success', created_timestamp: 1790000000 }],
				refunds: [{ id: 'r1', amount: { value: '100', offset: '100' }, status: 'pending' }, null],
			},
			{
				referenceId: 'order-2044',
				status: 'captured',
				currency: 'INR',
				amount: 499.5,
				transactions: [{ id: 't1', pgTransactionId: 'p1', status: 'success', createdAt: time }],
				refunds: [{ id: 'r1', amount: 1, status: 'pending' }],
			},
		],
		['odd', { status: 'new', total_amount: { value: 5, offset: 0 }, transactions: {} }, { status: 'new' }],
		['empty', {}, {}],
	])('that is %s', async (_what, payment, expected) => {
		expectRequest('GET', path, {}, { payments: [payment] });
		expect((await run('get', order)).output).toEqual([{ json: expected, pairedItem: { item: 0 } }]);
	});

	test.each([[{ payments: [] }], [{ payments: {} }], [{}]])('that is missing: %j', async (response) => {
		expectRequest('GET', path, {}, response);
		expect(messageOf(await run('get', order))).toBe("'Reference ID' 'order-2044' has no payment");
	});

	test('names the permission that is missing', async () => {
		const error = metaError(200, '(#200) Permissions error');
		expectRequest('GET', path, {}, error, 403);
		expect(messageOf(await run('get', order))).toBe(
			'The access token is missing the permission whatsapp_business_messaging',
		);
	});

	test.each<[INodeParameters, IDataObject, number]>([
		[{ amount: 499.5 }, { speed: 'normal', amount: { currency: 'INR', value: '49950', offset: '100' } }, 499.5],
		[
			{ amount: '1', speed: 'instant' },
			{ speed: 'instant', amount: { currency: 'INR', value: '100', offset: '100' } },
			1,
		],
	])('is refunded: %j', async (parameters, more, amount) => {
		const body = { reference_id: 'order-2044', payment_config_id: 'my upi', ...more };
		const response = { id: 'r1', status: 'completed', speed_processed: 'instant' };
		expectRequest('POST', `${PHONE}/payments_refund`, { body }, response);
		expect(jsonOf(await run('refund', { ...order, ...parameters, confirm: true }))).toEqual([
			{ referenceId: 'order-2044', refundId: 'r1', amount, currency: 'INR', status: 'completed', speed: 'instant' },
		]);
	});
});

describe('configurations', () => {
	const row = {
		configuration_name: 'my upi',
		merchant_category_code: { code: '0000', description: 'Test' },
		purpose_code: { code: '00', description: 'Test' },
		status: 'Needs_Testing',
		provider_name: 'upi_vpa',
		merchant_vpa: 'shop@upi',
		created_timestamp: 1790000000,
	};
	const simple = {
		name: 'my upi',
		status: 'Needs_Testing',
		provider: 'upi_vpa',
		merchantVpa: 'shop@upi',
		merchantCategoryCode: '0000',
		merchantCategory: 'Test',
		purposeCode: '00',
		purpose: 'Test',
		createdAt: time,
	};

	test.each<[string, unknown, IDataObject[]]>([
		['the nested list', { data: [{ payment_configurations: [row, {}, null] }] }, [simple, {}]],
		['an object', { data: { payment_configurations: [row] } }, [simple]],
		['no list', { data: [{}, null, { payment_configurations: {} }] }, []],
		['nothing', {}, []],
	])('from %s', async (_what, response, expected) => {
		expectRequest('GET', `${WABA}/payment_configurations`, { query: { limit: 50 } }, response);
		expect(jsonOf(await run('getConfigurations'))).toEqual(expected);
	});

	test.each<[unknown, IDataObject]>([
		[{ data: [row] }, simple],
		[{ data: row }, simple],
		[{ data: [] }, {}],
	])('one from %j', async (response, expected) => {
		expectRequest('GET', `${WABA}/payment_configuration/my%20upi`, {}, response);
		expect(jsonOf(await run('getConfiguration', order))).toEqual([expected]);
	});

	test.each<[INodeParameters, IDataObject, IDataObject, IDataObject]>([
		[
			{ merchantVpa: 'shop@upi', additionalFields: { categoryCode: '0000', purposeCode: '00' } },
			{ provider_name: 'upi_vpa', merchant_vpa: 'shop@upi', merchant_category_code: '0000', purpose_code: '00' },
			{ success: true },
			{},
		],
		[
			{ provider: 'payu', redirectUrl: 'https://example.com' },
			{ provider_name: 'payu', redirect_url: 'https://example.com' },
			{ oauth_url: 'https://www.facebook.com/x', expiration: 1790000000, success: true },
			{ connectUrl: 'https://www.facebook.com/x', connectUntil: time },
		],
	])('creates one from %j', async (parameters, body, response, more) => {
		expectRequest('POST', `${WABA}/payment_configuration`, { body: { configuration_name: 'a', ...body } }, response);
		expect(jsonOf(await run('createConfiguration', { name: 'a', ...parameters }))).toEqual([
			{ name: 'a', created: true, ...more },
		]);
	});

	test('deletes one', async () => {
		const body = { configuration_name: 'my upi' };
		expectRequest('DELETE', `${WABA}/payment_configuration`, { body }, { success: true });
		expect(jsonOf(await run('deleteConfiguration', { ...order, confirm: true }))).toEqual([
			{ name: 'my upi', deleted: true },
		]);
	});

	test('are a list in the editor', async () => {
		const data = [{ payment_configurations: [row, { status: 'Active' }, { configuration_name: 'b' }] }];
		expectRequest('GET', `${WABA}/payment_configurations`, { query: { limit: 100 } }, { data });
		const { searchPaymentConfigurations } = new WhatsAppBusinessCloud().methods.listSearch;
		const { results } = await searchPaymentConfigurations.call(loadOptions({ resource: 'payment' }));
		expect(results).toEqual([
			{ name: 'my upi - needs testing', value: 'my upi' },
			{ name: 'b', value: 'b' },
		]);
	});
});

test.each<[string, INodeParameters, string]>([
	['get', { ...order, referenceId: '={{ "" }}' }, "'Reference ID' is empty"],
	['get', { ...order, configuration: '..' }, "'Payment Configuration' is empty"],
	['refund', { ...order, amount: '0', confirm: true }, "'Amount (INR)' is 0"],
	['refund', { ...order, amount: '1.005', confirm: true }, "'Amount (INR)' has more than two decimals"],
	['refund', { ...order, amount: '1' }, "'Confirm' is off. Turn it on to refund the amount"],
	['createConfiguration', { name: 'a' }, "'UPI ID (VPA)' is empty"],
	['createConfiguration', { name: 'a', provider: '={{ "paypal" }}' }, "'Provider' has an unknown value"],
	['deleteConfiguration', order, "'Confirm' is off"],
])('%s rejects %j', async (operation, parameters, message) => {
	expect(messageOf(await run(operation, parameters))).toContain(message);
});
