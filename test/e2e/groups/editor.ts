import { Browser } from '../support/browser';
import { login, WRITABLE } from '../support/editorForm';
import { ACTION, type TestEnvironment } from '../support/testEnvironment';

/**
 * A user's path in n8n's editor, from signing in to the sent message. Each test continues where the previous one ended.
 */
export function editor(env: () => TestEnvironment): void {
	describe('the editor', () => {
		let browser: Browser;
		const field = (name: string) => browser.byTestId(`parameter-input-${name}`);

		/** A test that starts where the previous one ended: skipped when that one failed. */
		let reached = true;
		const step = (name: string, act: () => Promise<void>) =>
			it(name, async () => {
				if (!reached) throw new Error('An earlier step did not succeed');
				reached = false;
				await act().catch(async (thrown) => {
					await browser.picture('where-it-ended');
					throw thrown;
				});
				reached = true;
			});

		beforeAll(async () => {
			browser = await Browser.open('editor');
		});
		afterAll(async () => await browser?.close());

		step("finds the node by typing 'whatsapp', beside the built-in one", async () => {
			const { n8n } = env();
			const { page } = await login(browser, env());

			await browser.visit(`${n8n.url}/workflow/new`);
			await browser.byTestId('canvas-add-button').click();
			await browser.byTestId('node-creator-node-item', 'Trigger manually').click();
			await browser.byTestId('canvas-node').waitFor();
			await browser.picture('new-workflow');

			await browser.byTestId('node-creator-plus-button').click();
			await browser.byTestId('node-creator-search-bar').fill('whatsapp');
			const ours = page.locator(`[data-keyboard-nav-id^="${ACTION}"]`);
			await ours.waitFor();
			await browser.picture('node-picker');
			expect(await browser.byTestId('node-creator-item-name', 'WhatsApp Business Cloud').count()).toBe(2);

			await ours.click();
			const actions = browser.page.locator('[data-keyboard-nav-type="action"]');
			await actions.filter({ hasText: /^\s*Send message\s*$/ }).waitFor();
			await browser.picture('actions');
			expect(await actions.allInnerTexts()).toEqual(
				expect.arrayContaining(['Delete media', 'Download media', 'Get media', 'Send message', 'Upload media']),
			);
			await actions.filter({ hasText: /^\s*Send message\s*$/ }).click();
			await browser.byTestId('ndv').waitFor();
			await browser.picture('empty-form');
		});

		step('saves a new credential, tests it and shows that the test succeeded', async () => {
			const { emulator, credentialData } = env();
			await browser.byTestId('node-credentials-select').click();
			await browser.byTestId('node-credentials-select-item-new').click();
			await field('accessToken').locator('input').fill(String(credentialData.accessToken));
			await field('businessAccountId').locator('input').fill(String(credentialData.businessAccountId));
			await field('baseUrl').locator('input').fill(emulator.url);
			await browser.picture('credential-filled-in');
			await browser.byTestId('credential-save-button').click();
			// The dialog closes automatically when the test passes, and otherwise stays open with the reason.
			await browser.byTestId('credential-save-button').waitFor({ state: 'hidden' });
			expect(emulator.requests.map(({ path }) => path)).toContain(`/v26.0/${emulator.seed.wabaId}`);

			await browser.byTestId('credential-edit-button').click();
			await browser.byTestId('credentials-config-container-test-success').waitFor();
			await browser.picture('credential-tested');
			expect(await browser.everything()).not.toContain(credentialData.accessToken);
			await browser.byTestId('editCredential-modal').getByLabel('Close this dialog').click();
			await browser.byTestId('credentials-config-container-test-success').waitFor({ state: 'hidden' });
		});

		step('selects a saved credential, and the sending number from the list', async () => {
			const { credential, emulator } = env();
			await browser.byTestId('node-credentials-select').click();
			await browser.byTestId(`node-credentials-select-item-${credential.id}`).click();
			await browser.byTestId('resource-locator-phoneNumberId').locator('[data-test-id="rlc-input"]').click();
			const numbers = browser.byTestId('rlc-item');
			await numbers.first().waitFor();
			await browser.picture('numbers');
			expect(await numbers.count()).toBe(emulator.seed.phoneNumbers.length);
			const { displayPhoneNumber, verifiedName } = emulator.seed.phoneNumbers[1];
			await numbers.filter({ hasText: displayPhoneNumber }).click();
			const chosen = browser
				.byTestId('resource-locator-phoneNumberId')
				.locator('[data-test-id="rlc-input"] input, input[data-test-id="rlc-input"]');
			expect(await chosen.first().inputValue()).toContain(`${displayPhoneNumber} - ${verifiedName}`);
		});

		step('sends the message and shows the result', async () => {
			const { emulator, credentialData } = env();
			await field('recipientPhoneNumber').locator(WRITABLE).fill('+1 (650) 555-1234');
			await field('textBody').locator('textarea').fill('Hello from the editor');
			await browser.picture('filled-in');
			await browser.byTestId('node-execute-button').click();
			await browser.byTestId('node-run-status-success').waitFor();
			await browser.picture('sent');

			expect(emulator.requests.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
				{
					method: 'POST',
					path: `/v25.0/${emulator.seed.secondPhoneNumberId}/messages`,
					body: {
						messaging_product: 'whatsapp',
						to: '+16505551234',
						type: 'text',
						text: { body: 'Hello from the editor' },
					},
				},
			]);
			const outputText = await browser.byTestId('output-panel').innerText();
			expect(outputText).toContain(emulator.messages[0].id);
			expect(await browser.everything()).not.toContain(credentialData.accessToken);
		});

		step('names the missing field when the recipient is empty', async () => {
			const { emulator } = env();
			await field('recipientPhoneNumber').locator(WRITABLE).fill(' ');
			await browser.byTestId('node-execute-button').click();
			const error = browser.byTestId('output-panel').getByText("'Recipient'").first();
			await error.waitFor();
			await browser.picture('refused');
			expect(emulator.requests).toEqual([]);
		});
	});
}
