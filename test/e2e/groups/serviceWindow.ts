import { randomUUID } from 'node:crypto';
import { waitFor } from '../../../scripts/n8n/wait';
import { freshPath, output, webhook, whatsApp } from '../support/workflows';
import { TRIGGER, type TestEnvironment } from '../support/testEnvironment';

const PERSON = '447911123456';

/** A message within the service window that the trigger has seen, and the template after it has closed. */
export function serviceWindow(env: () => TestEnvironment): void {
	describe('the service window', () => {
		it('decides whether a message or a template is sent', async () => {
			const { rest, emulator, credentialData } = env();
			const { id: appId, secret: appSecret } = emulator.seed.app;
			const { id, name, type } = await rest.createCredential(
				'WhatsApp account of the window',
				'whatsAppBusinessCloudApi',
				{
					...credentialData,
					appId,
					appSecret,
				},
			);
			const credentials = { [type]: { id, name } };
			const path = freshPath();
			const trigger = {
				name: 'WhatsApp Trigger',
				type: TRIGGER,
				typeVersion: 2,
				position: [0, 200] as [number, number],
				webhookId: randomUUID(),
				parameters: { updates: ['messages'], options: {} },
				credentials,
			};
			const values = {
				behavior: 'template',
				closesAt: '={{ $json.windowClosesAt ?? $json.body.windowClosesAt }}',
				template: 'hello_world|en_US',
				components: '[]',
			};
			const send = whatsApp(
				env(),
				'Send',
				{
					resource: 'message',
					operation: 'send',
					phoneNumberId: { __rl: true, mode: 'id', value: emulator.seed.phoneNumberId },
					recipientPhoneNumber: PERSON,
					messageType: 'text',
					textBody: 'Thank you.',
					additionalFields: { closedWindow: { values } },
				},
				{ credentials },
			);
			const to = [{ node: 'Send', type: 'main', index: 0 }];
			const workflowId = await rest.createWorkflow({
				name: path,
				nodes: [webhook(path), trigger, send],
				connections: { Webhook: { main: [to] }, 'WhatsApp Trigger': { main: [to] } },
			});
			await rest.publish(workflowId);
			try {
				await rest.webhookReady(path);
				emulator.customer(PERSON).type('Hi', { phoneNumberId: emulator.seed.phoneNumberId });
				const seen = output(await rest.ended(workflowId), 'WhatsApp Trigger')[0].json;
				await waitFor('the text', () => emulator.messages.find((one) => one.type === 'text'));
				const hours = (Date.parse(String(seen.windowClosesAt)) - Date.parse(String(seen.timestamp))) / 3_600_000;
				expect(hours).toBe(24);

				const windowClosesAt = new Date(Date.now() - 1000).toISOString();
				const late = await rest.runByWebhook(workflowId, path, { windowClosesAt });
				expect(output(late, 'Send').map(({ json }) => [json.windowClosed, json.template])).toEqual([
					[true, 'hello_world|en_US'],
				]);
				expect(emulator.messages.map((one) => one.type)).toEqual(['text', 'template']);
			} finally {
				await rest.unpublish(workflowId);
			}
		});
	});
}
