import { seed } from '../../../emulator/src';
import { jsonOf, withEmulator } from '../account/support';

const { run, emulator } = withEmulator();
const { phoneNumberId } = seed;

test('refunds a part of a payment, and not more than was paid', async () => {
	const order = { phoneNumberId, recipientPhoneNumber: '+16505551234', messageType: 'order_details' };
	await run('message', 'send', {
		...order,
		textBody: 'Your order',
		referenceId: 'A-1',
		orderCountry: 'IN',
		paymentConfiguration: 'mine',
		items: { item: [{ name: 'Rye', retailerId: 'SKU-1', amount: 5, quantity: 2 }] },
	}).then(jsonOf);
	const transaction = { id: 'order_1', type: 'upi', status: 'success', created_timestamp: 1, updated_timestamp: 1 };
	const payment = { reference_id: 'A-1', amount: { value: 1000, offset: 100 }, currency: 'INR', transaction };
	const statuses = [{ id: 'wamid.1', type: 'payment', status: 'captured', payment }];
	emulator().events({ field: 'messages', value: { statuses }, phoneNumberId });
	const paid = { phoneNumberId, configuration: 'mine', referenceId: 'A-1' };
	expect(jsonOf(await run('payment', 'refund', { ...paid, amount: '4', confirm: true }))).toMatchObject([
		{ referenceId: 'A-1', amount: 4, currency: 'INR', status: 'pending', speed: 'normal' },
	]);
	const [found] = jsonOf(await run('payment', 'get', paid));
	expect(JSON.stringify(found)).toContain('rfnd_');
	const { error } = await run('payment', 'refund', { ...paid, amount: '7', confirm: true });
	expect(error.message).toBeTruthy();
});
