import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { fillIn, readExample } from '../../../../scripts/n8n/examples';
import type { WorkflowNode } from '../../../../scripts/n8n/rest';
import { waitFor } from '../../../../scripts/n8n/wait';
import { Browser } from '../../support/browser';
import { editorForm, login, withScreenshotOnFailure } from '../../support/editorForm';
import { addExampleCredentials } from '../../support/exampleCredentials';
import { TRIGGER, type TestEnvironment } from '../../support/testEnvironment';
import { byId, byNumber, chain, whatsApp } from '../../support/workflows';

const start: WorkflowNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Takes the pictures of n8n's editor for the README. `npm run docs:pictures` copies them to docs/images. */
export function readmePictures(env: () => TestEnvironment): void {
	describe('pictures for the README', () => {
		let browser: Browser;
		const form = editorForm(() => browser, env);
		const itWithScreenshot = withScreenshotOnFailure(() => browser);
		beforeAll(async () => {
			browser = await login(Browser.open('readme', { width: 1200, height: 1500 }), env());
		});
		afterAll(async () => await browser?.close());

		itWithScreenshot('the form of a template', async () => {
			const { rest, emulator } = env();
			const step = whatsApp(env(), 'WhatsApp', {
				resource: 'message',
				operation: 'sendTemplate',
				phoneNumberId: byId(emulator.seed.phoneNumberId),
				recipientPhoneNumber: byNumber('+16505551234'),
			});
			await form.open(await rest.createWorkflow(chain('A template', [start, step])), 'WhatsApp');
			await form.pick('template', 'invoice_ready');
			await form.field('{{first_name}}').waitFor();
			await form.fill('{{first_name}}', 'Ann');
			await form.fill('{{invoice_number}}', '2026-118');
			await form.fill('{{amount}}', '$42.50');
			await form.fill('{{due_date}}', 'December 1');
			await form.fill('Header Document', 'data');
			await browser.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
			await browser.part('template', [form.field('template'), form.field('{{due_date}}')], 24);
		});

		itWithScreenshot('the output of the trigger', async () => {
			const { rest, emulator } = env();
			const [account] = await addExampleCredentials(env(), emulator.url);
			const node: WorkflowNode = {
				name: 'WhatsApp Trigger',
				type: TRIGGER,
				typeVersion: 2,
				position: [0, 0],
				webhookId: randomUUID(),
				parameters: { updates: ['messages'] },
				credentials: { [account.type]: { id: account.id, name: account.name } },
			};
			await form.open(
				await rest.createWorkflow({ name: 'Receive', nodes: [node], connections: {} }),
				'WhatsApp Trigger',
			);
			await browser.byTestId('trigger-execute-button').or(browser.byTestId('node-execute-button')).first().click();
			await browser.page.getByText('Listening for test event').first().waitFor();
			await waitFor('the test address to be registered', () => emulator.subscriptions.app?.callbackUrl);
			emulator.incoming({ from: '16505551234', name: 'Ann', text: 'Do you ship to Zürich?' });
			const output = browser.byTestId('output-panel');
			await output.getByText('Do you ship to Zürich?').first().waitFor();
			const json = output.getByText('JSON', { exact: true }).first();
			await json.click();
			await output.getByText('"displayPhoneNumber"').first().waitFor();
			await browser.part(
				'received',
				[output.getByText('OUTPUT').first(), json, output.getByText('"displayPhoneNumber"').first()],
				2,
			);
		});

		itWithScreenshot('a broadcast with failed messages', async () => {
			const { rest, emulator } = env();
			const example = fillIn(
				readExample('8-broadcast.json'),
				await addExampleCredentials(env(), emulator.url),
				emulator.seed,
			);
			const nodes = example.nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote');
			await browser.page.setViewportSize({ width: 1200, height: 700 });
			await browser.visit(`${env().n8n.url}/workflow/${await rest.createWorkflow({ ...example, nodes })}`);
			await browser.byTestId('execute-workflow-button').click();
			const node = (name: string): Locator =>
				browser.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
			await node('Not sent').locator('[data-test-id="canvas-node-status-success"]').waitFor();
			await browser.page.locator('.el-notification__closeBtn').first().click();
			await browser.byTestId('zoom-to-fit').click();
			await browser.part('broadcast', ['Read rows', 'Broadcast', 'Accepted', 'Not sent'].map(node), 40);
		});
	});
}
