import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import { client, closeAll, sendMessage, started } from '../../helpers';
import { seed, type Emulator } from '../../../src';
import { Receiver } from '../../receiver';
import { TestEndpoint, type Reply } from './testEndpoint';

type Json = Record<string, unknown>;
const FROM = '16505550001';
const booking = readFileSync(
	join(__dirname, '..', '..', '..', '..', 'test', 'fixtures', 'flows', 'booking.json'),
	'utf8',
);

const services = [
	{ id: 'checkup', title: 'Check-up' },
	{ id: 'cleaning', title: 'Cleaning' },
];
const times = [
	{ id: '09:00', title: '09:00' },
	{ id: '10:30', title: '10:30', enabled: false },
];
const appointment = (more: Json = {}): Json => ({
	screen: 'APPOINTMENT',
	data: { services, earliest: '2026-12-01', latest: '2026-12-31', times: [], has_times: false, ...more },
});

let expired: boolean;

/** The endpoint of the booking flow: closed on 6 December. */
function respond({ action, data }: Json): Reply {
	if (expired && action === 'INIT')
		return async (response, encrypt) =>
			void response.writeHead(427).end(await encrypt({ error_msg: 'Already booked' }));
	const { step, date, name, ...rest } = (data ?? {}) as Record<string, string>;
	if (action === 'INIT') return appointment();
	if (action === 'BACK') return appointment({ times, has_times: true });
	if (step === 'date')
		return date === '2026-12-06'
			? appointment({ error_message: 'We are closed on Sundays' })
			: appointment({ times, has_times: true });
	if (step === 'appointment')
		return { screen: 'DETAILS', data: { chosen: `${rest.service} on ${date} at ${rest.time}` } };
	if (step === 'details') return { screen: 'CONFIRM', data: { summary: `For ${name}` } };
	return {
		screen: 'SUCCESS',
		data: { extension_message_response: { params: { flow_token: 'T-1', booked: `${date} ${rest.time}`, name } } },
	};
}

let emulator: Emulator;
let endpoint: TestEndpoint;
let receiver: Receiver;
let id: string;
beforeEach(async () => {
	expired = false;
	endpoint = new TestEndpoint(respond);
	receiver = new Receiver();
	const [publicKey, webhook] = [await endpoint.start(), await receiver.start()];
	emulator = await started({ pairLimit: false, statusDelayMs: 3_600_000 });
	await emulator.subscribe({ url: webhook });
	const graph = client(emulator);
	expect(
		(await graph.post(`/${seed.phoneNumberId}/whatsapp_business_encryption`, { business_public_key: publicKey })).data,
	).toEqual({ success: true });
	const made = await graph.post<Json>(`/${seed.wabaId}/flows`, {
		name: 'booking',
		categories: ['APPOINTMENT_BOOKING'],
		flow_json: booking,
		endpoint_uri: endpoint.url,
	});
	id = String(made.data.id);
	expect(made.data).toEqual({ id, success: true, validation_errors: [] });
	expect((await graph.post<Json>(`/${id}`, { application_id: seed.app.id })).data).toEqual({ success: true });
	expect((await graph.post<Json>(`/${id}/publish`)).data).toEqual({ success: true });
	expect(endpoint.requests.splice(0)).toEqual([{ version: '3.0', action: 'ping' }]);
	const parameters = {
		flow_message_version: '3',
		flow_id: id,
		flow_cta: 'Book',
		flow_token: 'T-1',
		flow_action: 'data_exchange',
	};
	const { status } = await sendMessage(emulator, {
		type: 'interactive',
		interactive: { type: 'flow', body: { text: 'Book a visit' }, action: { name: 'flow', parameters } },
	});
	expect(status).toBe(200);
});
afterEach(async () => {
	await closeAll();
	await Promise.all([endpoint.stop(), receiver.stop()]);
});

/** The answers that the business receives. */
async function heard(): Promise<Json> {
	const [{ value }] = await receiver.until(1);
	const [message] = (
		value as unknown as { messages: Array<{ context: Json; interactive: { type: string; nfm_reply: Json } }> }
	).messages;
	expect(message).toMatchObject({
		type: 'interactive',
		context: { id: emulator.messages[0].id },
		interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent' } },
	});
	return JSON.parse(String(message.interactive.nfm_reply.response_json)) as Json;
}

