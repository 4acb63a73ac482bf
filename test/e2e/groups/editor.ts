import type { World } from '../support/world';
import { Browser } from '../support/browser';
import { waitFor } from '../../../scripts/host/wait';

/** The way of a person in n8n's editor, from signing in to the sent message. */
export function editor(world: () => World): void {
	describe('the editor', () => {
		let browser: Browser;
		beforeAll(async () => {
			browser = await Browser.open('editor');
		});
		afterAll(async () => await browser?.close());

		it('finds, fills in and runs our step', async () => {
			const { n8n, owner, emulator, credential, credentialData } = world();
			const { page } = browser;

			await page.goto(`${n8n.url}/signin`);
			await page.fill('input[type=email]', owner.email);
			await page.fill('input[type=password]', owner.password);
			await page.getByRole('button', { name: 'Sign in' }).click();
			await page.waitForURL(/\/home\//);
			await page.goto(`${n8n.url}/workflow/new`);
			await browser.byTestId('canvas-add-button').click();
			await browser.byTestId('node-creator-node-item', 'Trigger manually').click();
			await browser.byTestId('canvas-node', 'Execute workflow').waitFor();
			await browser.picture('new-workflow');

			await browser.byTestId('node-creator-plus-button').click();
			await browser.byTestId('node-creator-search-bar').fill('whatsapp');
			const found = browser.byTestId('node-creator-node-item', 'WhatsApp Business Cloud');
			await found.first().waitFor();
			await browser.picture('node-picker');
		});
	});
}
