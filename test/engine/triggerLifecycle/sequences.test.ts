import { seed } from '../../../emulator/src';
import { createTestEnvironment, foreign, type TestEnvironment } from './testEnvironment';

const {
	app: { id: APP },
	wabaId: WABA,
} = seed;
const FOREIGN = 'https://crm.example.com/hooks/whatsapp';

let env: TestEnvironment;
beforeEach(async () => (env = await createTestEnvironment()));
afterEach(async () => await env.close());

const thrown = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => 'nothing was thrown',
		(error: Error) => error.message,
	);
const foreignMessage = (place = 'the app') =>
	`Webhooks of ${place} go to '${FOREIGN}', which does not belong to a WhatsApp Trigger of this app, so it was not changed. To replace it, turn on 'Take Over Existing Webhook'. To keep it, choose a phone number or a business account under 'Listen On', or use another app.`;

describe('registration cases that the built-in trigger gets wrong', () => {
	it('creates a missing subscription, subscribes the app to the account, and receives messages', async () => {
		const flow = env.flow();
		await flow.publish();
		expect(env.changes()).toEqual([`POST ${WABA}/subscribed_apps`, `POST ${APP}/subscriptions`]);
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['messages'] });
		expect(await env.arrival()).toBe(flow.webhookUrl());
	});

	it('changes nothing when URL and fields are the same', async () => {
		const flow = env.flow();
		await flow.publish();
		env.changes();
		await flow.publish('init');
		expect(env.changes()).toEqual([]);
	});

	it('adds its fields when the URL is the same', async () => {
		const flow = env.flow();
		await flow.publish();
		flow.parameters = { updates: ['calls', 'messages'] };
		await flow.publish();
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['calls', 'messages'] });
	});

	it.each([
		['same fields', ['messages']],
		['other fields', ['flows']],
	])('keeps an external callback URL with %s, and reports it', async (_which, fields) => {
		foreign(env, FOREIGN, fields);
		expect(await thrown(env.flow().publish())).toBe(foreignMessage());
		expect(env.changes()).toEqual([]);
		expect(env.app()).toEqual({ callback: FOREIGN, fields });
	});

	it('replaces an external callback URL when allowed, keeps its fields, and logs the old URL', async () => {
		foreign(env, FOREIGN, ['flows']);
		const flow = env.flow({ parameters: { options: { takeOverWebhook: true } } });
		await flow.publish();
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['flows', 'messages'] });
		expect(flow.logged).toEqual([
			`WhatsApp Trigger 'WhatsApp Trigger' took over webhooks that went to '${FOREIGN}', because 'Take Over Existing Webhook' is on. To restore them, register that URL again in the other software.`,
		]);
	});

	it('reactivates a subscription that Meta deactivated', async () => {
		const flow = env.flow();
		await flow.publish();
		env.emulator.subscriptions.app!.active = false;
		expect(await env.arrival()).toBeUndefined();
		await flow.publish('init');
		expect(await env.arrival()).toBe(flow.webhookUrl());
	});
});

describe.each([
	['as 2.x cleans up', false],
	['as 1.x cleans up', true],
])('call sequences that the built-in trigger handles worst (%s)', (_how, readsAnew) => {
	it('restores the callback after a test of a published workflow (sequence 1)', async () => {
		const flow = env.flow({ readsAnew });
		await flow.publish();
		await flow.startTest();
		expect(await env.arrival()).toBe(flow.webhookUrl(true));
		await flow.endTest();
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['messages'] });
		expect(await env.arrival()).toBe(flow.webhookUrl());
	});

	it('keeps production registered after a test that cannot be registered (sequence 2)', async () => {
		const flow = env.flow({ readsAnew });
		await flow.publish();
		env.n8n.listening.delete(flow.path(true));
		env.emulator.addFault({
			kind: 'error',
			code: 2200,
			message: '(#2200) Callback verification failed',
			match: { method: 'POST', path: '/subscriptions$/' },
		});
		expect(await thrown(flow.startTest())).toContain('did not get the expected response');
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['messages'] });
		expect(await env.arrival()).toBe(flow.webhookUrl());
	});

	it('rejects a second workflow of the app, and the first keeps receiving (sequence 3)', async () => {
		const [first, second] = [env.flow({ readsAnew }), env.flow({ readsAnew })];
		await first.publish();
		env.changes();
		expect(await thrown(second.publish())).toBe(
			`Another WhatsApp Trigger of this app listens at '${first.webhookUrl()}', and Meta sends the webhooks of an app to one URL only. Unpublish the other workflow. Or choose one account or number under 'Listen On', in this or the other trigger. Or start both workflows from one trigger.`,
		);
		expect(await thrown(second.startTest())).toContain(first.webhookUrl());
		expect(env.changes()).toEqual([]);
		expect(await env.arrival()).toBe(first.webhookUrl());
	});

	it('adds the fields of a test with other events only for the test (sequence 4)', async () => {
		const flow = env.flow({ readsAnew });
		await flow.publish();
		flow.parameters = { updates: ['flows', 'calls'] };
		await flow.startTest();
		expect(env.app()).toEqual({ callback: flow.webhookUrl(true), fields: ['calls', 'flows', 'messages'] });
		await flow.endTest();
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['messages'] });
	});

	it('keeps the registration when a request to Meta fails while n8n starts', async () => {
		const flow = env.flow({ readsAnew });
		await flow.publish();
		env.emulator.addFault({
			kind: 'error',
			code: 190,
			match: { method: 'GET', path: '/subscriptions$/' },
			count: 'always',
		});
		expect(await thrown(flow.publish('init'))).toMatch(/token/i);
		env.emulator.clearFaults();
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['messages'] });
		await flow.publish('init');
		await flow.unpublish();
		expect(env.app()).toBeUndefined();
	});

	it('reverts the completed steps of a failed registration', async () => {
		const flow = env.flow({
			readsAnew,
			parameters: { listenOn: 'phoneNumber', phoneNumberId: { __rl: true, mode: 'id', value: seed.phoneNumberId } },
		});
		env.emulator.addFault({ kind: 'error', code: 100, match: { method: 'POST', path: `/${seed.phoneNumberId}$/` } });
		await expect(flow.publish()).rejects.toThrow();
		expect(env.app()).toBeUndefined();
		expect(env.phone()).toBeUndefined();
	});
});

