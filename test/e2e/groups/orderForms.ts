import type { WorkflowNode } from '../../../scripts/n8n/rest';
import { Browser } from '../support/browser';
import { editorForm, login, withScreenshotOnFailure } from '../support/editorForm';
import type { TestEnvironment } from '../support/testEnvironment';
import { byId, byNumber, chain, whatsApp } from '../support/workflows';

const start: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const BEFORE = [
	'Credential',
	'Resource',
	'Operation',
	'Send From',
	'Sender Phone Number',
	'Recipient',
	'Message Type',
	'Text',
];
const AFTER = ['Additional Fields', 'Simplify', 'Include Input Fields', 'Options', 'Large Runs', 'Network'];
const NOTICE = 'Payments in WhatsApp work in India and Brazil only';

/** Orders, whose form depends on the country. */
export function orderForms(env: () => TestEnvironment): void {
	describe('forms of orders in the editor', () => {
		let browser: Browser;
		const { field, fill, addField, choose, enterBy, shown, open: openNode } = editorForm(() => browser, env);
		const itWithScreenshot = withScreenshotOnFailure(() => browser);

		const open = async (messageType: string, more: Record<string, unknown> = {}): Promise<void> => {
			const step = whatsApp(env(), 'WhatsApp', {
				resource: 'message',
				operation: 'send',
				phoneNumberId: byId(env().emulator.seed.phoneNumberId),
				recipientPhoneNumber: byNumber('+919876543210'),
				messageType,
				...more,
			});
			await openNode(await env().rest.createWorkflow(chain(`An order ${messageType}`, [start, step])), 'WhatsApp');
			await browser.byTestId('node-parameters').getByText(NOTICE).waitFor();
		};

		beforeAll(async () => {
			browser = await login(Browser.open('orders', { width: 1440, height: 1700 }), env());
		});
		afterAll(async () => await browser?.close());

		itWithScreenshot('shows only what the country needs, and sends an order with tax', async () => {
			const { emulator } = env();
			await open('order_details');
			const common = ['Reference ID', 'Goods Type', 'Country'];
			const item = ['Name', 'Product ID', 'Price', 'Sale Price', 'Quantity'];
			const indian = ['Image Link', 'Country of Origin', 'Importer Name', 'Importer Address'];
			const items = ['Define Items', 'Items', ...item];
			const india = ['Payment', 'Payment Configuration'];
			expect(await shown()).toEqual([...BEFORE, ...common, ...india, ...items, ...indian, ...AFTER]);
			await choose('orderCountry', 'Brazil');
			await field('paymentType').waitFor({ state: 'hidden' });
			expect(await shown()).toEqual([...BEFORE, ...common, 'Payment Methods', ...items, ...AFTER]);
			await browser.picture('brazil');

			await choose('orderCountry', 'India');
			await fill('textBody', 'Here is your order');
			await fill('referenceId', 'order-1');
			await enterBy('paymentConfiguration', 'name');
			await fill('paymentConfiguration', 'my-payments');
			await fill('name', 'Rye');
			await fill('amount', '12.5');
			await fill('quantity', '2');
			await addField('Tax');
			await fill('taxAmount', '4.5');
			await browser.picture('india');
			await browser.byTestId('node-execute-button').click();
			await browser.byTestId('node-run-status-success').waitFor();
			const amount = (value: number): object => ({ value, offset: 100 });
			const { body } = emulator.requests.find(({ path }) => path.endsWith('/messages')) ?? {};
			expect(body).toMatchObject({
				interactive: {
					type: 'order_details',
					action: {
						parameters: {
							payment_type: 'upi',
							currency: 'INR',
							total_amount: amount(2950),
							order: { subtotal: amount(2500), tax: amount(450) },
						},
					},
				},
			});
		});

		itWithScreenshot('shows the payment methods of a saved order without a country', async () => {
			await open('order_details', {
				paymentType: 'br',
				brazilPayments: { paymentLink: { uri: 'https://example.com' } },
			});
			await browser.picture('saved-without-country');
			expect(await shown()).toEqual(expect.arrayContaining(['Country', 'Payment Methods', 'Link']));
		});

		itWithScreenshot('shows few fields of an order status', async () => {
			await open('order_status');
			await browser.picture('status');
			expect(await shown()).toEqual([...BEFORE, 'Reference ID', 'Order Status', ...AFTER]);
		});
	});
}
