import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';
import type { Flow } from './fakeN8n';
import { createWorld, type World } from './testEnvironment';

let world: World;
beforeEach(async () => {
	world = await createWorld();
});
afterEach(async () => await world.close());

const reason = "'Text Matches' is not a regular expression: Unterminated group";
const wrong = { updates: ['messages'], filters: { textPattern: '(' } };

it.each(['publish', 'startTest'] as const)('rejects an invalid filter before any request to Meta (%s)', async (how) => {
	await expect(world.flow({ parameters: wrong })[how]()).rejects.toThrow(reason);
	expect([world.changes(), world.emulator.requests]).toEqual([[], []]);
});

it.each(['checkExists', 'create'] as const)(
	'%s also rejects an invalid filter when called directly',
	async (method) => {
		const flow = world.flow({ parameters: wrong }) as unknown as Record<
			'workflow' | 'context',
			(...given: unknown[]) => never
		>;
		const context = flow.context(flow.workflow({}), 'trigger', 'activate', false);
		await expect(new WhatsAppBusinessCloudTrigger().webhookMethods.setup[method].call(context)).rejects.toThrow(reason);
		expect(world.emulator.requests).toEqual([]);
	},
);

it('keeps a published workflow registered when its new parameters are rejected', async () => {
	const flow: Flow = world.flow();
	await flow.publish();
	flow.parameters = wrong as never;
	await expect(flow.startTest()).rejects.toThrow(reason);
	expect(world.app()?.callback).toBe(flow.address());
});

it('ignores an expression without a value, as it does for events', async () => {
	const flow = world.flow({
		parameters: { updates: ['messages'], filters: { textPattern: "={{ $('Nowhere').item.json.x }}" } },
	});
	await flow.publish();
	expect(world.app()?.callback).toBe(flow.address());
});
