import { seed } from '../../emulator';
import { createWorld, foreign, type World } from './testEnvironment';

const {
	app: { id: APP },
	wabaId: WABA,
} = seed;
const FOREIGN = 'https://crm.example.com/hooks/whatsapp';

let world: World;
beforeEach(async () => (world = await createWorld()));
afterEach(async () => await world.close());

const thrown = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => 'nothing was thrown',
		(error: Error) => error.message,
	);
const foreignMessage = (place = 'the app') =>
	`Webhooks of ${place} go to '${FOREIGN}', which does not belong to a WhatsApp Trigger of this app, so it was left as it is. To take it over, switch on 'Replace Foreign Callback'. To leave it, choose a phone number or an account of its own under 'Listen On', or use another app.`;

describe("the built-in trigger's truth table, mended", () => {
	it('no subscription: makes one, subscribes the app to the account, and messages arrive', async () => {
		const flow = world.flow();
		await flow.publish();
		expect(world.changes()).toEqual([`POST ${WABA}/subscribed_apps`, `POST ${APP}/subscriptions`]);
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['messages'] });
		expect(await world.arrival()).toBe(flow.address());
	});

	it('same address, same fields: changes nothing', async () => {
		const flow = world.flow();
		await flow.publish();
		world.changes();
		await flow.publish('init');
		expect(world.changes()).toEqual([]);
	});

	it('same address, other fields: adds its own', async () => {
		const flow = world.flow();
		await flow.publish();
		flow.parameters = { updates: ['calls', 'messages'] };
		await flow.publish();
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['calls', 'messages'] });
	});

	it.each([
		['same fields', ['messages']],
		['other fields', ['flows']],
	])('foreign address, %s: says whose, and leaves it', async (_which, fields) => {
		foreign(world, FOREIGN, fields);
		expect(await thrown(world.flow().publish())).toBe(foreignMessage());
		expect(world.changes()).toEqual([]);
		expect(world.app()).toEqual({ callback: FOREIGN, fields });
	});

	it('foreign address, told to replace it: takes it over with its fields, and logs whose it was', async () => {
		foreign(world, FOREIGN, ['flows']);
		const flow = world.flow({ parameters: { replaceForeignCallback: true } });
		await flow.publish();
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['flows', 'messages'] });
		expect(flow.logged).toEqual([
			`WhatsApp Trigger 'WhatsApp Trigger' took over webhooks that went to '${FOREIGN}', as 'Replace Foreign Callback' says. They cannot be put back from here: only whoever set that address can.`,
		]);
	});

	it('a subscription that Meta switched off is switched on again', async () => {
		const flow = world.flow();
		await flow.publish();
		world.emulator.subscriptions.app!.active = false;
		expect(await world.arrival()).toBeUndefined();
		await flow.publish('init');
		expect(await world.arrival()).toBe(flow.address());
	});
});

describe.each([
	['as 2.x cleans up', false],
	['as 1.x cleans up', true],
])("the built-in's worst sequences (%s)", (_how, readsAnew) => {
	it('1: testing a published workflow takes over for the test, and production comes back', async () => {
		const flow = world.flow({ readsAnew });
		await flow.publish();
		await flow.startTest();
		expect(await world.arrival()).toBe(flow.address(true));
		await flow.endTest();
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['messages'] });
		expect(await world.arrival()).toBe(flow.address());
	});

	it('2: a test that cannot be registered leaves production as it is', async () => {
		const flow = world.flow({ readsAnew });
		await flow.publish();
		world.n8n.listening.delete(flow.path(true));
		world.emulator.addFault({
			kind: 'error',
			code: 2200,
			message: '(#2200) Callback verification failed',
			match: { method: 'POST', path: '/subscriptions$/' },
		});
		expect(await thrown(flow.startTest())).toContain('did not get the right answer');
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['messages'] });
		expect(await world.arrival()).toBe(flow.address());
	});

	it('3: publishing a second workflow on the app is refused, and the first goes on', async () => {
		const [first, second] = [world.flow({ readsAnew }), world.flow({ readsAnew })];
		await first.publish();
		world.changes();
		expect(await thrown(second.publish())).toBe(
			`Another WhatsApp Trigger of this app listens at '${first.address()}', and Meta sends the webhooks of an app to one address only. Choose one account or number under 'Listen On', here or there, so that both get theirs; or start both workflows from one trigger.`,
		);
		expect(await thrown(second.startTest())).toContain(first.address());
		expect(world.changes()).toEqual([]);
		expect(await world.arrival()).toBe(first.address());
	});

	it('4: testing with other events adds them for the test only', async () => {
		const flow = world.flow({ readsAnew });
		await flow.publish();
		flow.parameters = { updates: ['flows', 'calls'] };
		await flow.startTest();
		expect(world.app()).toEqual({ callback: flow.address(true), fields: ['calls', 'flows', 'messages'] });
		await flow.endTest();
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['messages'] });
	});

	it('a call to Meta that fails while n8n starts leaves the registration in place', async () => {
		const flow = world.flow({ readsAnew });
		await flow.publish();
		world.emulator.addFault({
			kind: 'error',
			code: 190,
			match: { method: 'GET', path: '/subscriptions$/' },
			count: 'always',
		});
		expect(await thrown(flow.publish('init'))).toMatch(/token/i);
		world.emulator.clearFaults();
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['messages'] });
		await flow.publish('init');
		await flow.unpublish();
		expect(world.app()).toBeUndefined();
	});

	it('what a registration that broke off half-way had set is taken back', async () => {
		const flow = world.flow({
			readsAnew,
			parameters: { listenOn: 'phoneNumber', phoneNumberId: { __rl: true, mode: 'id', value: seed.phoneNumberId } },
		});
		world.emulator.addFault({ kind: 'error', code: 100, match: { method: 'POST', path: `/${seed.phoneNumberId}$/` } });
		await expect(flow.publish()).rejects.toThrow();
		expect(world.app()).toBeUndefined();
		expect(world.phone()).toBeUndefined();
	});
});

