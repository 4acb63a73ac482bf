import { seed } from '../../emulator';
import type { Flow } from './fakeN8n';
import { createWorld, foreign, type World } from './testEnvironment';

const FOREIGN = 'https://crm.example.com/hooks/whatsapp';
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const { phoneNumberId: ONE, secondPhoneNumberId: TWO } = seed;

let world: World;
beforeEach(async () => (world = await createWorld()));
afterEach(async () => await world.close());

const onNumber = (id: string = ONE, more: object = {}): Flow =>
	world.flow({ parameters: { listenOn: 'phoneNumber', phoneNumberId: byId(id), ...more } });
const onAccount = (more: object = {}): Flow => world.flow({ parameters: { listenOn: 'businessAccount', ...more } });
const thrown = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => 'nothing was thrown',
		(error: Error) => error.message,
	);

describe('many workflows on one app', () => {
	it('each gets its own: a number, another number, the account, the app', async () => {
		const [one, two, account, app] = [
			onNumber(),
			onNumber(TWO),
			onAccount(),
			world.flow({ parameters: { updates: ['flows'] } }),
		];
		for (const flow of [one, two, account, app]) await flow.publish();
		expect([world.phone(ONE), world.phone(TWO), world.account()]).toEqual(
			[one, two, account].map((flow) => flow.address()),
		);
		expect(world.app()).toEqual({ callback: app.address(), fields: ['flows', 'messages'] });
		expect(await world.arrival()).toBe(one.address());
	});

	it('the last one that goes removes the subscription of the app; until then someone who listens has it', async () => {
		const [app, one, account] = [world.flow(), onNumber(ONE, { updates: ['calls'] }), onAccount()];
		for (const flow of [app, one, account]) await flow.publish();
		expect(world.app()).toEqual({ callback: app.address(), fields: ['calls', 'messages'] });
		await app.unpublish();
		expect(world.app()).toEqual({ callback: account.address(), fields: ['calls', 'messages'] });
		await account.unpublish();
		expect(world.account()).toBeUndefined();
		expect(world.app()).toEqual({ callback: one.address(), fields: ['calls', 'messages'] });
		await one.unpublish();
		expect(world.phone()).toBeUndefined();
		expect(world.app()).toBeUndefined();
	});

	it('a trigger for the whole app gets the callback that one for a number held in its stead, whatever the order', async () => {
		const [one, app] = [onNumber(), world.flow({ parameters: { updates: ['flows'] } })];
		await one.publish();
		expect(world.app()).toEqual({ callback: one.address(), fields: ['messages'] });
		await app.publish();
		expect(world.app()).toEqual({ callback: app.address(), fields: ['flows', 'messages'] });
		expect(await world.arrival()).toBe(one.address());
	});

	it('without a token it cannot be seen that the other holds it in its stead', async () => {
		await onNumber().publish();
		expect(await thrown(world.flow({ withToken: false }).publish())).toContain(
			'add the WhatsApp Business Cloud API credential here, so that this can be seen',
		);
	});

	it('started together, none loses the fields of another', async () => {
		const flows = [onNumber(ONE, { updates: ['calls'] }), onNumber(TWO, { updates: ['history'] }), onAccount()];
		await Promise.all(flows.map(async (flow) => await flow.publish()));
		expect(world.app()?.fields).toEqual(['calls', 'history', 'messages']);
	});

	it.each([
		['number', () => onNumber()],
		['account', () => onAccount()],
	])('two for the same %s: the second is refused, and told who has it', async (_which, make) => {
		const [first, second] = [make(), make()];
		await first.publish();
		expect(await thrown(second.publish())).toContain(
			`at '${first.address()}', and Meta sends its webhooks to one address only. Start both workflows from one trigger`,
		);
		expect(await thrown(second.startTest())).toContain(first.address());
		expect(await world.arrival()).toBe(first.address());
	});
});

