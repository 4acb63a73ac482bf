import { WhatsAppBusinessCloudTrigger } from '../../../nodes/WhatsAppBusinessCloud/WhatsAppBusinessCloudTrigger.node';
import type { Flow } from './fakeN8n';
import { createTestEnvironment, type TestEnvironment } from './testEnvironment';

let env: TestEnvironment;
beforeEach(async () => {
	env = await createTestEnvironment();
});
afterEach(async () => await env.close());

const reason = "'Text Matches' is not a regular expression: Unterminated group";
const wrong = { updates: ['messages'], filters: { textPattern: '(' } };

it.each(['publish', 'startTest'] as const)('rejects an invalid filter before any request to Meta (%s)', async (how) => {
	await expect(env.flow({ parameters: wrong })[how]()).rejects.toThrow(reason);
	expect([env.changes(), env.emulator.requests]).toEqual([[], []]);
});

it.each(['checkExists', 'create'] as const)('rejects an invalid filter when %s is called directly', async (method) => {
	const flow = env.flow({ parameters: wrong }) as unknown as Record<
		'workflow' | 'context',
		(...given: unknown[]) => never
	>;
	const context = flow.context(flow.workflow({}), 'trigger', 'activate', false);
	await expect(new WhatsAppBusinessCloudTrigger().webhookMethods.setup[method].call(context)).rejects.toThrow(reason);
	expect(env.emulator.requests).toEqual([]);
});

it('keeps a published workflow registered when its new parameters are rejected', async () => {
	const flow: Flow = env.flow();
	await flow.publish();
	flow.parameters = wrong;
	await expect(flow.startTest()).rejects.toThrow(reason);
	expect(env.app()?.callback).toBe(flow.webhookUrl());
});

it('ignores an expression without a value, as it does for events', async () => {
	const flow = env.flow({
		parameters: { updates: ['messages'], filters: { textPattern: "={{ $('Nowhere').item.json.x }}" } },
	});
	await flow.publish();
	expect(env.app()?.callback).toBe(flow.webhookUrl());
});

it('subscribes to all webhook fields of Trigger On and Advanced Events', async () => {
	const flow = env.flow({ parameters: { updates: ['messages', 'groupChanges'], advancedUpdates: ['flows'] } });
	await flow.publish();
	expect(env.app()?.fields).toEqual([
		'flows',
		'group_lifecycle_update',
		'group_participants_update',
		'group_settings_update',
		'group_status_update',
		'messages',
	]);
});

it('subscribes to what shows that a person answers, with Pause While a Person Answers', async () => {
	const options = { pauseWhileAnswered: { settings: {} } };
	const flow = env.flow({ parameters: { updates: ['messages'], options } });
	await flow.publish();
	expect(env.app()?.fields).toEqual(['message_echoes', 'messages', 'messaging_handovers', 'smb_message_echoes']);
});

it.each([
	['combineMessages', { silence: 99 }, "'Seconds of Silence' of 'Combine Messages' must be a number from 1 to 25"],
	['pauseWhileAnswered', { hours: 0 }, "'Hours' of 'Pause While a Person Answers' must be a number from 0.1 to 168"],
])('rejects %s with %j', async (option, settings, error) => {
	const flow = env.flow({ parameters: { updates: ['messages'], options: { [option]: { settings } } } });
	await expect(flow.publish()).rejects.toThrow(error);
});

it('publishes a workflow with an advanced event only', async () => {
	const flow = env.flow({ parameters: { updates: [], advancedUpdates: ['flows'] } });
	await flow.publish();
	expect(env.app()?.fields).toEqual(['flows']);
});

it('names the field that Meta does not have when Meta rejects the subscription', async () => {
	const flow = env.flow({ parameters: { updates: ['messages'] } });
	await flow.publish();
	flow.parameters = { updates: '={{ ["messages", "new_field"] }}' };
	await expect(flow.startTest()).rejects.toThrow(/^Meta has no webhook field 'new_field' for this app/);
	expect(env.app()?.fields).toEqual(['messages']);
});

it.each([
	['user_id_update', ['messages']],
	['business_username_update', ['business_username_updates']],
])('publishes a workflow that was saved with %s', async (field, fields) => {
	const flow = env.flow({ parameters: { updates: [field] } });
	await flow.publish();
	expect(env.app()?.fields).toEqual(fields);
});
