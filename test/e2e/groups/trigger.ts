import { randomUUID } from 'node:crypto';
import type { SavedCredential } from '../../../scripts/n8n/rest';
import { waitFor } from '../../../scripts/n8n/wait';
import { post } from '../../../emulator/src/delivery/post';
import { signed } from '../../engine/endpoint/flowClient';
import { sendMalformedRequests } from '../support/sendMalformedRequests';
import { byId, chain, freshPath, output, webhook, whatsApp } from '../support/workflows';
import { TRIGGER, type TestEnvironment } from '../support/testEnvironment';

const NAME = 'WhatsApp Trigger';
const FOREIGN = 'https://crm.example.com/hooks/whatsapp';

const ALL_PASS = {
	'Access token': 'pass',
	App: 'pass',
	'Graph API version': 'pass',
	'App subscription': 'pass',
	'Account subscription': 'pass',
	Overrides: 'pass',
	Callback: 'pass',
	'Test run': 'pass',
	'Phone number': 'pass',
	Health: 'pass',
};

/** A workflow with our trigger. */
interface Flow {
	id: string;
	address: string;
	testAddress: string;
}

/** The trigger's subscriptions in a complete n8n, including Meta's verification requests and deliveries. */
export function trigger(env: () => TestEnvironment): void {
	let app: SavedCredential | undefined;
	const flows: string[] = [];

	const create = async (parameters: Record<string, unknown> = {}): Promise<Flow> => {
		const { rest, emulator, credentialData, n8n } = env();
		const { id: appId, secret: appSecret } = emulator.seed.app;
		const data = { ...credentialData, appId, appSecret };
		app ??= await rest.createCredential('WhatsApp account with app', 'whatsAppBusinessCloudApi', data);
		const webhookId = randomUUID();
		const node = {
			name: NAME,
			type: TRIGGER,
			typeVersion: 2,
			position: [0, 0] as [number, number],
			webhookId,
			parameters: { updates: ['messages'], ...parameters },
			credentials: { [app.type]: { id: app.id, name: app.name } },
		};
		const id = await rest.createWorkflow({ name: webhookId, nodes: [node], connections: {} });
		flows.push(id);
		return {
			id,
			address: `${n8n.url}/webhook/${webhookId}/webhook`,
			testAddress: `${n8n.url}/webhook-test/${webhookId}/webhook`,
		};
	};
	const subscriptions = () => env().emulator.subscriptions;
	const callback = () => subscriptions().app?.callbackUrl;
	const callbackBecomes = async (address: string | undefined) =>
		await waitFor(`the callback to become ${address}`, () => (callback() === address ? true : undefined), 30_000);
	/** A customer writes. @returns the ID of the workflow that this starts */
	const message = async (phoneNumberId?: string): Promise<string> => {
		const { rest, emulator } = env();
		const text = randomUUID();
		const before = emulator.webhooks.length;
		emulator.incoming({ from: '16505551234', text, phoneNumberId });
		await waitFor('the delivery', () => (emulator.webhooks.length > before ? true : undefined));
		return await waitFor('the execution', async () => {
			for (const id of flows) {
				for (const { id: execution, status } of await rest.executions(id)) {
					if (status === 'success' && JSON.stringify(await rest.execution(execution)).includes(text)) return id;
				}
			}
			return undefined;
		});
	};
	const statuses = (checks: Array<Record<string, unknown>>): Record<string, unknown> =>
		Object.fromEntries(checks.map(({ check, status }) => [String(check), status]));
	/** Runs Webhook > Check Setup in a workflow. */
	const checkSetup = async (): Promise<Array<Record<string, unknown>>> => {
		const { rest, emulator } = env();
		const path = freshPath();
		const step = whatsApp(env(), 'Check', {
			resource: 'webhook',
			operation: 'checkSetup',
			phoneNumberId: byId(emulator.seed.phoneNumberId),
		});
		step.credentials = { ...step.credentials, [app!.type]: { id: app!.id, name: app!.name } };
		const id = await rest.createWorkflow(chain(path, [webhook(path), step]));
		await rest.activate(id, path);
		return output(await rest.runByWebhook(id, path, {}), 'Check').map(({ json }) => json);
	};
	const rejectionText = async (work: Promise<unknown>) =>
		await work.then(
			() => 'it was not rejected',
			(error: Error) => error.message,
		);

	describe('the trigger', () => {
		afterEach(async () => {
			for (const id of flows.splice(0)) await env().rest.unpublish(id);
		});

		it('starts the workflow with messages once it is published and Meta has verified it', async () => {
			const flow = await create();
			await env().rest.publish(flow.id);
			expect(subscriptions().report()).toEqual({
				app: { callbackUrl: flow.address, fields: ['messages'], version: 'v25.0' },
				accounts: { [env().emulator.seed.wabaId]: {} },
				phoneNumbers: {},
			});
			expect(await message()).toBe(flow.id);
			await env().rest.unpublish(flow.id);
			await callbackBecomes(undefined);
		});

		it('receives the next message in a test run while published, then returns to production', async () => {
			const flow = await create();
			await env().rest.publish(flow.id);
			await env().rest.listen(flow.id, NAME);
			expect(callback()).toBe(flow.testAddress);
			expect(await message()).toBe(flow.id);
			await callbackBecomes(flow.address);
			expect(await message()).toBe(flow.id);
			await env().rest.listen(flow.id, NAME);
			await env().rest.stopListening(flow.id);
			await callbackBecomes(flow.address);
		});

		it('continues in production when Meta rejects the test URL', async () => {
			const flow = await create();
			await env().rest.publish(flow.id);
			env().emulator.addFault({
				kind: 'error',
				code: 2200,
				message: '(#2200) Callback verification failed',
				match: { method: 'POST', path: '/subscriptions$/' },
			});
			expect(await rejectionText(env().rest.listen(flow.id, NAME))).toContain(
				`Meta called '${flow.testAddress}' to verify it`,
			);
			expect(callback()).toBe(flow.address);
			expect(await message()).toBe(flow.id);
		});

		it('rejects a second workflow for the same app, tested or published, and keeps the first running', async () => {
			const [first, second] = [await create(), await create({ updates: ['messages', 'calls'] })];
			await env().rest.publish(first.id);
			expect(await rejectionText(env().rest.listen(second.id, NAME))).toContain(`(ID ${first.id})`);
			expect(await rejectionText(env().rest.publish(second.id))).toContain(`(ID ${first.id})`);
			expect(subscriptions().app).toEqual({ callbackUrl: first.address, fields: ['messages'], version: 'v25.0' });
			expect(await message()).toBe(first.id);
		});

		it('keeps the callback of other software, and names its host', async () => {
			subscriptions().app = { callbackUrl: FOREIGN, fields: ['flows'], version: 'v25.0' };
			const flow = await create();
			expect(await rejectionText(env().rest.publish(flow.id))).toContain(
				`Webhooks of the app go to '${FOREIGN}', which does not belong to a WhatsApp Trigger of this app`,
			);
			expect(await rejectionText(env().rest.listen(flow.id, NAME))).toContain(FOREIGN);
			expect(callback()).toBe(FOREIGN);
		});

		it('shares an app with other triggers: each of number, account and app gets its own messages', async () => {
			const { phoneNumberId, secondPhoneNumberId, wabaId } = env().emulator.seed;
			const number = await create({ listenOn: 'phoneNumber', phoneNumberId: byId(phoneNumberId) });
			await env().rest.publish(number.id);
			expect(callback()).toBe(number.address);
			const account = await create({ listenOn: 'businessAccount' });
			await env().rest.publish(account.id);
			const entireApp = await create({ updates: ['flows', 'messages'] });
			await env().rest.publish(entireApp.id);
			expect(subscriptions().report()).toEqual({
				app: { callbackUrl: entireApp.address, fields: ['flows', 'messages'], version: 'v25.0' },
				accounts: { [wabaId]: { override: account.address } },
				phoneNumbers: { [phoneNumberId]: number.address },
			});
			expect([await message(phoneNumberId), await message(secondPhoneNumberId)]).toEqual([number.id, account.id]);
			await env().rest.listen(number.id, NAME);
			expect(subscriptions().report().phoneNumbers).toEqual({ [phoneNumberId]: number.testAddress });
			await env().rest.stopListening(number.id);
			await waitFor('production to be back', () =>
				subscriptions().configuration({ id: phoneNumberId, wabaId }).phone_number === number.address ? true : undefined,
			);
			for (const { id } of [entireApp, account, number]) await env().rest.unpublish(id);
			await callbackBecomes(undefined);
			expect(subscriptions().report()).toEqual({ app: null, accounts: { [wabaId]: {} }, phoneNumbers: {} });
		});

		it('is checked by the Webhook resource, which reports passed checks and names failed ones', async () => {
			const flow = await create();
			await env().rest.publish(flow.id);
			expect(statuses(await checkSetup())).toEqual(ALL_PASS);
			await env().rest.unpublish(flow.id);
			const after = await checkSetup();
			expect(statuses(after)).toEqual({
				...ALL_PASS,
				'App subscription': 'fail',
				Overrides: 'warning',
				Callback: 'skipped',
				'Test run': 'skipped',
			});
			expect(after.find(({ check }) => check === 'App subscription')).toMatchObject({
				message: 'The app gets no WhatsApp webhooks: it has no subscription',
				advice: 'Publish a workflow with a WhatsApp Trigger',
			});
		});

		it('responds to deliveries with 200 and an empty body, with or without a run, and rejects unsigned ones', async () => {
			const flow = await create();
			const { rest, emulator } = env();
			await rest.publish(flow.id);
			const { secret } = emulator.seed.app;
			const deliver = async (
				payload: object,
				headers = (raw: Buffer): Record<string, string> => signed(raw, secret),
			) => {
				const raw = Buffer.from(JSON.stringify(payload));
				const response = await fetch(flow.address, { method: 'POST', body: raw.toString(), headers: headers(raw) });
				return [response.status, await response.text()];
			};
			const of = (field: string, value: object) => ({
				object: 'whatsapp_business_account',
				entry: [{ id: emulator.seed.wabaId, changes: [{ field, value }] }],
			});
			const metadata = { phone_number_id: emulator.seed.phoneNumberId, display_phone_number: '15550783881' };
			const message = {
				from: '16505551234',
				id: randomUUID(),
				timestamp: '1749416383',
				type: 'text',
				text: { body: 'a' },
			};
			expect(await deliver(of('messages', { metadata, messages: [message] }))).toEqual([200, '']);
			expect(await deliver(of('messages', { metadata, messages: [message] }))).toEqual([200, '']);
			expect(await deliver(of('flows', {}))).toEqual([200, '']);
			const type = { 'content-type': 'application/json' };
			expect(await deliver(of('flows', {}), () => type)).toEqual([401, '{"message":"Not accepted"}']);
			await waitFor('the run', async () => ((await rest.executions(flow.id)).length === 1 ? true : undefined));
		});

		it('rejects malformed requests without a run or a 5xx, and keeps running', async () => {
			const flow = await create();
			await env().rest.publish(flow.id);
			const responses = await sendMalformedRequests(flow.address);
			expect(responses.filter(({ status }) => status !== undefined && status >= 500)).toEqual([]);
			expect(responses.filter(({ status }) => status !== undefined).length).toBeGreaterThan(100);
			expect(await env().rest.executions(flow.id)).toEqual([]);
			expect(await message()).toBe(flow.id);
			expect(await env().rest.executions(flow.id)).toHaveLength(1);
		}, 300_000);

		it('restores the callback when n8n is killed during a test run and restarted', async () => {
			const flow = await create();
			await env().rest.publish(flow.id);
			await env().rest.listen(flow.id, NAME);
			expect(callback()).toBe(flow.testAddress);
			await env().crash();
			await callbackBecomes(flow.address);
			expect(await message()).toBe(flow.id);
		});

		it('outputs a message once when it is delivered again after n8n was killed and restarted', async () => {
			const flow = await create();
			const { rest, emulator } = env();
			await rest.publish(flow.id);
			expect(await message()).toBe(flow.id);
			const itemCounts = async () => {
				const runs = (await rest.executions(flow.id)).filter(({ status }) => status === 'success');
				return (await Promise.all(runs.map(async ({ id }) => output(await rest.execution(id), NAME).length))).sort();
			};
			expect(await itemCounts()).toEqual([1]);
			await env().crash();
			const { body } = emulator.webhooks.at(-1)!;
			const deliverAgain = async () =>
				(await post(flow.address, body, emulator.seed.app.secret, AbortSignal.timeout(60_000))).status;
			expect(await deliverAgain()).toBe(200);
			// The webhook of a fresh process does not know the event; its execution ends at the trigger.
			await waitFor('the execution', async () => ((await itemCounts()).length === 2 ? true : undefined));
			expect(await itemCounts()).toEqual([0, 1]);
			expect(await deliverAgain()).toBe(200);
			expect(await message()).toBe(flow.id);
			expect(await itemCounts()).toEqual([0, 1, 1]);
		});
	});
}
