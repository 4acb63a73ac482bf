import { randomUUID } from 'node:crypto';
import { waitFor } from '../../../scripts/n8n/wait';
import { acknowledged } from '../support/acknowledged';
import { byId, chain, freshPath, output, webhook, whatsApp } from '../support/workflows';
import { TRIGGER, type TestEnvironment } from '../support/testEnvironment';

const CUSTOMER = '16505551234';
const OTHER = '16505550998';

/** Pause While a Person Answers, and the action node in another workflow. */
export const pauses = (env: () => TestEnvironment): void => {
	it('is silent after an answer of a person and after Conversation > Pause, until Resume', async () => {
		const { rest, emulator, credentialData } = env();
		const phoneNumberId = emulator.seed.secondPhoneNumberId;
		const { id: appId, secret: appSecret } = emulator.seed.app;
		const data = { ...credentialData, appId, appSecret };
		const account = await rest.createCredential('Account that pauses', 'whatsAppBusinessCloudApi', data);
		const credentials = { [account.type]: { id: account.id, name: account.name } };
		const bot = await rest.createWorkflow({
			name: randomUUID(),
			nodes: [
				{
					name: 'WhatsApp Trigger',
					type: TRIGGER,
					typeVersion: 2,
					position: [0, 0],
					webhookId: randomUUID(),
					parameters: {
						updates: ['messages'],
						listenOn: 'phoneNumber',
						phoneNumberId: byId(phoneNumberId),
						options: { pauseWhileAnswered: { settings: {} } },
					},
					credentials,
				},
			],
			connections: {},
		});
		await rest.publish(bot);
		const writes = async (from: string): Promise<string> => {
			const id = emulator.incoming({ from, phoneNumberId, text: 'Hi' });
			await waitFor('the response', () => acknowledged(emulator, id).at(0));
			return id;
		};
		/** Whether an execution has each of these messages. */
		const haveRun = async (...messages: string[]): Promise<boolean[]> => {
			const executions = await Promise.all(
				(await rest.executions(bot)).map(async ({ id }) => JSON.stringify(await rest.execution(id))),
			);
			return messages.map((message) => executions.some((execution) => execution.includes(message)));
		};
		/** @returns whether a message of the customer starts the workflow; one of another customer always does */
		const starts = async (expected: boolean): Promise<boolean> => {
			const messages = [await writes(CUSTOMER), await writes(OTHER)];
			// n8n 1.x responds before it stores the execution.
			return await waitFor('the executions', async () => {
				const [own, other] = await haveRun(...messages);
				return other && (own || !expected) ? own : undefined;
			});
		};
		/** Runs an operation of Conversation in a workflow of its own. */
		const control = async (operation: string): Promise<unknown> => {
			const path = freshPath();
			const parameters = {
				resource: 'conversation',
				operation,
				phoneNumberId: byId(phoneNumberId),
				user: `+${CUSTOMER}`,
			};
			const step = whatsApp(env(), 'Control', parameters, { credentials });
			const id = await rest.createWorkflow(chain(path, [webhook(path), step]));
			await rest.activate(id, path);
			return output(await rest.runByWebhook(id, path, {}), 'Control')[0].json;
		};
		try {
			expect(await starts(true)).toBe(true);
			expect(await control('pause')).toMatchObject({ customer: `+${CUSTOMER}`, paused: true });
			expect(await starts(false)).toBe(false);
			expect(await control('resume')).toEqual({ customer: `+${CUSTOMER}`, paused: false });
			expect(await starts(true)).toBe(true);

			const echo = { from: '15550783881', to: CUSTOMER, id: 'wamid.echo', type: 'text', text: { body: 'Ann here' } };
			const timestamp = String(Math.ceil(Date.now() / 1000));
			emulator.events({
				field: 'smb_message_echoes',
				phoneNumberId,
				value: {
					messaging_product: 'whatsapp',
					metadata: { phone_number_id: phoneNumberId },
					message_echoes: [{ ...echo, timestamp }],
				},
			});
			await waitFor('the echo', () => acknowledged(emulator, echo.id).at(0));
			expect(await starts(false)).toBe(false);
		} finally {
			await rest.unpublish(bot);
		}
	});
};