describe('the end of a registration', () => {
	it('removes its own subscription', async () => {
		const flow = env.flow();
		await flow.publish();
		env.changes();
		await flow.unpublish();
		expect(env.changes()).toEqual([`DELETE ${APP}/subscriptions`]);
		expect(env.app()).toBeUndefined();
	});

	it('keeps a callback that other software has set meanwhile', async () => {
		const flow = env.flow();
		await flow.publish();
		foreign(env, FOREIGN);
		env.changes();
		await flow.unpublish();
		expect(env.changes()).toEqual([]);
		expect(env.app()).toEqual({ callback: FOREIGN, fields: ['messages'] });
	});

	it('leaves nothing registered after a test without a published workflow', async () => {
		const flow = env.flow();
		await flow.startTest();
		await flow.endTest();
		expect(env.app()).toBeUndefined();
	});

	it('leaves nothing registered after a test when production was unpublished during it', async () => {
		const flow = env.flow();
		await flow.publish();
		await flow.startTest();
		await flow.unpublish();
		expect(env.app()?.callback).toBe(flow.webhookUrl(true));
		await flow.endTest();
		expect(env.app()).toBeUndefined();
	});

	it('logs a failure at the end of a test instead of throwing', async () => {
		const flow = env.flow();
		await flow.startTest();
		env.emulator.addFault({ kind: 'error', code: 190, match: { path: '/subscriptions$/' }, count: 'always' });
		await flow.endTest();
		expect(flow.logged).toEqual([
			expect.stringContaining("'WhatsApp Trigger' could not restore the callback that its test run replaced"),
		]);
	});

	it('throws a failure in production, so that n8n retries', async () => {
		const flow = env.flow();
		await flow.publish();
		env.emulator.addFault({ kind: 'error', code: 190, match: { path: '/subscriptions$/' }, count: 1 });
		await expect(flow.unpublish()).rejects.toThrow();
		await flow.unpublish();
		expect(env.app()).toBeUndefined();
	});
});

describe('after n8n was killed during a test run', () => {
	it('restores production when n8n starts again', async () => {
		const flow = env.flow();
		await flow.publish();
		await flow.startTest();
		flow.crash();
		expect(await env.arrival()).toBeUndefined();
		await flow.publish('init');
		expect(await env.arrival()).toBe(flow.webhookUrl());
	});

	it('restores production after another test run', async () => {
		const flow = env.flow();
		await flow.publish();
		await flow.startTest();
		flow.crash();
		await flow.startTest();
		await flow.endTest();
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['messages'] });
	});

	it('allows another workflow to be published after an abandoned test run', async () => {
		const [one, other] = [env.flow(), env.flow()];
		await one.startTest();
		one.crash();
		await other.publish();
		expect(await env.arrival()).toBe(other.webhookUrl());
	});

	it('keeps production when it is published again during a test that then ends', async () => {
		const flow = env.flow();
		await flow.publish();
		await flow.startTest();
		await flow.publish();
		await flow.endTest();
		expect(env.app()).toEqual({ callback: flow.webhookUrl(), fields: ['messages'] });
	});
});
