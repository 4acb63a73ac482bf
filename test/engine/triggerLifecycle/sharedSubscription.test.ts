import { seed } from '../../../emulator/src';
import type { Flow } from './fakeN8n';
import { byId, createTestEnvironment, type TestEnvironment } from './testEnvironment';

const {
	app: { id: APP },
	phoneNumberId: ONE,
	secondPhoneNumberId: TWO,
} = seed;
const FOREIGN = 'https://crm.example.com/hooks/whatsapp';

let env: TestEnvironment;
beforeEach(async () => (env = await createTestEnvironment()));
afterEach(async () => await env.close());

const onNumber = (id: string, updates = ['messages']): Flow =>
	env.flow({ parameters: { listenOn: 'phoneNumber', phoneNumberId: byId(id), updates } });

/** For the entire app, with OAuth2 only: it does not see the overrides of any account. */
const onApp = (updates: string[], more: object = {}): Flow =>
	env.flow({ withToken: false, parameters: { updates, ...more } });

const left = (flow: Flow, reason: string): string =>
	`WhatsApp Trigger 'WhatsApp Trigger' left the webhook subscription of the app ${APP} with its URL '${flow.webhookUrl()}', because other workflows or other software may need it: it has ${reason}. The next trigger that is published here takes it over. If nothing needs it, remove it in the app's dashboard, under WhatsApp > Configuration.`;

describe('an app whose accounts a trigger does not see', () => {
	let app: Flow;
	let number: Flow;
	beforeEach(async () => {
		[app, number] = [onApp(['flows']), onNumber(ONE)];
		await app.publish();
		await number.publish();
		expect(env.app()).toEqual({ callback: app.webhookUrl(), fields: ['flows', 'messages'] });
		env.changes();
	});

	it('keeps the field that another trigger has added, and logs it', async () => {
		await app.unpublish();
		expect(env.changes()).toEqual([]);
		expect(env.app()).toEqual({ callback: app.webhookUrl(), fields: ['flows', 'messages'] });
		expect(app.logged).toEqual([left(app, 'the fields messages, which this trigger did not add')]);
		expect(await env.arrival()).toBe(number.webhookUrl());
	});

	it('keeps the field while the trigger is published again', async () => {
		for (const updates of [['flows'], ['flows', 'calls']]) {
			app.parameters = { ...app.parameters, updates };
			await app.unpublish();
			await app.publish();
			expect(env.app()).toEqual({ callback: app.webhookUrl(), fields: [...updates, 'messages'].sort() });
			expect(await env.arrival()).toBe(number.webhookUrl());
		}
		await app.unpublish();
		expect(await env.arrival()).toBe(number.webhookUrl());
	});

	it('keeps the field if the other trigger was published again meanwhile', async () => {
		await number.unpublish();
		await number.publish();
		await app.unpublish();
		expect(await env.arrival()).toBe(number.webhookUrl());
	});

	it('is taken over by the next trigger of this n8n, which keeps the field too', async () => {
		await app.unpublish();
		const next = onApp(['calls']);
		await next.publish();
		expect(env.app()).toEqual({ callback: next.webhookUrl(), fields: ['calls', 'flows', 'messages'] });
		await next.unpublish();
		expect(await env.arrival()).toBe(number.webhookUrl());
	});

	it('keeps the field after the end of a test run, and if the trigger took over', async () => {
		await app.startTest();
		await app.endTest();
		expect(env.app()).toEqual({ callback: app.webhookUrl(), fields: ['flows', 'messages'] });
		const next = onApp(['messages'], { options: { takeOverWebhook: true } });
		await next.publish();
		expect(env.app()?.callback).toBe(next.webhookUrl());
		await next.unpublish();
		expect(await env.arrival()).toBe(number.webhookUrl());
	});
});

it("keeps the app's subscription while a number has the callback of other software", async () => {
	const app = env.flow();
	await app.publish();
	env.emulator.subscriptions.overridePhone(TWO, FOREIGN);
	await app.unpublish();
	expect(env.app()).toEqual({ callback: app.webhookUrl(), fields: ['messages'] });
	expect(app.logged).toEqual([left(app, `the callback URL '${FOREIGN}'`)]);
	await app.publish();
	env.emulator.subscriptions.overridePhone(TWO, '');
	await app.unpublish();
	expect(env.app()).toBeUndefined();
});

it('removes the subscription although a number has a URL of this n8n where nothing listens any more', async () => {
	const app = env.flow();
	await app.publish();
	env.emulator.subscriptions.overridePhone(TWO, `${env.n8n.url}/webhook-test/gone/webhook`);
	await app.unpublish();
	expect(env.app()).toBeUndefined();
});

describe('triggers of one account, the last of which removes the subscription', () => {
	const publish = async (flows: Flow[]) => {
		for (const flow of flows) await flow.publish();
		return flows;
	};

	it.each([
		['first to last', [0, 1, 2]],
		['last to first', [2, 1, 0]],
		['the middle one first', [1, 0, 2]],
	])('when they are unpublished from %s', async (_order, order) => {
		const flows = await publish([env.flow(), onNumber(ONE, ['messages', 'calls']), onNumber(TWO, ['history'])]);
		for (const at of order) await flows[at].unpublish();
		expect(env.app()).toBeUndefined();
		expect(flows.flatMap(({ logged }) => logged)).toEqual([]);
	});

	it('when one of them has been published again', async () => {
		const flows = await publish([onNumber(ONE), onNumber(TWO, ['messages', 'calls'])]);
		for (const flow of [...flows, flows[0]]) {
			await flow.unpublish();
			await flow.publish();
		}
		expect(env.app()?.fields).toEqual(['calls', 'messages']);
		for (const flow of flows) await flow.unpublish();
		expect(env.app()).toBeUndefined();
	});

	it('when its fields were added by earlier versions of its settings', async () => {
		const flow = env.flow();
		await flow.publish();
		flow.parameters = { ...flow.parameters, updates: ['calls'] };
		await flow.publish();
		expect(env.app()?.fields).toEqual(['calls', 'messages']);
		await flow.unpublish();
		expect(env.app()).toBeUndefined();
	});
});
