import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startEmulator } from '../../emulator/src';
import { Receiver } from '../../emulator/test/receiver';
import { Browser } from '../../test/e2e/support/browser';
import { PROJECT } from '../n8n/paths';
import { readFields } from '../../nodes/WhatsAppBusinessCloud/sendAndWait/form/read';
import { formPage } from '../../nodes/WhatsAppBusinessCloud/sendAndWait/form/render';
import { english } from '../../nodes/WhatsAppBusinessCloud/sendAndWait/language/languages';
import type { Page } from '../../nodes/WhatsAppBusinessCloud/sendAndWait/page';
import { savePicture } from './folder';

/** A workflow of the built-in nodes, for the page that converts. */
const OLD_WORKFLOW = {
	name: 'Order updates',
	nodes: [
		{
			name: 'Send order update',
			type: 'n8n-nodes-base.whatsApp',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { operation: 'send', phoneNumberId: '5550001', recipientPhoneNumber: '+16505551234', textBody: 'Hi' },
		},
	],
	connections: {},
};

/** A form of Send and Wait, as customers see it in their browser. */
const orderForm = (): Page =>
	formPage(
		readFields({
			fields: [
				{ fieldLabel: 'Your name', fieldType: 'text', requiredField: true },
				{ fieldLabel: 'How many', fieldType: 'number', defaultValue: '2' },
				{ fieldLabel: 'Pickup day', fieldType: 'date' },
				{
					fieldLabel: 'Way',
					fieldType: 'radio',
					fieldOptions: { values: [{ option: 'Pickup' }, { option: 'Delivery' }] },
				},
			],
		}),
		{
			title: 'Your order',
			description: 'Rye bread, baked overnight. When shall we have it ready?',
			button: 'Order',
			css: '',
			hasAttribution: false,
			language: english,
		},
	);

/** Takes the pictures of pages that need no n8n: that of the emulator's business, and the one that converts workflows. */
export async function pagePictures(): Promise<void> {
	const receiver = new Receiver();
	const hook = await receiver.start();
	const emulator = await startEmulator({ demo: true, statusDelayMs: 0 });
	const { subscriptions, seed } = emulator;
	subscriptions.app = { callbackUrl: hook, fields: ['messages', 'message_template_status_update'], version: 'v25.0' };
	subscriptions.subscribeAccount(seed.wabaId);
	subscriptions.overridePhone(seed.phoneNumbers[1].id, `${hook}/bookings`);
	emulator.incoming({ from: '16505551234', text: 'Hi' });
	emulator.incoming({ from: '16505551234', text: 'Hi', phoneNumberId: seed.phoneNumbers[1].id });
	await receiver.until(2);
	const browser = await Browser.open('pages', { width: 1100, height: 760 });
	const { page } = browser;

	await browser.visit(emulator.url);
	await page.getByText('Phone numbers').first().waitFor();
	await page.getByText('Acme Shop').first().waitFor();
	savePicture('business', await page.screenshot({ animations: 'disabled' }));

	await page.setViewportSize({ width: 900, height: 760 });
	await browser.visit(pathToFileURL(join(PROJECT, 'docs', 'migrate', 'index.html')).href);
	await page.locator('input[type=file]').setInputFiles({
		name: 'order-updates.json',
		mimeType: 'application/json',
		buffer: Buffer.from(JSON.stringify(OLD_WORKFLOW)),
	});
	await page.getByText('order-updates').first().waitFor();
	savePicture('migrate', await page.screenshot({ animations: 'disabled' }));

	await page.setViewportSize({ width: 360, height: 560 });
	// Not within the policy of the page before.
	await browser.visit('about:blank');
	await page.setContent(orderForm().html);
	savePicture('form', await page.screenshot({ animations: 'disabled' }));

	await browser.close();
	await emulator.close();
	await receiver.stop();
}