it('walks through a booking with a wrong date, a step back and the response', async () => {
	const flow = await emulator.customer(FROM).openFlow();
	expect(flow.view()).toMatchObject({
		status: 'open',
		stack: ['APPOINTMENT'],
		screen: { title: 'Book an appointment', form: {} },
	});
	expect(flow.view().screen!.components.map(({ type }) => type)).toEqual([
		'TextSubheading',
		'RadioButtonsGroup',
		'DatePicker',
		'Footer',
	]);

	await expect(flow.submit()).rejects.toThrow("Screen APPOINTMENT: 'service' is required, 'date' is required");
	const closed = await flow.fill({ service: 'checkup', date: '2026-12-06' });
	expect(closed).toMatchObject({
		message: 'We are closed on Sundays',
		screen: { id: 'APPOINTMENT', form: { service: 'checkup', date: '2026-12-06' } },
	});
	expect(closed.screen!.data).not.toHaveProperty('error_message');
	await flow.fill({ date: '2026-12-02' });
	await expect(flow.fill({ time: '11:00' })).rejects.toThrow("'time' has no option '11:00', but '09:00', '10:30'");
	await expect(flow.fill({ time: '10:30' })).rejects.toThrow("The option '10:30' of the field 'time' is not enabled");
	await flow.fill({ time: '09:00' });
	expect(await flow.submit()).toMatchObject({
		stack: ['APPOINTMENT', 'DETAILS'],
		screen: { id: 'DETAILS', data: { chosen: 'checkup on 2026-12-02 at 09:00' } },
	});

	const back = await flow.back();
	expect(back).toMatchObject({
		stack: ['APPOINTMENT'],
		screen: { form: { service: 'checkup', date: '2026-12-02', time: '09:00' } },
	});
	await flow.submit();
	await flow.fill({ name: 'Ada', email: 'ada' });
	await expect(flow.submit()).rejects.toThrow("Screen DETAILS: 'email' is no email address");
	await flow.fill({ email: 'ada@example.com' });
	const confirm = await flow.submit();
	expect(confirm.screen!.components.filter(({ type }) => type.startsWith('Text')).map(({ text }) => text)).toEqual([
		'Almost done',
		'For Ada',
		'We look forward to seeing you, Ada',
	]);
	expect(confirm.screen!.terminal).toBe(true);
	const done = await flow.submit();
	expect(done).toMatchObject({
		status: 'completed',
		response: { flow_token: 'T-1', booked: '2026-12-02 09:00', name: 'Ada' },
	});
	expect(done.screen).toBeUndefined();
	expect(await heard()).toEqual({ flow_token: 'T-1', booked: '2026-12-02 09:00', name: 'Ada' });
	await expect(flow.submit()).rejects.toThrow('The flow is completed, there is no screen');

	const common = { version: '3.0', flow_token: 'T-1' };
	const chosen = { service: 'checkup', date: '2026-12-02', time: '09:00' };
	const details = { ...chosen, name: 'Ada', email: 'ada@example.com' };
	expect(endpoint.requests).toEqual([
		{ ...common, action: 'INIT' },
		{
			...common,
			action: 'data_exchange',
			screen: 'APPOINTMENT',
			data: { step: 'date', service: 'checkup', date: '2026-12-06' },
		},
		{
			...common,
			action: 'data_exchange',
			screen: 'APPOINTMENT',
			data: { step: 'date', service: 'checkup', date: '2026-12-02' },
		},
		{ ...common, action: 'data_exchange', screen: 'APPOINTMENT', data: { step: 'appointment', ...chosen } },
		{ ...common, action: 'BACK', screen: 'DETAILS' },
		{ ...common, action: 'data_exchange', screen: 'APPOINTMENT', data: { step: 'appointment', ...chosen } },
		{ ...common, action: 'data_exchange', screen: 'DETAILS', data: { step: 'details', ...details } },
		{ ...common, action: 'data_exchange', screen: 'CONFIRM', data: { step: 'confirm', ...details } },
	]);
	expect(done.exchanges.map(({ status }) => status)).toEqual(Array(8).fill(200));
});