describe('the end of a registration', () => {
	it('removes what is its own', async () => {
		const flow = world.flow();
		await flow.publish();
		world.changes();
		await flow.unpublish();
		expect(world.changes()).toEqual([`DELETE ${APP}/subscriptions`]);
		expect(world.app()).toBeUndefined();
	});

	it('leaves what somebody else set meanwhile', async () => {
		const flow = world.flow();
		await flow.publish();
		foreign(world, FOREIGN);
		world.changes();
		await flow.unpublish();
		expect(world.changes()).toEqual([]);
		expect(world.app()).toEqual({ callback: FOREIGN, fields: ['messages'] });
	});

	it('of a test without a published workflow leaves nothing behind', async () => {
		const flow = world.flow();
		await flow.startTest();
		await flow.endTest();
		expect(world.app()).toBeUndefined();
	});

	it('of a test after which production is no longer published leaves nothing behind', async () => {
		const flow = world.flow();
		await flow.publish();
		await flow.startTest();
		await flow.unpublish();
		expect(world.app()?.callback).toBe(flow.address(true));
		await flow.endTest();
		expect(world.app()).toBeUndefined();
	});

	it('of a test does not throw into n8n, but says in the log what is left', async () => {
		const flow = world.flow();
		await flow.startTest();
		world.emulator.addFault({ kind: 'error', code: 190, match: { path: '/subscriptions$/' }, count: 'always' });
		await flow.endTest();
		expect(flow.logged).toEqual([
			expect.stringContaining("'WhatsApp Trigger' could not give back what its test run took"),
		]);
	});

	it('of production throws, so that n8n tries again', async () => {
		const flow = world.flow();
		await flow.publish();
		world.emulator.addFault({ kind: 'error', code: 190, match: { path: '/subscriptions$/' }, count: 1 });
		await expect(flow.unpublish()).rejects.toThrow();
		await flow.unpublish();
		expect(world.app()).toBeUndefined();
	});
});

describe('n8n is killed during a test run', () => {
	it('and started again: production comes back', async () => {
		const flow = world.flow();
		await flow.publish();
		await flow.startTest();
		flow.crash();
		expect(await world.arrival()).toBeUndefined();
		await flow.publish('init');
		expect(await world.arrival()).toBe(flow.address());
	});

	it('and another test run is started and ended: production comes back', async () => {
		const flow = world.flow();
		await flow.publish();
		await flow.startTest();
		flow.crash();
		await flow.startTest();
		await flow.endTest();
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['messages'] });
	});

	it('what it left behind does not keep another workflow out', async () => {
		const [one, other] = [world.flow(), world.flow()];
		await one.startTest();
		one.crash();
		await other.publish();
		expect(await world.arrival()).toBe(other.address());
	});

	it('a test that goes on while production is published anew ends without touching it', async () => {
		const flow = world.flow();
		await flow.publish();
		await flow.startTest();
		await flow.publish();
		await flow.endTest();
		expect(world.app()).toEqual({ callback: flow.address(), fields: ['messages'] });
	});
});
