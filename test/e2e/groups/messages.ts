import { randomUUID } from 'node:crypto';
import type { Execution } from '../../../scripts/n8n/rest';
import type { TestEnvironment } from '../support/testEnvironment';
import { chain, freshPath, output, splitOut, textParameters, webhook, whatsApp } from '../support/workflows';

interface Text {
	to: string;
	text: string;
}

/** @param message to the digits of a number */
function bodyOf({ to, text }: Text): Record<string, unknown> {
	return { messaging_product: 'whatsapp', to: `+${to}`, type: 'text', text: { body: text } };
}

/** Sends from a workflow that is started over HTTP: Webhook, Split Out, WhatsApp Business Cloud. */
export function messages(env: () => TestEnvironment): void {
	const run = async (
		items: Text[],
		settings: Record<string, unknown> = {},
		parameters: Record<string, unknown> = {},
	) => {
		const { rest } = env();
		const path = freshPath();
		const step = whatsApp(env(), 'Send', textParameters(env(), parameters), settings);
		const id = await rest.createWorkflow(chain(path, [webhook(path), splitOut, step]));
		await rest.activate(id, path);
		return await rest.runByWebhook(id, path, { items });
	};
	/** The bodies of all POST /messages, in order of their recipients. */
	const sent = () =>
		env()
			.emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
			.map(({ body }) => body as Record<string, unknown>)
			.sort((a, b) => String(a.to).localeCompare(String(b.to)));
	const people = (count: number): Text[] =>
		Array.from({ length: count }, (_unused, index) => ({
			to: `1650555${1000 + index}`,
			text: `Hello ${index}, "quoted" & ünïcode 👋`,
		}));

	describe('messages', () => {
		it('sends one message, exactly as Meta documents it', async () => {
			const { emulator } = env();
			const execution = await run([{ to: '+1 (650) 555-1234', text: 'Hello' }]);

			expect(execution.status).toBe('success');
			expect(emulator.requests).toHaveLength(1);
			expect(emulator.requests[0]).toMatchObject({
				method: 'POST',
				path: `/v25.0/${emulator.seed.phoneNumberId}/messages`,
				query: {},
				body: bodyOf({ to: '16505551234', text: 'Hello' }),
				status: 200,
			});
			expect(emulator.requests[0].body).toEqual(bodyOf({ to: '16505551234', text: 'Hello' }));
			expect(emulator.requests[0].headers.authorization).toBe('Bearer <system user>');
			expect(output(execution, 'Send')).toEqual([
				{
					json: {
						text: 'Hello',
						messageId: emulator.messages[0].id,
						to: '+16505551234',
						waId: '16505551234',
						status: 'accepted',
					},
					pairedItem: { item: 0 },
				},
			]);
		});

		it('sends a hundred items once each, and pairs every result with its item', async () => {
			const items = people(100);
			const execution = await run(items);
			const accepted = env().emulator.messages.map(({ body }) => body);
			expect(accepted).toHaveLength(100);
			expect(accepted).toEqual(expect.arrayContaining(items.map(bodyOf)));
			const results = output(execution, 'Send');
			expect(results.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_unused, item) => ({ item })));
			expect(results.map(({ json }) => json.to)).toEqual(items.map(({ to }) => `+${to}`));
		});

		it('continues after an invalid item with Continue On Fail, and keeps its input', async () => {
			const [first, third] = people(2);
			const execution = await run([first, { to: '', text: 'Nobody gets this' }, third], {
				onError: 'continueRegularOutput',
			});
			expect(execution.status).toBe('success');
			expect(sent()).toEqual([first, third].map(bodyOf));
			const [one, two, three] = output(execution, 'Send');
			expect([one, three].map(({ json }) => json.status)).toEqual(['accepted', 'accepted']);
			expect(two.json).toMatchObject({ to: '', text: 'Nobody gets this' });
			expect(two.json.error).toContain("'Recipient'");
			expect(two.pairedItem).toEqual({ item: 1 });
		});

		it('passes a rejected item to the error output', async () => {
			const items = people(3);
			env().emulator.addFault({
				kind: 'error',
				code: 131009,
				details: 'Parameter value is not valid',
				match: { to: items[1].to },
			});
			const execution = await run(items, { onError: 'continueErrorOutput' });
			expect(output(execution, 'Send').map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
			const [rejected] = output(execution, 'Send', 1);
			expect(rejected.json).toMatchObject({ ...items[1], errorDetails: { code: 131009 } });
			expect(env().emulator.messages).toHaveLength(2);
		});

		it('stops at an invalid item without Continue On Fail, and names the item and the field', async () => {
			const [first] = people(1);
			const execution = await run([first, { to: '', text: 'Nobody gets this' }]);
			expect(execution.status).toBe('error');
			expect(env().emulator.requests).toEqual([]);
			expect(execution.data.resultData.error?.message).toContain("'Recipient'");
			expect(execution.data.resultData.error?.message).toContain('[item 1]');
		});

		it("sends no message twice with n8n's Retry On Fail", async () => {
			const items = people(5);
			env().emulator.addFault({ kind: 'error', code: 131009, match: { to: items[2].to } });
			const execution = await run(items, { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
			expect(execution.status).toBe('success');
			// Six requests: five messages, one of which was rejected and retried.
			expect(sent().map(({ to }) => to)).toEqual([0, 1, 2, 2, 3, 4].map((index) => `+${items[index].to}`));
			expect(env().emulator.state().perRecipient).toEqual(Object.fromEntries(items.map(({ to }) => [to, 1])));
			const ids = output(execution, 'Send').map(({ json }) => json.messageId);
			const accepted = items.map(({ to }) => env().emulator.messages.find((message) => message.to === to)?.id);
			expect(ids).toEqual(accepted);
		});

		it('stores no access token in an execution', async () => {
			const secret = String(env().credentialData.accessToken);
			env().emulator.addFault({ kind: 'error', code: 190, status: 401, count: 'always' });
			const execution = await run(people(1));
			expect(execution.status).toBe('error');
			expect(JSON.stringify(execution)).not.toContain(secret);
			expect(env().n8n.output()).not.toContain(secret);
		});
	});

	describe('the credential in other nodes', () => {
		/** Runs the HTTP Request node with a credential. */
		async function httpRequest(
			url: string,
			credential: { id: string; name: string; type: string },
		): Promise<Execution> {
			const { rest } = env();
			const path = freshPath();
			const request = {
				id: randomUUID(),
				name: 'HTTP Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [0, 0] as [number, number],
				parameters: {
					url: `={{ "${url}" }}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: credential.type,
					options: {},
				},
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			};
			const id = await rest.createWorkflow(chain(path, [webhook(path), request]));
			await rest.activate(id, path);
			return await rest.runByWebhook(id, path, {});
		}

		it('sends requests of the HTTP Request node with the API key credential', async () => {
			const { emulator, credential } = env();
			const url = `${emulator.url}/v25.0/${emulator.seed.wabaId}/phone_numbers?limit=2`;
			const execution = await httpRequest(url, credential);
			expect(execution.status).toBe('success');
			const numbers = output(execution, 'HTTP Request')[0].json.data as Array<{ id: string }>;
			expect(numbers.map((number) => number.id)).toEqual([
				emulator.seed.phoneNumberId,
				emulator.seed.secondPhoneNumberId,
			]);
			expect(emulator.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer <system user>']);
		});

		it("sends requests of the HTTP Request node with the app's token only to the origin of the base URL", async () => {
			const { rest, emulator } = env();
			const { app } = emulator.seed;
			const credential = await rest.createCredential('WhatsApp app', 'whatsAppBusinessCloudOAuth2Api', {
				clientId: app.id,
				clientSecret: app.secret,
				apiVersion: 'v25.0',
				baseUrl: emulator.url,
			});
			const execution = await httpRequest(`${emulator.url}/v25.0/${app.id}/subscriptions`, credential);
			expect(execution.status).toBe('success');

			const rejected = await httpRequest(`http://127.0.0.1:1/v25.0/${app.id}`, credential);
			expect(rejected.status).toBe('error');
			expect(rejected.data.resultData.error?.message).toBe(
				'This credential is configured to prevent use within an HTTP Request or GraphQL node',
			);
		});
	});
}
