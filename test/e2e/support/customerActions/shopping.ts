import type { Json } from '../../../../emulator/test/phone/parts';
import { message, type Actions } from './types';

export const shopping: Actions = async (customer) => {
	const { phone } = customer;
	await customer.tap('products', 'View items');
	await customer.dialog.getByRole('button', { name: 'Add Lemon tree' }).click();
	await customer.inDialog('Send order ($69.00)');
	await customer.sent('order');
	const product = await customer.tap('product', 'View');
	await customer.inDialog('Ask about it');
	await customer.sent('text');
	const order = await customer.tap('order-details', 'Review and pay');
	await customer.inDialog('Pay');
	await phone.heardValue(({ statuses }) => (statuses as Json[] | undefined)?.find(({ type }) => type === 'payment'));
	await customer.tap('template-password', 'Copy code');
	await phone.page.getByText('Copied: 482913').waitFor();
	expect(await phone.page.evaluate(async () => await navigator.clipboard.readText())).toBe('482913');
	const lemonTree = { productRetailerId: 'lemon-tree', quantity: 1, itemPrice: 69, currency: 'USD' };
	return [
		message('order', { orderCatalogId: '194836987003835', orderItems: [lemonTree] }),
		message('text', { replyTo: product, referredProductRetailerId: 'di9ozbzfi4' }),
		{
			kind: 'paymentStatus',
			messageId: order,
			status: 'captured',
			payment: { referenceId: 'A-2044', amount: { value: 52_000, offset: 100 }, currency: 'INR' },
		},
	];
};
