import type { INodeParameters } from 'n8n-workflow';
import { seed } from '../../../emulator/src';
import type { Flow } from './fakeN8n';
import { byId, checkSetup, createTestEnvironment, type TestEnvironment } from './testEnvironment';

const { phoneNumberId: ONE, secondPhoneNumberId: TWO } = seed;
const [NUMBER_ONE, NUMBER_TWO] = ['+1 631-555-8100', '+1 631-555-8101'];

let env: TestEnvironment;
beforeEach(async () => (env = await createTestEnvironment()));
afterEach(async () => await env.close());

const onNumber = (id: string, more: INodeParameters = {}): Flow =>
	env.flow({ parameters: { listenOn: 'phoneNumber', phoneNumberId: byId(id), ...more } });

/** Result of Webhook > Check Setup for the callback of a number. A failed callback check is expected as a hint, too. */
async function checkCallback(phoneNumberId: string): Promise<unknown> {
	const { run, output, error } = await checkSetup(env, phoneNumberId);
	expect(error).toBeUndefined();
	const lines = (output ?? []).map(({ json }) => json);
	expect(lines.filter(({ status, check }) => status !== 'pass' && check !== 'Callback')).toEqual([]);
	const callback = lines.find(({ check }) => check === 'Callback');
	const { hints } = run.data.resultData.runData.WhatsApp.at(-1) as unknown as { hints: unknown };
	const shown = {
		message: `Callback: ${String(callback?.message)}. ${String(callback?.advice)}`,
		type: 'danger',
		location: 'outputPane',
	};
	expect(hints).toEqual(callback?.status === 'fail' ? [shown] : []);
	return callback;
}

/** Sends messages to a number, and waits for the responses to Meta. */
async function receive(phoneNumberId: string, texts: string[]): Promise<number[]> {
	const before = env.emulator.webhooks.length;
	for (const body of texts) {
		const from = '16505551234';
		const metadata = {
			display_phone_number: (phoneNumberId === ONE ? NUMBER_ONE : NUMBER_TWO).replace(/\D/g, ''),
			phone_number_id: phoneNumberId,
		};
		const value = {
			metadata,
			contacts: [{ wa_id: from, profile: { name: 'Ann' } }],
			messages: [{ from, id: `wamid.${body}`, timestamp: '1749416383', type: 'text', text: { body } }],
		};
		expect(env.emulator.events({ field: 'messages', value, phoneNumberId })).toBe(1);
	}
	while (env.emulator.webhooks.length < before + texts.length) await new Promise((resolve) => setImmediate(resolve));
	return env.emulator.webhooks.slice(before).map(({ status }) => status ?? 0);
}

const pass = (flow: Flow) => ({
	check: 'Callback',
	status: 'pass',
	message: `A WhatsApp Trigger of this app listens at '${flow.webhookUrl()}'`,
	advice: '',
});
const publish = `Publish a workflow with a WhatsApp Trigger that listens to ${NUMBER_ONE}, to its business account or to the whole app ('Listen On')`;

describe('a trigger for one number that uses the callback of the app', () => {
	it('fails Check Setup for another number, and passes it for its own', async () => {
		const flow = onNumber(TWO);
		await flow.publish();
		expect(await checkCallback(ONE)).toEqual({
			check: 'Callback',
			status: 'fail',
			message: `This trigger listens to ${NUMBER_TWO} only; messages to ${NUMBER_ONE} are discarded`,
			advice: publish,
		});
		expect(await checkCallback(TWO)).toEqual(pass(flow));
	});

	it('logs the first message of each other number, and no message of its own', async () => {
		const flow = onNumber(TWO);
		await flow.publish();
		expect(await receive(TWO, ['mine'])).toEqual([200]);
		expect(flow.logged).toEqual([]);
		expect(await receive(ONE, ['first', 'second'])).toEqual([200, 200]);
		expect(flow.logged).toEqual([
			`WhatsApp Trigger: a message to ${NUMBER_ONE.replace(/[- ]/g, '')} was discarded, because this trigger listens to the phone number with the ID ${TWO} only. Other workflows are not affected. To receive such messages, publish a workflow with a WhatsApp Trigger that listens to that number, to its business account or to the whole app. This is logged once until n8n restarts`,
		]);
		expect(flow.logged.join()).not.toContain('first');
	});

	it('passes Check Setup when another trigger listens to the other number', async () => {
		const [two, one] = [onNumber(TWO), onNumber(ONE)];
		await two.publish();
		await one.publish();
		expect([await checkCallback(ONE), await checkCallback(TWO)]).toEqual([pass(one), pass(two)]);
	});
});