describe.each([
	['a number', () => onNumber(), () => world.phone()],
	['an account', () => onAccount(), () => world.account()],
])('a trigger for %s', (_which, make, place) => {
	it('puts production back after a test run, and after one that was cut off', async () => {
		const flow = make();
		await flow.publish();
		await flow.startTest();
		expect(place()).toBe(flow.address(true));
		await flow.endTest();
		expect(place()).toBe(flow.address());
		await flow.startTest();
		flow.crash();
		await flow.publish('init');
		expect(await world.arrival()).toBe(flow.address());
		await flow.startTest();
		flow.crash();
		await flow.startTest();
		await flow.endTest();
		expect(await world.arrival()).toBe(flow.address());
		await flow.unpublish();
		expect(place()).toBeUndefined();
		expect(world.app()).toBeUndefined();
	});

	it('leaves a foreign callback unless told otherwise', async () => {
		const flow = make();
		await flow.publish();
		const other = (await world.elsewhere('another secret')).url + '/webhook/1/webhook';
		world.emulator.subscriptions.overridePhone(ONE, other);
		world.emulator.subscriptions.subscribeAccount(seed.wabaId, other);
		const second = make();
		expect(await thrown(second.publish())).toContain(
			`go to '${other}', which does not belong to a WhatsApp Trigger of this app`,
		);
		expect(place()).toBe(other);
		await flow.unpublish();
		expect(place()).toBe(other);
		second.parameters = { ...second.parameters, replaceForeignCallback: true };
		await second.publish();
		expect(place()).toBe(second.address());
		expect(second.logged).toEqual([expect.stringContaining(`took over webhooks that went to '${other}'`)]);
	});

	it("leaves the app's callback where it is, and says which field is missing there", async () => {
		foreign(world, FOREIGN, ['messages']);
		const flow = make();
		await flow.publish();
		expect(world.app()).toEqual({ callback: FOREIGN, fields: ['messages'] });
		expect(place()).toBe(flow.address());
		flow.parameters = { ...flow.parameters, updates: ['messages', 'calls'] };
		expect(await thrown(flow.publish())).toBe(
			`The app is not subscribed to 'calls', and its webhooks go to '${FOREIGN}', which only its owner can change. In the app's dashboard, under WhatsApp > Configuration > Webhook fields, subscribe to 'calls'; then try again.`,
		);
		expect(place()).toBe(flow.address());
	});

	it('wants the token, and only events that can arrive', async () => {
		const flow = make();
		flow.parameters = { ...flow.parameters, updates: ['flows'] };
		expect(await thrown(flow.publish())).toContain(
			"Meta sends 'flows' to the app only, never to one account or number",
		);
		const without = world.flow({ withToken: false, parameters: make().parameters });
		expect(await thrown(without.publish())).toContain('the WhatsApp Business Cloud API credential is needed too');
		expect(world.changes()).toEqual([]);
	});
});

describe('the address', () => {
	const local = 'http://localhost:5678';
	it.each([
		[
			'localhost',
			local,
			"its address 'http://localhost:5678' is known on this machine or network only. Set n8n's environment variable WEBHOOK_URL",
		],
		['a private network', 'https://192.168.1.5', 'is known on this machine or network only'],
		[
			'http',
			'http://n8n.example.com',
			"Meta calls https addresses only, and this trigger's begins with 'http://n8n.example.com'",
		],
	])('is checked before Meta is asked: %s', async (_which, webhookUrl, message) => {
		const flow = world.flow({
			webhookUrl,
			oauth2: { baseUrl: 'https://graph.facebook.com' },
			api: { baseUrl: 'https://graph.facebook.com' },
		});
		expect(await thrown(flow.publish())).toContain(message);
		expect(world.emulator.requests).toEqual([]);
	});

	it('may have 200 characters for a number, not 201', async () => {
		const path = '/webhook/0b6f1c1e-0000-4000-8000-000000000000/webhook';
		const host = (length: number) => `https://n8n.example.com/${'x'.repeat(length - 24 - path.length)}`;
		const flow = world.flow({
			webhookUrl: host(201),
			parameters: { listenOn: 'phoneNumber', phoneNumberId: byId(ONE) },
		});
		expect(flow.address()).toHaveLength(201);
		expect(await thrown(flow.publish())).toContain("This trigger's address has 201 characters; Meta takes 200");
	});

	it('that Meta cannot reach is told with what Meta saw', async () => {
		const flow = world.flow();
		const reachable = world.flow();
		await reachable.publish();
		await reachable.unpublish();
		world.n8n.down = true;
		expect(await thrown(flow.publish())).toBe(
			`Meta called '${flow.address()}' to verify it and did not get the right answer: Callback verification failed with the following errors: the address cannot be reached. Open the address in a browser outside your network: when n8n does not answer there, correct WEBHOOK_URL, the proxy or the tunnel; it must let GET and POST through unchanged.`,
		);
	});
});