it('controls a walk by control calls', async () => {
	const call = async (body: Json): Promise<Json> =>
		(await axios.post<Json>(`${emulator.url}/_emulator/flow`, body, { proxy: false, validateStatus: () => true })).data;
	expect(await call({ action: 'state' })).toEqual({ problem: 'No flow was opened yet' });
	expect(await call({ action: 'open', from: FROM })).toMatchObject({
		session: '1',
		status: 'open',
		screen: { id: 'APPOINTMENT' },
	});
	expect(await call({ action: 'fill', values: { colour: 'red' } })).toEqual({
		problem: "There is no field 'colour' on screen APPOINTMENT, but 'service', 'date'",
	});
	await call({ action: 'fill', values: { service: 'cleaning', date: '2026-12-02' } });
	expect(await call({ action: 'submit', values: { time: '09:00' } })).toMatchObject({
		session: '1',
		screen: { id: 'DETAILS' },
	});
	expect(await call({ action: 'back', session: '1' })).toMatchObject({ stack: ['APPOINTMENT'] });
	expect(await call({ action: 'back', session: '1' })).toMatchObject({ status: 'closed' });
	expect(await call({ action: 'state', session: '2' })).toEqual({ problem: "There is no open flow '2'" });
	expect(await call({ action: 'open', flowJson: booking, endpointUri: endpoint.url, flowToken: 'T-9' })).toMatchObject({
		session: '2',
		screen: { id: 'APPOINTMENT' },
	});
	expect(endpoint.requests.at(-1)).toEqual({ version: '3.0', action: 'INIT', flow_token: 'T-9' });
	expect(await call({ action: 'jump' })).toEqual({
		problem: "With a flow one cannot 'jump', but open, fill, submit, tap, back and state",
	});
});

it('does not open a flow again once the endpoint returned 427 (invalid token)', async () => {
	expired = true;
	const flow = await emulator.customer(FROM).openFlow();
	expect(flow.view()).toMatchObject({ status: 'closed', message: 'Already booked', stack: [] });
	await expect(emulator.customer(FROM).openFlow()).rejects.toThrow('is disabled: Already booked');
	const chat = await axios.get(`${emulator.url}/_emulator/phone/chat?customer=1&business=${seed.phoneNumberId}`, {
		proxy: false,
	});
	expect(chat.data).toMatchObject([
		{ content: { buttons: [{ kind: 'flow', title: 'Book', disabled: 'Already booked' }] } },
	]);
	emulator.reset();
	await expect(emulator.customer(FROM).openFlow()).rejects.toThrow('got no message yet');
});

it('checks the health of an endpoint', async () => {
	await emulator.pingEndpoint(endpoint.url);
	await endpoint.newKeys();
	await expect(emulator.pingEndpoint(endpoint.url)).rejects.toThrow('The endpoint responded with 421');
});

it('does not publish a flow while its endpoint does not respond to a ping', async () => {
	const graph = client(emulator);
	const publish = async (name: string): Promise<unknown> => {
		const made = await graph.post<Json>(`/${seed.wabaId}/flows`, {
			name,
			categories: ['OTHER'],
			flow_json: booking,
			endpoint_uri: endpoint.url,
		});
		await graph.post(`/${String(made.data.id)}`, { application_id: seed.app.id });
		return (await graph.post<Json>(`/${String(made.data.id)}/publish`)).data;
	};
	await endpoint.newKeys();
	expect(await publish('wrong key')).toMatchObject({
		error: {
			code: 139002,
			error_user_msg: 'The endpoint is not available. The endpoint responded with 421: it cannot decrypt.',
		},
	});
	await endpoint.stop();
	expect(await publish('not there')).toMatchObject({
		error: { code: 139002, error_user_msg: expect.stringContaining('did not respond') as string },
	});
});

it('does not open a flow that is blocked, or a message without a flow', async () => {
	emulator.flows.of(seed.wabaId).forEach((flow) => (flow.status = 'BLOCKED'));
	await expect(emulator.customer(FROM).openFlow()).rejects.toThrow(
		"The flow 'booking' is BLOCKED and cannot be opened",
	);
	await sendMessage(emulator, { text: { body: 'Hi' } });
	await expect(emulator.customer(FROM).openFlow()).rejects.toThrow('opens no flow');
	expect(endpoint.requests).toEqual([]);
});
