import { seed } from '../../../emulator/src';
import type { Flow } from './fakeN8n';
import { createTestEnvironment, foreign, type TestEnvironment } from './testEnvironment';

const FOREIGN = 'https://crm.example.com/hooks/whatsapp';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const { phoneNumberId: ONE, secondPhoneNumberId: TWO } = seed;

let env: TestEnvironment;
beforeEach(async () => (env = await createTestEnvironment()));
afterEach(async () => await env.close());

const onNumber = (id: string = ONE, more: object = {}): Flow =>
	env.flow({ parameters: { listenOn: 'phoneNumber', phoneNumberId: byId(id), ...more } });
const onAccount = (more: object = {}): Flow => env.flow({ parameters: { listenOn: 'businessAccount', ...more } });
const thrown = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => 'nothing was thrown',
		(error: Error) => error.message,
	);

describe('several workflows of one app', () => {
	it('registers separate callbacks for two numbers, the account and the app', async () => {
		const [one, two, account, app] = [
			onNumber(),
			onNumber(TWO),
			onAccount(),
			env.flow({ parameters: { updates: ['flows'] } }),
		];
		for (const flow of [one, two, account, app]) await flow.publish();
		expect([env.phone(ONE), env.phone(TWO), env.account()]).toEqual(
			[one, two, account].map((flow) => flow.webhookUrl()),
		);
		expect(env.app()).toEqual({ callback: app.webhookUrl(), fields: ['flows', 'messages'] });
		expect(await env.arrival()).toBe(one.webhookUrl());
	});

	it("passes the app's callback on to the remaining workflows, and removes the subscription with the last one", async () => {
		const [app, one, account] = [env.flow(), onNumber(ONE, { updates: ['calls'] }), onAccount()];
		for (const flow of [app, one, account]) await flow.publish();
		expect(env.app()).toEqual({ callback: app.webhookUrl(), fields: ['calls', 'messages'] });
		await app.unpublish();
		expect(env.app()).toEqual({ callback: account.webhookUrl(), fields: ['calls', 'messages'] });
		await account.unpublish();
		expect(env.account()).toBeUndefined();
		expect(env.app()).toEqual({ callback: one.webhookUrl(), fields: ['calls', 'messages'] });
		await one.unpublish();
		expect(env.phone()).toBeUndefined();
		expect(env.app()).toBeUndefined();
	});

	it("gives the app's callback to a trigger for the entire app, even if it is published last", async () => {
		const [one, app] = [onNumber(), env.flow({ parameters: { updates: ['flows'] } })];
		await one.publish();
		expect(env.app()).toEqual({ callback: one.webhookUrl(), fields: ['messages'] });
		await app.publish();
		expect(env.app()).toEqual({ callback: app.webhookUrl(), fields: ['flows', 'messages'] });
		expect(await env.arrival()).toBe(one.webhookUrl());
	});

	it("reports that a token is needed to see which trigger uses the app's callback", async () => {
		await onNumber().publish();
		expect(await thrown(env.flow({ withToken: false }).publish())).toContain(
			"choose 'API Key' under 'Authentication' of this one, so that it can check this",
		);
	});

	it('keeps the fields of two workflows when they are started at the same time', async () => {
		const flows = [onNumber(ONE, { updates: ['calls'] }), onNumber(TWO, { updates: ['history'] }), onAccount()];
		await Promise.all(flows.map(async (flow) => await flow.publish()));
		expect(env.app()?.fields).toEqual(['calls', 'history', 'messages']);
	});

	it.each([
		['number', () => onNumber()],
		['account', () => onAccount()],
	])('registers only one callback for the same %s, and names the workflow that has it', async (_which, make) => {
		const [first, second] = [make(), make()];
		await first.publish();
		expect(await thrown(second.publish())).toContain(
			`at '${first.webhookUrl()}', and Meta sends its webhooks to one URL only. Start both workflows from one trigger`,
		);
		expect(await thrown(second.startTest())).toContain(first.webhookUrl());
		expect(await env.arrival()).toBe(first.webhookUrl());
	});
});

