import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { SavedCredential, WorkflowDefinition, WorkflowNode } from '../../../../scripts/n8n/rest';
import { waitFor } from '../../../../scripts/n8n/wait';
import { Browser, FRAMES, NO_TIPS, type Box } from '../../support/browser';
import { login } from '../../support/editorForm';
import { addExampleCredentials } from '../../support/exampleCredentials';
import { ACTION, TRIGGER, type TestEnvironment } from '../../support/testEnvironment';
import { byId, byNumber } from '../../support/workflows';

const ANN = '16505551234';
const QUESTION = 'Do you have a table for two on Friday?';

const PHONE = { width: 380, height: 520 };

/** Space on the canvas at both sides of the steps, for their names and the trigger's mark, in pixels. */
const MARGIN = 80;

/** Distance of two steps on the canvas, in pixels. */
const DISTANCE = 210;

/** A trigger, and the other steps one after the other. */
function workflow(name: string, nodes: WorkflowNode[]): WorkflowDefinition {
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map((node, index) => [node.name, { main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] }]),
	);
	return { name, nodes: nodes.map((node, index) => ({ ...node, position: [index * DISTANCE, 0] })), connections };
}

/** Takes the frames of the README's animation: a customer books a table, while a workflow in n8n asks and confirms. */
export function conversationFrames(env: () => TestEnvironment): void {
	describe('frames of a conversation', () => {
		let editor: Browser;
		let phone: Browser;
		let credentials: SavedCredential[];
		let count = 0;

		beforeAll(async () => {
			rmSync(FRAMES, { recursive: true, force: true });
			mkdirSync(FRAMES, { recursive: true });
			editor = await login(Browser.open('conversation', { width: 1280, height: 800 }), env());
			phone = await Browser.open('conversation-phone', PHONE);
			credentials = await addExampleCredentials(env(), env().emulator.url);
		});
		afterAll(async () => {
			await editor?.close();
			await phone?.close();
		});

		const account = (): WorkflowNode['credentials'] => {
			const { id, name, type } = credentials[0];
			return { [type]: { id, name } };
		};
		/** @param scope narrower than that of another published trigger, if that is to keep its webhook */
		const trigger = (scope: Record<string, unknown> = {}): WorkflowNode => ({
			name: 'WhatsApp Trigger',
			type: TRIGGER,
			typeVersion: 2,
			position: [0, 0],
			webhookId: randomUUID(),
			parameters: { updates: ['messages'], ...scope },
			credentials: account(),
		});
		const step = (name: string, parameters: Record<string, unknown>): WorkflowNode => ({
			name,
			type: ACTION,
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				resource: 'message',
				phoneNumberId: byId(env().emulator.seed.phoneNumberId),
				recipientPhoneNumber: byNumber(ANN),
				...parameters,
			},
			credentials: account(),
		});
		const node = (name: string): Locator =>
			editor.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
		/** The part of the canvas with the steps, as high as the phone. */
		const stepsOnCanvas = async (): Promise<Box> => {
			const [first, last] = await Promise.all(['WhatsApp Trigger', 'Confirm'].map((name) => node(name).boundingBox()));
			const { height } = PHONE;
			const x = first!.x - MARGIN;
			return { x, y: first!.y + first!.height / 2 - height / 2, width: last!.x + last!.width + MARGIN - x, height };
		};
		/**
		 * Saves what n8n and the phone show at this moment.
		 * @param delay how long the frame is shown, in ms; the names of the files have it
		 */
		const frame = async (delay: number): Promise<void> => {
			const name = `${String(++count).padStart(2, '0')}-${delay}`;
			const { page } = phone;
			await page.locator('.hint').evaluateAll((hints) => hints.forEach((hint) => hint.remove()));
			await editor.page.mouse.move(0, 0);
			await editor.page.screenshot({
				path: join(FRAMES, `${name}-n8n.png`),
				clip: await stepsOnCanvas(),
				animations: 'disabled',
			});
			await page.screenshot({ path: join(FRAMES, `${name}-phone.png`), animations: 'disabled', caret: 'initial' });
		};
		const succeeded = async (name: string): Promise<void> =>
			await node(name).locator('[data-test-id="canvas-node-status-success"]').waitFor();
		/** n8n marks a step that waits by a class, whose name is made by its build. */
		const waits = async (name: string): Promise<void> =>
			await node(name).locator('[class*="_waiting_"]').first().waitFor();
		const bubble = async (place: number): Promise<void> => await phone.page.locator('.message').nth(place).waitFor();

		/** The workflow that the animation shows. */
		const booking = (): WorkflowDefinition =>
			workflow('Book a table', [
				trigger({ listenOn: 'phoneNumber', phoneNumberId: byId(env().emulator.seed.phoneNumberId) }),
				step('Ask', {
					operation: 'sendAndWait',
					message: 'Yes, at 7 pm. Shall we book it for you?',
					answerBy: 'buttons',
					approvalOptions: {
						values: { approvalType: 'double', approveLabel: 'Yes, please', disapproveLabel: 'No, thanks' },
					},
				}),
				step('Confirm', { operation: 'send', messageType: 'text', textBody: 'Done. See you on Friday!' }),
			]);

		const converse = async (): Promise<void> => {
			const { rest, emulator, n8n } = env();
			await editor.visit(`${n8n.url}/workflow/${await rest.createWorkflow(booking())}`);
			await node('Confirm').waitFor();
			await editor.page.addStyleTag({ content: NO_TIPS });
			await editor.byTestId('zoom-to-fit').click();
			await phone.visit(`${emulator.url}/phone#1/${emulator.seed.phoneNumberId}`);
			await bubble(0);
			await editor.byTestId('execute-workflow-button').click();
			const { phoneNumberId, wabaId } = emulator.seed;
			const levels = () => emulator.subscriptions.configuration({ id: phoneNumberId, wabaId });
			await waitFor('the test run to listen', () => levels().phone_number);
			await frame(1200);
			const text = phone.page.locator('.composer textarea');
			for (const typed of ['Do you have', QUESTION]) {
				await text.fill(typed);
				await frame(500);
			}
			await phone.page.getByRole('button', { name: 'Send', exact: true }).click();
			await bubble(1);
			await frame(500);
			await bubble(2);
			await succeeded('WhatsApp Trigger');
			await waits('Ask');
			await frame(2200);
			await phone.page.getByRole('button', { name: 'Yes, please' }).click();
			await bubble(3);
			await frame(700);
			await bubble(4);
			await succeeded('Confirm');
			await frame(3500);
		};

		it('a customer books a table', async () => {
			const { rest, emulator } = env();
			// As in production, a published trigger passes the reply on to the execution that waits.
			const nothing: WorkflowNode = { ...trigger(), name: 'Nothing', type: 'n8n-nodes-base.noOp', typeVersion: 1 };
			const replies = await rest.createWorkflow(workflow('Replies', [trigger(), { ...nothing, parameters: {} }]));
			await rest.publish(replies);
			try {
				emulator.incoming({ from: ANN, name: 'Ann Lee', text: 'Good morning!' });
				await converse();
			} finally {
				await rest.unpublish(replies);
			}
		});
	});
}
