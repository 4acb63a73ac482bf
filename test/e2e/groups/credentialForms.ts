import { Browser } from '../support/browser';
import { login, withScreenshotOnFailure } from '../support/editorForm';
import type { TestEnvironment } from '../support/testEnvironment';

/** Label in n8n's list of credential types, the name that n8n gives a new one, its first field, and all labels. */
const TYPES: Array<[string, string, string, string[]]> = [
	[
		'WhatsApp Business Cloud API',
		'WhatsApp Business Cloud account',
		'accessToken',
		['Access Token', 'WhatsApp Business Account ID', 'App ID', 'App Secret', 'API Version', 'Base URL'],
	],
	[
		'WhatsApp Business Cloud App OAuth2 API',
		'WhatsApp Business Cloud App account',
		'clientId',
		['Client ID', 'Client Secret', 'API Version', 'Base URL'],
	],
	[
		'WhatsApp Flows API',
		'WhatsApp Flows account',
		'accessToken',
		[
			'Access Token',
			'WhatsApp Business Account ID',
			'Private Key',
			'Passphrase',
			'App Secret',
			'API Version',
			'Base URL',
		],
	],
];

/** The forms of new credentials: their names tell the types apart, and they ask only for what is needed. */
export function credentialForms(env: () => TestEnvironment): void {
	describe('forms of new credentials', () => {
		let browser: Browser;
		const itWithScreenshot = withScreenshotOnFailure(() => browser);

		beforeAll(async () => {
			browser = await login(Browser.open('credentials', { width: 1440, height: 1100 }), env());
		});
		afterAll(async () => await browser?.close());

		for (const [label, name, first, fields] of TYPES) {
			itWithScreenshot(`asks for the values of ${label}, and names it`, async () => {
				const { page } = browser;
				await browser.visit(`${env().n8n.url}/home/credentials/create`);
				await browser.byTestId('new-credential-type-select').locator('input').fill(label);
				await page.getByRole('option', { name: label, exact: true }).first().click();
				await browser.byTestId('new-credential-type-button').click();
				const modal = browser.byTestId('editCredential-modal');
				await browser.byTestId(`parameter-input-${first}`).waitFor();
				await browser.picture(label.replace(/\W+/g, '-').toLowerCase());
				const labels = await modal.locator('label .n8n-text').filter({ visible: true }).allInnerTexts();
				expect(labels.map((text) => text.replace('*', '').trim()).filter(Boolean)).toEqual(fields);
				const shown = await modal.innerText();
				const values = await modal
					.locator('input')
					.evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value));
				expect([shown, ...values].join('\n')).toContain(name);
			});
		}
	});
}
