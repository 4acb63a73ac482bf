import { generateKeyPairSync } from 'node:crypto';
import type { WorkflowNode } from '../../../scripts/n8n/rest';
import { oneScreen } from '../../../emulator/src/flows/seed';
import { Browser } from '../support/browser';
import { editorForm, login, withScreenshotOnFailure } from '../support/editorForm';
import { ACTION, type TestEnvironment } from '../support/testEnvironment';
import { chain } from '../support/workflows';

const start: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const BEFORE = ['Credential for WhatsApp Flows API', 'Resource', 'Operation'];
const AFTER = ['Options', 'Network'];

/** Flows and their keys, managed with mouse and keyboard in n8n's editor. */
export function flowForms(env: () => TestEnvironment): void {
	describe('forms of flows in the editor', () => {
		let browser: Browser;
		const form = editorForm(() => browser, env);
		const itWithScreenshot = withScreenshotOnFailure(() => browser);

		/** Opens a new workflow with an empty form of an operation. */
		const open = async (operation: string) => {
			const { rest, credentialData } = env();
			const { id, name, type } = await rest.createCredential('Flows account', 'whatsAppFlowsApi', credentialData);
			const step: WorkflowNode = {
				name: 'WhatsApp',
				type: ACTION,
				typeVersion: 1,
				position: [220, 0],
				parameters: { resource: 'flow', operation },
				credentials: { [type]: { id, name } },
			};
			await form.open(await rest.createWorkflow(chain(`Flow ${operation}`, [start, step])), 'WhatsApp');
		};
		const execute = async (name: string) => {
			await browser.picture(`${name}-filled-in`);
			await browser.byTestId('node-execute-button').click();
			await browser.byTestId('node-run-status-success').waitFor();
			await browser.picture(`${name}-done`);
		};

		/** Enters text into a field with a code editor. */
		const write = async (name: string, text: string) => {
			await form.field(name).locator('.cm-content').click();
			await browser.page.keyboard.press('ControlOrMeta+A');
			await browser.page.keyboard.insertText(text);
		};

		beforeAll(async () => {
			browser = await login(Browser.open('flows', { width: 1440, height: 1300 }), env());
		});
		afterAll(async () => await browser?.close());

		itWithScreenshot('creates a flow from its JSON', async () => {
			const { emulator } = env();
			await open('create');
			await form.fill('flowName', 'table_for_two');
			await form.choose('startFrom', 'Flow JSON');
			await write('flowJson', oneScreen('TABLE', 'A table for two'));
			expect(await form.shown()).toEqual([
				...BEFORE,
				'Name',
				'Categories',
				'Start From',
				'Flow JSON Source',
				'Flow JSON',
				'Publish',
				'Additional Fields',
				...AFTER,
			]);
			await execute('create');
			expect(emulator.flows.named(emulator.seed.wabaId, 'table_for_two')).toMatchObject({
				status: 'DRAFT',
				categories: ['OTHER'],
				json: oneScreen('TABLE', 'A table for two'),
			});
		});

		itWithScreenshot('creates a flow from a starter with other texts', async () => {
			const { emulator } = env();
			await open('create');
			await form.fill('flowName', 'feedback');
			await form.choose('starter', 'Feedback Survey');
			await form.fill('surveyTitle', 'Tu opinión');
			expect(await form.shown()).toEqual([
				...BEFORE,
				'Name',
				'Categories',
				'Start From',
				'Starter',
				'Screen Title',
				'Introduction',
				'Ratings',
				'What Customers Liked',
				'Button Text',
				'More Texts',
				'Publish',
				'Additional Fields',
				...AFTER,
			]);
			await execute('create-from-starter');
			const created = emulator.flows.named(emulator.seed.wabaId, 'feedback');
			expect(created?.validationErrors).toEqual([]);
			expect(JSON.parse(String(created?.json))).toMatchObject({ screens: [{ id: 'FEEDBACK', title: 'Tu opinión' }] });
		});

		itWithScreenshot('replaces Flow JSON, and shows its validation errors in the output', async () => {
			const { emulator } = env();
			await open('updateJson');
			await form.pick('flowId', 'customer_survey - draft');
			await write('flowJson', '{ "version": "7.3", "screens": 5 }');
			expect(await form.shown()).toEqual([...BEFORE, 'Flow', 'Flow JSON Source', 'Flow JSON', ...AFTER]);
			await execute('update-json');
			await browser
				.byTestId('output-panel')
				.getByText('Expected property "$root/screens" to be of type array.')
				.first()
				.waitFor();
			expect(emulator.flows.find('900100200301')?.validationErrors).toHaveLength(1);
		});

		itWithScreenshot('opens a preview with a screen of the Flow', async () => {
			await open('getPreview');
			await form.pick('flowId', 'table_booking - published');
			const placeholder = browser.page.getByPlaceholder('Add Parameter', { exact: true });
			await browser.byTestId('collection-parameter-add').filter({ has: placeholder }).click();
			const options = browser.page.locator('[data-test-id="collection-parameter-option"]').filter({ visible: true });
			await options.first().waitFor();
			expect(await options.allInnerTexts()).toEqual([
				'Debug',
				'First Screen',
				'Flow Action',
				'Flow Token',
				'Interactive',
				'Opening Data (JSON)',
				'Phone Number',
			]);
			await options.filter({ hasText: 'First Screen' }).click();
			await form.pick('flowScreen', 'Book a table (BOOKING)');
			await execute('preview');
			await browser.byTestId('output-panel').getByText('flow_action_payload').first().waitFor();
		});

		itWithScreenshot('uploads a public key for a number selected from the list', async () => {
			const { emulator } = env();
			const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
			const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
			await open('uploadPublicKey');
			await form.pick('phoneNumberId', '+1 631-555-8100');
			await form.choose('keyFrom', 'Text');
			await form.fill('publicKey', pem);
			expect(await form.shown()).toEqual([...BEFORE, 'Phone Number', 'Key Source', 'Public Key', ...AFTER]);
			await execute('upload-public-key');
			expect(emulator.flows.keys.get(emulator.seed.phoneNumberId)?.business_public_key).toBe(pem);
		});
	});
}
