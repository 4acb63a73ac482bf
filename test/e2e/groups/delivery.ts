import { randomUUID } from 'node:crypto';
import type { Execution, SavedCredential, WorkflowNode } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { byId, freshPath, output, webhook, whatsApp } from '../support/workflows';
import { TRIGGER, type TestEnvironment } from '../support/testEnvironment';

const PERSON = '447911123456';
/** Executions that wait at the same time. */
const MANY = Number(process.env.E2E_WAITING) || 50;
/** Before the statuses of the many messages arrive, all of them wait. */
const MANY_DELAY_MS = MANY * 200;
const MANY_LIMIT_MS = 30_000 + MANY * 1200;

const end = (name: string, y: number): WorkflowNode => ({
	name,
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [660, y],
	parameters: {},
});

/** Messages whose fate decides how the workflow continues, and the trigger that receives it. */
export function delivery(env: () => TestEnvironment): void {
	let triggerWorkflow: string;
	let workflow: { id: string; path: string };

	const withApp = async (): Promise<SavedCredential> => {
		const { rest, emulator, credentialData } = env();
		const { id: appId, secret: appSecret } = emulator.seed.app;
		const data = { ...credentialData, appId, appSecret };
		return await rest.createCredential('WhatsApp account of the delivery tests', 'whatsAppBusinessCloudApi', data);
	};
	const publishTrigger = async ({ id, name, type }: SavedCredential): Promise<string> => {
		const { rest } = env();
		const node = {
			name: 'WhatsApp Trigger',
			type: TRIGGER,
			typeVersion: 2,
			position: [0, 0] as [number, number],
			webhookId: randomUUID(),
			parameters: { updates: ['messages'], options: {} },
			credentials: { [type]: { id, name } },
		};
		const workflowId = await rest.createWorkflow({ name: node.webhookId, nodes: [node], connections: {} });
		await rest.publish(workflowId);
		return workflowId;
	};
	/** Sends what the posted body says, and continues at one of two outputs. */
	const publishSender = async ({ id, name, type }: SavedCredential): Promise<typeof workflow> => {
		const { rest, emulator } = env();
		const path = freshPath();
		const body = (field: string, fallback: string) => `={{ $json.body.${field} ?? ${JSON.stringify(fallback)} }}`;
		const send = whatsApp(
			env(),
			'Send',
			{
				resource: 'message',
				operation: 'sendAndWaitForDelivery',
				phoneNumberId: byId(emulator.seed.phoneNumberId),
				recipientPhoneNumber: body('to', PERSON),
				messageType: 'text',
				textBody: 'Your table is booked.',
				waitFor: body('waitFor', 'delivered'),
				fallback: body('fallback', 'none'),
				fallbackTemplate: 'hello_world|en_US',
				includeInputFields: false,
			},
			{ credentials: { [type]: { id, name } } },
		);
		const to = (node: string) => [{ node, type: 'main', index: 0 }];
		const workflowId = await rest.createWorkflow({
			name: path,
			nodes: [webhook(path), send, end('Delivered', -120), end('Not Delivered', 120)],
			connections: { Webhook: { main: [to('Send')] }, Send: { main: [to('Delivered'), to('Not Delivered')] } },
		});
		await rest.activate(workflowId, path);
		return { id: workflowId, path };
	};
	const send = async (body: Record<string, unknown> = {}): Promise<void> => {
		const response = await fetch(`${env().n8n.url}/webhook/${workflow.path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		expect(response.status).toBe(200);
	};
	const executions = async () => await env().rest.executions(workflow.id);
	/** Runs the workflow once. @param meanwhile called while it runs or waits */
	const run = async (
		body: Record<string, unknown>,
		meanwhile: (executionId: string) => Promise<void> | void = () => {},
	): Promise<Execution> => {
		const before = new Set((await executions()).map(({ id }) => id));
		await send(body);
		const { id } = await waitFor('the execution', async () => (await executions()).find((one) => !before.has(one.id)));
		await meanwhile(id);
		return await env().rest.endOf(id);
	};
	const waits = async (id: string): Promise<void> => {
		await waitFor('the execution to wait', async () =>
			(await env().rest.execution(id)).status === 'waiting' ? true : undefined,
		);
	};
	const results = (execution: Execution) => ({
		status: execution.status,
		delivered: output(execution, 'Delivered').map(({ json }) => json),
		notDelivered: output(execution, 'Not Delivered').map(({ json }) => json),
	});
	const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;
	const message = { messageId: expect.stringMatching(/^wamid\./) as string, to: `+${PERSON}`, waId: PERSON };

	describe('the delivery of a message', () => {
		let credential: SavedCredential;
		beforeAll(async () => {
			credential = await withApp();
		});
		beforeEach(async () => {
			triggerWorkflow = await publishTrigger(credential);
			workflow ??= await publishSender(credential);
		});
		afterEach(async () => await env().rest.unpublish(triggerWorkflow));

		it('continues by the first output when the message was read', async () => {
			const { delivered, ...rest } = results(await run({ waitFor: 'read' }));
			expect(rest).toEqual({ status: 'success', notDelivered: [] });
			expect(delivered).toEqual([
				expect.objectContaining({
					...message,
					status: 'read',
					delivered: true,
					timedOut: false,
					sentAt: time,
					deliveredAt: time,
					readAt: time,
					pricingCategory: 'service',
				}),
			]);
		});

		it('sends the fallback, and continues by the second output when that fails, too', async () => {
			const { emulator } = env();
			const to = emulator.seed.undeliverableRecipient;
			const { delivered, notDelivered } = results(await run({ to, fallback: 'template' }));
			expect(delivered).toEqual([]);
			expect(emulator.messages.map(({ type }) => type)).toEqual(['text', 'template']);
			const failed = { status: 'failed', errorCode: 131026, failedAt: time };
			expect(notDelivered).toEqual([
				expect.objectContaining({
					...failed,
					messageId: emulator.messages[1].id,
					delivered: false,
					timedOut: false,
					fallback: { sent: true, afterErrorCode: 131026, template: 'hello_world|en_US' },
					original: expect.objectContaining({ ...failed, messageId: emulator.messages[0].id }) as unknown,
				}),
			]);
		});

		it('hears of statuses that arrive before n8n has stored that the execution waits', async () => {
			const { emulator } = env();
			// The response to n8n is delayed by this time, and the statuses are not.
			emulator.settings({ latencyMs: 1000 });
			const execution = await run({ waitFor: 'read' });
			expect(results(execution).delivered).toMatchObject([{ status: 'read', sentAt: time, deliveredAt: time }]);
		});

		it('waits for a reply, also when n8n was killed and restarted', async () => {
			const { rest, emulator } = env();
			const execution = await run({ waitFor: 'replied' }, async (id) => {
				await waitFor('three statuses', () =>
					emulator.webhooks.filter(({ status }) => status === 200).length >= 3 ? true : undefined,
				);
				await waits(id);
				await env().crash();
				await rest.signIn(env().owner);
				emulator.customer(PERSON).type('See you');
			});
			expect(results(execution)).toMatchObject({
				delivered: [{ status: 'read', readAt: time, repliedAt: time, reply: { text: 'See you', from: PERSON } }],
				notDelivered: [],
			});
			// The reply does not start the trigger's workflow.
			expect(await rest.executions(triggerWorkflow)).toEqual([]);
		});

		it(
			`continues ${MANY} executions that wait at the same time, each by its own message`,
			async () => {
				const { rest, emulator } = env();
				emulator.settings({ statusDelayMs: MANY_DELAY_MS });
				const recipients = Array.from({ length: MANY }, (_unused, index) => String(16505552000 + index));
				const before = new Set((await executions()).map(({ id }) => id));
				for (let at = 0; at < MANY; at += 10)
					await Promise.all(recipients.slice(at, at + 10).map(async (to) => await send({ to, waitFor: 'sent' })));
				const fresh = async () => (await rest.executions(workflow.id, MANY + 50)).filter(({ id }) => !before.has(id));
				const ended = await waitFor(
					'all executions to end',
					async () => {
						const all = await fresh();
						return all.length === MANY && all.every(({ status }) => status === 'success') ? all : undefined;
					},
					MANY_LIMIT_MS,
				);
				const ids = new Set(ended.map(({ id }) => id));
				expect(ids.size).toBe(MANY);
				const sample = await Promise.all(
					ended.filter((_one, index) => index % 20 === 0).map(async ({ id }) => await rest.execution(id)),
				);
				for (const execution of sample) {
					const { to } = output(execution, 'Webhook')[0].json.body as { to: string };
					expect(results(execution).delivered).toMatchObject([{ waId: to, status: 'sent' }]);
				}
				expect(emulator.messages).toHaveLength(MANY);
			},
			MANY_LIMIT_MS + 60_000,
		);
	});
}