describe.each([
	['a number', () => onNumber(), () => env.phone()],
	['an account', () => onAccount(), () => env.account()],
])('a trigger for %s', (_which, make, place) => {
	it('restores production after a test run, and after an interrupted one', async () => {
		const flow = make();
		await flow.publish();
		await flow.startTest();
		expect(place()).toBe(flow.webhookUrl(true));
		await flow.endTest();
		expect(place()).toBe(flow.webhookUrl());
		await flow.startTest();
		flow.crash();
		await flow.publish('init');
		expect(await env.arrival()).toBe(flow.webhookUrl());
		await flow.startTest();
		flow.crash();
		await flow.startTest();
		await flow.endTest();
		expect(await env.arrival()).toBe(flow.webhookUrl());
		await flow.unpublish();
		expect(place()).toBeUndefined();
		expect(env.app()).toBeUndefined();
	});

	it('keeps an external callback unless it may replace it', async () => {
		const flow = make();
		await flow.publish();
		const other = (await env.elsewhere('another secret')).url + '/webhook/1/webhook';
		env.emulator.subscriptions.overridePhone(ONE, other);
		env.emulator.subscriptions.subscribeAccount(seed.wabaId, other);
		const second = make();
		expect(await thrown(second.publish())).toContain(
			`go to '${other}', which does not belong to a WhatsApp Trigger of this app`,
		);
		expect(place()).toBe(other);
		await flow.unpublish();
		expect(place()).toBe(other);
		second.parameters = { ...second.parameters, options: { takeOverWebhook: true } };
		await second.publish();
		expect(place()).toBe(second.webhookUrl());
		expect(second.logged).toEqual([expect.stringContaining(`took over webhooks that went to '${other}'`)]);
	});

	it("keeps the app's external callback, and reports the fields missing there", async () => {
		foreign(env, FOREIGN, ['messages']);
		const flow = make();
		await flow.publish();
		expect(env.app()).toEqual({ callback: FOREIGN, fields: ['messages'] });
		expect(place()).toBe(flow.webhookUrl());
		flow.parameters = { ...flow.parameters, updates: ['messages', 'calls'] };
		expect(await thrown(flow.publish())).toBe(
			`The app is not subscribed to 'calls', and its webhooks go to '${FOREIGN}', which belongs to other software. In the app's dashboard, under WhatsApp > Configuration > Webhook fields, subscribe to 'calls'; then try again.`,
		);
		expect(place()).toBe(flow.webhookUrl());
	});

	it('requires a token, and only accepts events that Meta sends to overrides', async () => {
		const flow = make();
		flow.parameters = { ...flow.parameters, updates: ['flows'] };
		expect(await thrown(flow.publish())).toContain(
			"Meta sends 'flows' to the app only, never to one account or number",
		);
		const without = env.flow({ withToken: false, parameters: make().parameters });
		expect(await thrown(without.publish())).toContain('the WhatsApp Business Cloud API credential is required too');
		expect(env.changes()).toEqual([]);
	});
});

describe('the callback URL', () => {
	const local = 'http://localhost:5678';
	it.each([
		[
			'localhost',
			local,
			"its URL 'http://localhost:5678' is only reachable on this machine or network. Set n8n's environment variable WEBHOOK_URL",
		],
		['a private network', 'https://192.168.1.5', 'is only reachable on this machine or network'],
		[
			'http',
			'http://n8n.example.com',
			"Meta only calls https URLs, and the URL of this trigger starts with 'http://n8n.example.com'",
		],
	])('validates the callback URL before any request to Meta: %s', async (_which, webhookUrl, message) => {
		const flow = env.flow({
			webhookUrl,
			oauth2: { baseUrl: 'https://graph.facebook.com' },
			api: { baseUrl: 'https://graph.facebook.com', accessToken: 'EAAGofMeta' },
		});
		expect(await thrown(flow.publish())).toContain(message);
		expect(env.emulator.requests).toEqual([]);
	});

	it('limits the callback URL of a number to 200 characters', async () => {
		const path = '/webhook/0b6f1c1e-0000-4000-8000-000000000000/webhook';
		const host = (length: number) => `https://n8n.example.com/${'x'.repeat(length - 24 - path.length)}`;
		const flow = env.flow({
			webhookUrl: host(201),
			parameters: { listenOn: 'phoneNumber', phoneNumberId: byId(ONE) },
		});
		expect(flow.webhookUrl()).toHaveLength(201);
		expect(await thrown(flow.publish())).toContain('The URL of this trigger has 201 characters; Meta allows 200');
	});

	it("reports Meta's verification error when Meta cannot reach the callback URL", async () => {
		const flow = env.flow();
		const reachable = env.flow();
		await reachable.publish();
		await reachable.unpublish();
		env.n8n.down = true;
		expect(await thrown(flow.publish())).toBe(
			`Meta called '${flow.webhookUrl()}' to verify it and did not get the expected response: Callback verification failed with the following errors: the URL cannot be reached. Open the URL in a browser outside your network. If n8n does not respond there, correct WEBHOOK_URL, the proxy or the tunnel: it must pass GET and POST requests on unchanged.`,
		);
	});
});
