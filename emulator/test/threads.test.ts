import axios from 'axios';
import { seed, type Emulator } from '../src';
import { client, problem, receiverForEach, started } from './helpers';
import type { Receiver } from './receiver';

let receiver: Receiver;
let url: string;
receiverForEach((theReceiver, theUrl) => {
	receiver = theReceiver;
	url = theUrl;
});

const USER = '16505551234';
const { phoneNumberId } = seed;

const control = async (emulator: Emulator, body: object) =>
	await client(emulator).post(`/${phoneNumberId}/thread_control`, { messaging_product: 'whatsapp', to: USER, ...body });
const text = async (emulator: Emulator, more: object = {}) =>
	await client(emulator).post(`/${phoneNumberId}/messages`, {
		messaging_product: 'whatsapp',
		to: USER,
		type: 'text',
		text: { body: 'Hi' },
		...more,
	});
const template = { type: 'template', text: undefined, template: { name: 'hello_world', language: { code: 'en_US' } } };

describe('thread control', () => {
	it('takes, passes and releases a thread', async () => {
		const emulator = await started();
		for (const body of [{ action: 'take' }, { action: 'pass' }, { action: 'take' }, { action: 'release' }]) {
			expect((await control(emulator, body)).data).toEqual({
				messaging_product: 'whatsapp',
				request_id: expect.any(String),
			});
		}
		expect((await control(emulator, { action: 'release' })).status).toBe(200);
	});

	it('lets only the owner pass a thread', async () => {
		const emulator = await started();
		expect(problem(await control(emulator, { action: 'pass' })).code).toBe(131070);
	});

	it('lets only the escalation partner take a thread', async () => {
		const emulator = await started({ threadRole: 'customer_service' });
		expect(problem(await control(emulator, { action: 'take' }))).toMatchObject({ code: 100, subcode: 2494191 });
	});

	it.each([
		['an unknown action', { action: 'grab' }],
		['two addresses', { action: 'take', recipient: 'US.1' }],
		['no address', { action: 'take', to: undefined }],
		['a role with another action than pass', { action: 'take', control_pass: { target_role: 'ctwa' } }],
		['an unknown role', { action: 'pass', control_pass: { target_role: 'boss' } }],
		['metadata of 2,001 characters', { action: 'release', metadata: 'x'.repeat(2001) }],
	])('rejects %s', async (_what, body) => {
		expect(problem(await control(await started(), body)).status).toBe(400);
	});
});

describe('messages', () => {
	it('are refused when another responder owns the thread, except templates', async () => {
		const emulator = await started({ threadRole: 'customer_service' });
		await axios.post(`${emulator.url}/_emulator/thread`, { user: USER, owner: 'ai_agent' });
		expect(problem(await text(emulator)).code).toBe(131070);
		expect((await text(emulator, template)).status).toBe(200);
		expect(problem(await text(emulator)).code).toBe(131070);
	});

	it('take an idle thread, and as escalation partner any thread', async () => {
		const emulator = await started();
		emulator.handover({ user: USER, owner: 'ai_agent' });
		expect((await text(emulator)).status).toBe(200);
		expect((await control(emulator, { action: 'pass', control_pass: { target_role: 'marketing' } })).status).toBe(200);
	});

	it('arrive in standby while another responder owns the thread', async () => {
		const emulator = await started({ webhook: { url } });
		emulator.handover({ user: USER, owner: 'ai_agent' });
		emulator.incoming({ from: USER, text: 'Hello' });
		emulator.handover({ user: USER, owner: 'escalation', summary: 'Wants a refund' });
		emulator.incoming({ from: USER, text: 'Are you there?' });
		const changes = (await receiver.until(3)).map(({ payload }) => payload.entry[0].changes[0]);
		const of = (field: string): unknown => changes.find((change) => change.field === field)?.value;
		expect(of('standby')).toMatchObject({ standby: { messages: [{ text: { body: 'Hello' } }] } });
		expect(of('messages')).toMatchObject({ messages: [{ text: { body: 'Are you there?' } }] });
		expect(of('messaging_handovers')).toMatchObject({
			type: 'control_passed',
			sender: { phone_number: USER },
			control_passed: {
				previous_owner_role: 'ai_agent',
				new_owner_role: 'escalation',
				conversation_context: { type: 'summary', summary: { text: 'Wants a refund' } },
			},
		});
	});
});

describe('messaging account', () => {
	it.each(['messaging_account_id', 'paid_messaging_account_id'])('accepts %s of the number', async (name) => {
		const emulator = await started();
		expect((await text(emulator, { [name]: seed.wabaId })).status).toBe(200);
		expect(problem(await text(emulator, { [name]: '1' })).code).toBe(100);
	});
});

it('rejects me without a token with 2500, and an unknown version with unknown path components', async () => {
	const emulator = await started();
	const error = async (path: string) =>
		problem(await axios.get(`${emulator.url}${path}`, { validateStatus: () => true }));
	expect(await error('/v26.0/me')).toMatchObject({ code: 2500, text: expect.stringContaining('active access token') });
	expect(await error('/v27.0/me')).toMatchObject({ code: 2500, text: 'Unknown path components: /me' });
});
