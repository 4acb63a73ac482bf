import { seed } from '../../src';
import { order } from '../interactiveMessages';
import { emulator, get, post, receiver, remove, startForEach } from './requests';

startForEach();

const { phoneNumberId: phone, wabaId: waba } = seed;
const look = `/${phone}/payments/mine/order-1`;
const refund = (value: number, more: object = {}): Promise<unknown> =>
	post(`/${phone}/payments_refund`, {
		reference_id: 'order-1',
		payment_config_id: 'mine',
		amount: { currency: 'INR', value: String(value), offset: '100' },
		...more,
	});

async function sendOrder(): Promise<void> {
	const message = { messaging_product: 'whatsapp', to: '16505550001', type: 'interactive', interactive: order() };
	expect(await post(`/${phone}/messages`, message)).toMatchObject({ messages: [{}] });
}

/** The customer pays: a status webhook of the field messages. */
function pay(): void {
	const transaction = {
		id: 'order_1',
		type: 'razorpay',
		status: 'success',
		created_timestamp: 1,
		updated_timestamp: 1,
	};
	const payment = { reference_id: 'order-1', amount: { value: 1000, offset: 100 }, currency: 'INR', transaction };
	const value = { statuses: [{ id: 'wamid.1', type: 'payment', status: 'captured', payment }] };
	emulator.events({ field: 'messages', value, phoneNumberId: phone });
}

it('looks up a payment and refunds parts of it', async () => {
	expect(await get(look)).toBe(100);
	await sendOrder();
	const payment = { reference_id: 'order-1', currency: 'INR', total_amount: { value: 1000, offset: 100 } };
	expect(await get(look)).toEqual({ payments: [{ ...payment, status: 'pending', transactions: [] }] });
	expect(await refund(1000)).toBe(100);
	pay();
	expect(await get(look)).toMatchObject({
		payments: [{ ...payment, status: 'captured', transactions: [{ id: 'order_1' }] }],
	});
	expect(await get(`/${phone}/payments/other/order-1`)).toBe(100);
	const done = { id: expect.stringMatching(/^rfnd_\w+$/) as string, status: 'completed', speed_processed: 'instant' };
	expect(await refund(400, { speed: 'instant' })).toEqual(done);
	expect(await refund(700)).toBe(100);
	expect(await refund(600)).toMatchObject({ status: 'pending', speed_processed: 'normal' });
	expect(await get(look)).toMatchObject({
		payments: [
			{
				refunds: [
					{ amount: { value: 400 }, status: 'success' },
					{ amount: { value: 600 }, status: 'pending' },
				],
			},
		],
	});
	expect(await refund(1, { amount: { currency: 'EUR', value: '1', offset: '100' } })).toBe(100);
});

it('keeps payment configurations', async () => {
	const path = `/${waba}/payment_configuration`;
	const vpa = { configuration_name: 'my upi', provider_name: 'upi_vpa', merchant_vpa: 'acme@bank' };
	expect(await post(path, vpa)).toEqual({ success: true });
	expect(await post(path, vpa)).toBe(100);
	expect(await post(path, { ...vpa, configuration_name: 'b', merchant_vpa: undefined })).toBe(100);
	const link = { oauth_url: expect.stringMatching(/^https:/) as string, expiration: expect.any(Number) as number };
	expect(await post(path, { configuration_name: 'gate', provider_name: 'razorpay' })).toEqual({
		...link,
		success: true,
	});
	expect(await get(`/${waba}/payment_configurations`)).toMatchObject({
		data: [
			{
				payment_configurations: [
					{ configuration_name: 'my upi', status: 'Active', merchant_vpa: 'acme@bank' },
					{ configuration_name: 'gate', status: 'Needs_Connecting', provider_name: 'razorpay' },
				],
			},
		],
	});
	expect(await get(`${path}/my%20upi`)).toMatchObject({ data: [{ configuration_name: 'my upi' }] });
	expect(await post(`${path}/gate`, { data_endpoint_url: 'https://example.com/data' })).toEqual({ success: true });
	expect(await post(`${path}/gate`, { data_endpoint_url: 'x' })).toBe(100);
	const again = `/${waba}/generate_payment_configuration_oauth_link`;
	expect(await post(again, { configuration_name: 'gate' })).toEqual(link);
	expect(await post(again, { configuration_name: 'my upi' })).toBe(100);
	expect(await remove(path, { configuration_name: 'gate' })).toEqual({ success: true });
	expect(await get(`${path}/gate`)).toBe(100);
	expect(receiver.events).toEqual([]);
});