describe('a trigger whose parameters discard the messages of a number', () => {
	it('fails Check Setup when it does not start on messages', async () => {
		const [flows, one] = [env.flow({ parameters: { updates: ['flows'] } }), onNumber(TWO)];
		await flows.publish();
		await one.publish();
		expect(await checkCallback(ONE)).toEqual({
			check: 'Callback',
			status: 'fail',
			message: `This trigger does not start on messages; messages to ${NUMBER_ONE} are discarded`,
			advice: `Add 'Message' to 'Trigger On' and publish the workflow again. Or publish another workflow with a WhatsApp Trigger that listens to ${NUMBER_ONE}`,
		});
		await receive(ONE, ['lost']);
		expect(flows.logged).toEqual([
			`WhatsApp Trigger: a message to ${NUMBER_ONE.replace(/[- ]/g, '')} was discarded because 'Trigger On' does not include messages. This is logged once until n8n restarts`,
		]);
	});

	it.each<[string, string[], unknown]>([
		['another number', [TWO], 'fail'],
		['a phone number in place of its ID', ['+1 631-555-8100'], 'fail'],
		["the number's own ID", [TWO, ONE], 'pass'],
		['more IDs than the header can hold', Array.from({ length: 101 }, (_, index) => String(index)), 'pass'],
	])("checks the filter 'Phone Number IDs' in Check Setup when it contains %s: %#", async (_what, ids, status) => {
		await env.flow({ parameters: { filters: { phoneNumberIds: ids.join(',') } } }).publish();
		expect(await checkCallback(ONE)).toMatchObject({
			status,
			...(status === 'fail' && {
				message: `The filter 'Phone Number IDs' of this trigger does not include ${NUMBER_ONE}; messages to ${NUMBER_ONE} are discarded`,
				advice: `Add ${ONE} to the filter and publish the workflow again`,
			}),
		});
	});
});

describe('the response to a verification request', () => {
	const ask = async (flow: Flow, token: string) =>
		await fetch(`${flow.webhookUrl()}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${token}`);

	it("does not contain the trigger's scope when the verify token is wrong", async () => {
		const flow = onNumber(TWO);
		await flow.publish();
		const response = await ask(flow, 'guessed');
		expect([response.status, response.headers.get('x-whatsapp-trigger-listening'), await response.text()]).toEqual([
			403,
			null,
			'{"message":"Not accepted"}',
		]);
	});
});

describe('a trigger whose removal failed before its settings were changed', () => {
	const failing = async (flow: Flow, parameters: INodeParameters): Promise<void> => {
		await flow.publish();
		env.emulator.addFault({ kind: 'error', code: 190, match: { method: 'GET' }, count: 'always' });
		await expect(flow.unpublish()).rejects.toThrow();
		env.emulator.clearFaults();
		flow.parameters = { ...flow.parameters, ...parameters };
		await flow.publish();
	};

	it('listens to the entire app then', async () => {
		const flow = onNumber(ONE);
		await failing(flow, { listenOn: 'app' });
		expect(await receive(TWO, ['two'])).toEqual([200]);
		expect(flow.logged).toEqual([]);
		expect(env.phone(ONE)).toBeUndefined();
		await flow.unpublish();
		expect(env.app()).toBeUndefined();
	});

	it('listens to the other number then, and leaves its URL at none', async () => {
		const flow = onNumber(ONE);
		await failing(flow, { phoneNumberId: byId(TWO) });
		expect([env.phone(ONE), env.phone(TWO)]).toEqual([undefined, flow.webhookUrl()]);
		await flow.unpublish();
		expect([env.phone(TWO), env.app()]).toEqual([undefined, undefined]);
	});

	it('keeps the callback that other software has set at the number meanwhile', async () => {
		const flow = onNumber(ONE);
		await flow.publish();
		const other = 'https://crm.example.com/hooks/whatsapp';
		env.emulator.subscriptions.overridePhone(ONE, other);
		flow.parameters = { ...flow.parameters, listenOn: 'app' };
		await flow.publish();
		expect(env.phone(ONE)).toBe(other);
	});
});
