import { randomUUID } from 'node:crypto';
import { nameInList } from '../../../../scripts/n8n/examples';
import type { SavedCredential, WorkflowNode } from '../../../../scripts/n8n/rest';
import { Browser } from '../../support/browser';
import { editorForm, login, withScreenshotOnFailure } from '../../support/editorForm';
import { addExampleCredentials } from '../../support/exampleCredentials';
import { ACTION, TRIGGER, type TestEnvironment } from '../../support/testEnvironment';
import { byNumber, chain } from '../../support/workflows';

const start: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A picture that is wider by this has text that is too small on a page of the documentation, in pixels. */
const MOST_HIDDEN = 400;

/** A step, its parameters, the field after which its picture ends, and a text that n8n loads for it. */
type Form = [picture: string, parameters: Record<string, unknown>, last: string, loads?: string];

/** Takes pictures of forms, outputs and an error in n8n's editor. */
export function editorPictures(env: () => TestEnvironment): void {
	describe('pictures of the editor for the documentation', () => {
		let browser: Browser;
		let credentials: SavedCredential[];
		const form = editorForm(() => browser, env);
		const itWithScreenshot = withScreenshotOnFailure(() => browser);

		const use = (type: string): Record<string, { id: string; name: string }> => {
			const { id, name } = credentials.find((one) => one.type === type)!;
			return { [type]: { id, name } };
		};
		/** The sending number as if it had been picked from the list. */
		const number = (): Record<string, unknown> => {
			const [first] = env().emulator.seed.phoneNumbers;
			return { __rl: true, mode: 'list', value: first.id, cachedResultName: nameInList(first) };
		};
		const step = (parameters: Record<string, unknown>): WorkflowNode => ({
			name: 'WhatsApp',
			type: ACTION,
			typeVersion: 1,
			position: [220, 0],
			parameters,
			credentials: use(parameters.resource === 'flow' ? 'whatsAppFlowsApi' : 'whatsAppBusinessCloudApi'),
		});
		const open = async (parameters: Record<string, unknown>): Promise<void> => {
			const { rest } = env();
			await form.open(await rest.createWorkflow(chain('Picture', [start, step(parameters)])), 'WhatsApp');
		};
		/** Closes the message in the corner, which covers a part of the output. */
		const closeMessage = async (): Promise<void> => {
			await browser.page.locator('.el-notification__closeBtn').first().click();
			await browser.page.locator('.el-notification').first().waitFor({ state: 'detached' });
		};
		/** Runs the step, and shows its output as a table. @param height of the picture, in pixels */
		const execute = async (parameters: Record<string, unknown>, height: number): Promise<void> => {
			// The output gets a third of the width.
			await browser.page.setViewportSize({ width: 2300, height });
			await open(parameters);
			await browser.byTestId('node-execute-button').click();
			await browser.byTestId('node-run-status-success').waitFor();
			await closeMessage();
			const output = browser.byTestId('output-panel');
			await output.getByText('Table', { exact: true }).first().click();
			const table = output.locator('table').first();
			await table.waitFor();
			// Input and output share what the window has more. Of a table that is much wider, the first columns are readable.
			const hidden = await table.evaluate((all) => all.scrollWidth - all.parentElement!.clientWidth);
			if (hidden > 0 && hidden < MOST_HIDDEN)
				await browser.page.setViewportSize({ width: 2300 + 2 * (hidden + 24), height });
		};

		beforeAll(async () => {
			browser = await login(Browser.open('documentation', { width: 1200, height: 1300 }), env());
			credentials = await addExampleCredentials(env(), env().emulator.url);
		});
		afterAll(async () => await browser?.close());

		const forms = (): Form[] => [
			[
				'send',
				{
					resource: 'message',
					operation: 'send',
					phoneNumberId: number(),
					recipientPhoneNumber: byNumber('+1 (650) 555-1234'),
					messageType: 'text',
					textBody: 'Your order is ready. We are open until six.',
				},
				'textBody',
			],
			[
				'template-create',
				{
					resource: 'template',
					operation: 'create',
					templateName: 'order_ready',
					language: 'en_US',
					category: 'UTILITY',
					bodyText: 'Hi {{first_name}}, your order {{order_number}} is ready. We are open until six.',
					footerText: 'Corner Bakery',
				},
				'footerText',
			],
			[
				'flow-create',
				{ resource: 'flow', operation: 'create', flowName: 'haircut_booking', startFrom: 'starter' },
				'appointmentButton',
			],
			[
				'pool',
				{
					resource: 'message',
					operation: 'sendTemplate',
					sendFrom: 'pool',
					phoneNumberIds: env()
						.emulator.seed.phoneNumbers.slice(0, 3)
						.map(({ id }) => id),
					recipientPhoneNumber: byNumber('={{ $json.phone }}'),
				},
				'recipientPhoneNumber',
				'Acme Branch 2',
			],
		];

		itWithScreenshot('forms of steps', async () => {
			for (const [picture, parameters, last, loads] of forms()) {
				await browser.page.setViewportSize({ width: 1200, height: 1500 });
				await open(parameters);
				await form.field(last).waitFor();
				if (loads !== undefined) await browser.byTestId('node-parameters').getByText(loads).first().waitFor();
				await browser.part(picture, [form.field('resource'), form.field(last)], 28);
			}
		});

		itWithScreenshot('the form of the trigger', async () => {
			const { rest } = env();
			const node: WorkflowNode = {
				name: 'WhatsApp Trigger',
				type: TRIGGER,
				typeVersion: 2,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: {
					updates: ['messages'],
					filters: { messageTypes: ['text', 'image'] },
					options: { markAsRead: true },
				},
				credentials: use('whatsAppBusinessCloudApi'),
			};
			const id = await rest.createWorkflow({ name: 'Trigger', nodes: [node], connections: {} });
			await browser.page.setViewportSize({ width: 1200, height: 1500 });
			await form.open(id, 'WhatsApp Trigger');
			await form.field('updates').waitFor();
			await browser.part(
				'trigger',
				[form.field('listenOn'), browser.byTestId('collection-parameter-add').filter({ visible: true }).last()],
				30,
			);
		});

		itWithScreenshot('a credential that was tested', async () => {
			await browser.page.setViewportSize({ width: 1200, height: 900 });
			await open({ resource: 'message', operation: 'send' });
			await browser.byTestId('credential-edit-button').click();
			await browser.byTestId('credentials-config-container-test-success').waitFor();
			await browser.part('credential', [browser.byTestId('editCredential-modal')], 0);
		});

		itWithScreenshot('outputs', async () => {
			const runs: Array<[string, number, Record<string, unknown>]> = [
				['check-setup', 900, { resource: 'webhook', operation: 'checkSetup', phoneNumberId: number() }],
				['account', 420, { resource: 'phoneNumber', operation: 'getAll', limit: 3 }],
				['costs', 420, { resource: 'analytics', operation: 'getCosts', month: 'last', split: ['phoneNumber'] }],
			];
			for (const [picture, height, parameters] of runs) {
				await execute(parameters, height);
				await browser.part(picture, [browser.byTestId('output-panel')], 0);
			}
		});

		itWithScreenshot('an error, with a link to what the documentation says about its code', async () => {
			const { emulator } = env();
			emulator.settings({ allowedRecipients: ['16505551234'] });
			await browser.page.setViewportSize({ width: 1700, height: 520 });
			await open({
				resource: 'message',
				operation: 'send',
				phoneNumberId: number(),
				recipientPhoneNumber: byNumber('+1 (650) 555-1299'),
				messageType: 'text',
				textBody: 'Your order is ready.',
			});
			await browser.byTestId('node-execute-button').click();
			const link = browser.byTestId('output-panel').locator('a[href$="/docs/errors.md#131030"]');
			await link.waitFor();
			expect(await link.innerText()).toBe('More about this code');
			await closeMessage();
			await browser.part('error', [browser.byTestId('output-panel')], 0);
		});
	});
}
