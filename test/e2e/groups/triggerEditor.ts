import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import type { SavedCredential } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { Browser } from '../support/browser';
import { login, withScreenshotOnFailure } from '../support/editorForm';
import { byId } from '../support/workflows';
import { TRIGGER, type TestEnvironment } from '../support/testEnvironment';

const NAME = 'WhatsApp Trigger';

/** Every filter and option, for the longest possible form. */
const EVERYTHING = {
	listenOn: 'phoneNumber',
	filters: {
		interactiveIds: 'yes, order_*',
		defaultCountry: { __rl: true, mode: 'code', value: 'DE' },
		ignoreEchoes: true,
		maxAge: 60,
		messageTypes: ['text', 'image'],
		phoneNumberIds: '',
		senders: '+49 151 23456789',
		textContains: 'order',
		textPattern: '/order \\d+/i',
	},
	options: {
		answers: 'resumeAndStart',
		combineMessages: { settings: {} },
		downloadMedia: true,
		maxFileSize: 20,
		markAsRead: true,
		messageStatusUpdates: ['failed', 'read'],
		mediaField: 'file',
		pauseWhileAnswered: { settings: {} },
		showTyping: true,
		ignoreDuplicates: true,
		statusOrder: 'inOrder',
		takeOverWebhook: true,
	},
};

/** What a user sees of the trigger: its form, its error when it cannot listen, how it listens, and its output. */
export function triggerEditor(env: () => TestEnvironment): void {
	describe('the trigger in the editor', () => {
		let browser: Browser;
		const panel = (): Locator => browser.byTestId('ndv');
		const shownLabels = async (): Promise<string[]> => {
			const names = browser
				.byTestId('node-parameters')
				.locator('label .n8n-text, [data-test-id="credentials-label"] .n8n-text')
				.filter({ visible: true });
			return (await names.allInnerTexts()).map((label) => label.trim()).filter((label) => label !== '');
		};
		/**
		 * Opens the panel of the trigger in a workflow.
		 * @param data of the credential beyond that of the account
		 * @returns the workflow's ID
		 */
		const open = async (
			parameters: Record<string, unknown>,
			data: Record<string, unknown>,
			height = 1000,
		): Promise<string> => {
			await browser.page.setViewportSize({ width: 1440, height });
			const { rest, n8n, credentialData } = env();
			const app: SavedCredential = await rest.createCredential(
				'WhatsApp account with app',
				'whatsAppBusinessCloudApi',
				{ ...credentialData, ...data },
			);
			const node = {
				name: NAME,
				type: TRIGGER,
				typeVersion: 2,
				position: [0, 0] as [number, number],
				webhookId: randomUUID(),
				parameters: { updates: ['messages'], ...parameters },
				credentials: { [app.type]: { id: app.id, name: app.name } },
			};
			const id = await rest.createWorkflow({ name: node.webhookId, nodes: [node], connections: {} });
			await browser.visit(`${n8n.url}/workflow/${id}`);
			await browser.byTestId('canvas-node', NAME).dblclick();
			await panel().waitFor();
			await browser.byTestId('parameter-input-listenOn').waitFor();
			return id;
		};
		const emulated = (): Record<string, unknown> => {
			const { emulator } = env();
			return { appId: emulator.seed.app.id, appSecret: emulator.seed.app.secret, baseUrl: emulator.url };
		};
		const execute = async () =>
			await browser.byTestId('trigger-execute-button').or(browser.byTestId('node-execute-button')).first().click();
		const itWithScreenshot = withScreenshotOnFailure(() => browser);

		beforeAll(async () => {
			browser = await login(Browser.open('trigger', { width: 1440, height: 1000 }), env());
		});
		afterAll(async () => await browser?.close());

		itWithScreenshot('shows few fields at first, and names the purpose of each credential', async () => {
			await open({}, emulated());
			await browser.page.getByText('When will this node trigger my flow?').click();
			await browser.page.getByText('Once you are happy with it').waitFor();
			await browser.picture('form');
			expect(await panel().innerText()).toContain('Listen for a WhatsApp event');
			expect(await shownLabels()).toEqual([
				'Authentication',
				'Account Credential',
				'Listen On',
				'Trigger On',
				'Advanced Events',
				'Output',
				'Filters',
				'Options',
			]);
		});

		itWithScreenshot('shows the label of each filter and option', async () => {
			await open({ ...EVERYTHING, phoneNumberId: byId(env().emulator.seed.phoneNumberId) }, emulated(), 3000);
			await browser.picture('every-option');
			expect(await shownLabels()).toEqual([
				'Authentication',
				'Account Credential',
				'Listen On',
				'Phone Number',
				'Trigger On',
				'Advanced Events',
				'Output',
				'Filters',
				'Button or List IDs',
				'Default Country',
				'Ignore Echoes',
				'Maximum Age (Minutes)',
				'Message Types',
				'Phone Number IDs',
				'Senders',
				'Text Contains',
				'Text Matches',
				'Options',
				'Combine Messages',
				'Seconds of Silence',
				'Maximum Messages',
				'Maximum Seconds',
				'Messages to Combine',
				'Download Media',
				'Ignore Duplicate Events',
				'Mark Messages as Read',
				'Max File Size (MB)',
				'Message Status Updates',
				'Output Data Field Name',
				'Pause While a Person Answers',
				'Hours',
				'During the Pause',
				'Pause Words',
				'Resume Words',
				'Replies to Send and Wait',
				'Show Typing Indicator',
				'Status Order',
				'Take Over Existing Webhook',
			]);
		});

		itWithScreenshot('shows how to fix that Meta cannot reach this n8n', async () => {
			const { seed } = env().emulator;
			await open(
				{},
				{
					appId: seed.app.id,
					appSecret: seed.app.secret,
					baseUrl: 'https://graph.facebook.com',
					accessToken: 'EAAGofMeta',
				},
			);
			await execute();
			const notice = browser.page.getByText('Meta cannot reach this trigger').first();
			await notice.waitFor();
			await browser.picture('local-address');
			expect(await browser.page.locator('body').innerText()).toContain("Set n8n's environment variable WEBHOOK_URL");
			expect(await browser.everything()).not.toContain(seed.app.secret);
		});

		itWithScreenshot('listens for a test event, and shows the message received', async () => {
			const { emulator } = env();
			await open({}, emulated());
			await execute();
			await browser.page.getByText('Listening for test event').first().waitFor();
			await waitFor('the test address to be registered', () =>
				emulator.subscriptions.app?.callbackUrl.includes('/webhook-test/') ? true : undefined,
			);
			await browser.picture('listening');
			expect(await panel().innerText()).toContain('Go to WhatsApp and create an event');

			emulator.incoming({ from: '16505551234', name: 'Ann', text: 'Do you ship to Zürich?' });
			await browser.byTestId('output-panel').getByText('Do you ship to Zürich?').first().waitFor();
			await browser.picture('message');
			await browser.byTestId('output-panel').getByText('JSON', { exact: true }).click();
			await browser.byTestId('output-panel').getByText('"displayPhoneNumber"').first().waitFor();
			await browser.picture('message-as-json');
			const outputText = await browser.byTestId('output-panel').innerText();
			for (const part of ['kind', 'message', '16505551234', 'Ann', emulator.seed.phoneNumberId])
				expect(outputText).toContain(part);
			expect(await browser.everything()).not.toContain(emulator.seed.app.secret);
		});
	});
}
