import { setTimeout as wait } from 'node:timers/promises';
import { closeAll, started } from '../../helpers';
import { seed, type Emulator } from '../../../src';
import { TestEndpoint, type Reply } from './testEndpoint';

type Json = Record<string, unknown>;

const footer = (action: Json): Json => ({ type: 'Footer', label: 'Go', 'on-click-action': action });
const exchange = { name: 'data_exchange', payload: { a: '${form.a}' } };
const layout = (...children: Json[]): Json => ({ type: 'SingleColumnLayout', children });
const input = { type: 'TextInput', name: 'a', label: 'A' };
const needs = {
	count: { type: 'number', __example__: 1 },
	list: { type: 'array', items: { type: 'object', properties: { id: { type: 'string' } } }, __example__: [] },
};
const FLOW = {
	version: '7.2',
	data_api_version: '3.0',
	routing_model: { FIRST: ['SECOND'], SECOND: ['THIRD'], THIRD: [] },
	screens: [
		{ id: 'FIRST', title: 'First', data: {}, layout: layout(input, footer(exchange)) },
		{ id: 'SECOND', title: 'Second', data: needs, refresh_on_back: true, layout: layout(footer(exchange)) },
		{ id: 'THIRD', title: 'Third', terminal: true, layout: layout(footer({ name: 'complete', payload: {} })) },
	],
};
const GENERIC = 'Something went wrong. Please try again later.';
const SECOND = { screen: 'SECOND', data: { count: 1, list: [{ id: 'x' }] } };

let emulator: Emulator;
let endpoint: TestEndpoint;
/** What the endpoint responds to anything except INIT. */
let reply: Reply;
let first: Reply;
beforeEach(async () => {
	first = { screen: 'FIRST', data: {} };
	endpoint = new TestEndpoint(({ action }) => (action === 'INIT' ? first : reply));
	const business_public_key = await endpoint.start();
	emulator = await started();
	emulator.flows.keys.set(seed.phoneNumberId, { business_public_key, business_public_key_signature_status: 'VALID' });
});
afterEach(async () => {
	await closeAll();
	await endpoint.stop();
});

const opened = async (flowJson: unknown = FLOW) =>
	await emulator.openFlow({ flowJson, endpointUri: endpoint.url, flowToken: 'T' });

/** Submits the first screen, where the flow gets stuck. @returns the error */
async function stuck(response: Reply): Promise<Json> {
	reply = response;
	const flow = await opened();
	const view = await flow.submit();
	expect(view).toMatchObject({ status: 'open', stack: ['FIRST'], message: GENERIC });
	return view.error as unknown as Json;
}
/** The last error notification that the endpoint received. */
const lastNotification = (): unknown =>
	endpoint.requests.filter(({ data }) => (data as Json | undefined)?.error !== undefined).pop();
const status =
	(code: number, body = ''): Reply =>
	(response) =>
		void response.writeHead(code, { 'Content-Type': 'text/plain' }).end(body);

describe('rejected responses', () => {
	const transition = (message: string) => ({ key: 'invalid-screen-transition', message });
	const schema = (message: string) => ({ key: 'payload-schema-error', message });
	const model = (what: string) => schema(`The data does not fit the model of screen SECOND: ${what}`);

	it.each<[string, Json, Json]>([
		['a screen that does not exist', { screen: 'NOWHERE', data: {} }, transition("There is no screen 'NOWHERE'")],
		[
			'a screen that the routing model does not lead to',
			{ screen: 'THIRD', data: {} },
			transition("The routing model does not lead from 'FIRST' to 'THIRD'"),
		],
		['no screen name', { data: {} }, schema('The response names no screen')],
		['missing data', { screen: 'SECOND' }, model("'count' is missing, 'list' is missing")],
		[
			'data of another type',
			{ screen: 'SECOND', data: { count: '1', list: {} } },
			model("'count' must be of type number, not string, 'list' must be of type array, not object"),
		],
		[
			'nested data of another type',
			{ screen: 'SECOND', data: { count: 1, list: [{ id: 'a' }, { id: 1 }, null] } },
			model("'list[1].id' must be of type string, not number, 'list[2]' must be of type object, not null"),
		],
		[
			'an end of the flow without parameters',
			{ screen: 'SUCCESS', data: {} },
			schema('The response ends the flow without extension_message_response.params'),
		],
	])('rejects a response with %s and notifies the endpoint', async (_name, response, error) => {
		expect(await stuck(response)).toEqual(error);
		expect(lastNotification()).toEqual({
			version: '3.0',
			flow_token: 'T',
			action: 'data_exchange',
			screen: 'FIRST',
			data: { error: error.key, error_message: error.message },
		});
	});

	it.each<[string, Reply, string]>([
		[
			'unencrypted JSON',
			(response) => void response.writeHead(200, { 'Content-Type': 'text/plain' }).end('{"screen":"SECOND"}'),
			'The response cannot be decrypted: The response is not Base64',
		],
		[
			'sent with another content type',
			async (response, encrypt) =>
				void response.writeHead(200, { 'Content-Type': 'application/json' }).end(await encrypt(SECOND)),
			"The response is 'application/json', not text/plain",
		],
		[
			'in quotes',
			async (response, encrypt) =>
				void response.writeHead(200, { 'Content-Type': 'text/plain' }).end(JSON.stringify(await encrypt(SECOND))),
			'The response cannot be decrypted: The response is not Base64',
		],
		['random bytes in Base64', status(200, Buffer.alloc(64).toString('base64')), 'The response cannot be decrypted'],
		['empty', status(200), 'The response cannot be decrypted: The response is not Base64'],
	])('rejects a response that is %s', async (_name, response, message) => {
		expect(await stuck(response)).toEqual({
			key: 'response-decryption-error',
			message: expect.stringContaining(message) as string,
		});
		expect(lastNotification()).toMatchObject({ data: { error: 'response-decryption-error' } });
	});

	it('closes the flow when the first screen is not an entry screen', async () => {
		first = { ...SECOND };
		const view = (await opened()).view();
		expect(view).toMatchObject({
			status: 'failed',
			stack: [],
			message: GENERIC,
			error: transition("The flow cannot begin at 'SECOND': the routing model leads to it from elsewhere"),
		});
		expect(lastNotification()).toEqual({
			version: '3.0',
			flow_token: 'T',
			action: 'INIT',
			data: { error: 'invalid-screen-transition', error_message: expect.any(String) as string },
		});
	});

	it('follows a BACK response that leads to another screen', async () => {
		reply = SECOND;
		const flow = await opened();
		await flow.submit();
		reply = { screen: 'THIRD', data: {} };
		expect(await flow.back()).toMatchObject({ stack: ['FIRST', 'SECOND', 'THIRD'] });
		reply = { screen: 'FIRST', data: {} };
		expect(await flow.back()).toMatchObject({ stack: ['FIRST', 'SECOND'] });
		expect(await flow.back()).toMatchObject({ stack: ['FIRST'] });
		expect(endpoint.requests.filter(({ action }) => action === 'BACK')).toHaveLength(2);
	});
});

describe('statuses', () => {
	it.each([432, 500, 404, 302])('shows a general error and notifies the endpoint on status %i', async (code) => {
		expect(await stuck(status(code))).toEqual({
			key: 'unexpected_http_status_code',
			message: `The endpoint responded with ${code}`,
		});
		expect(lastNotification()).toMatchObject({ data: { error: 'unexpected_http_status_code' } });
	});

	it('fetches the key again on 421 and resends the request once', async () => {
		const flow = await opened();
		emulator.flows.keys.get(seed.phoneNumberId)!.business_public_key = await endpoint.newKeys();
		reply = SECOND;
		expect(await flow.submit()).toMatchObject({ screen: { id: 'SECOND' } });
		await endpoint.newKeys();
		const view = await flow.submit();
		expect(view).toMatchObject({
			message: GENERIC,
			error: { key: 'business-decryption-error', message: 'The endpoint responded with 421: it cannot decrypt' },
		});
		expect(view.exchanges.map((one) => one.status)).toEqual([200, 200, 421, 421]);
		expect(lastNotification()).toBeUndefined();
	});

	it('recovers from 421 when a new key was uploaded in between', async () => {
		const flow = await opened();
		const fresh = await endpoint.newKeys();
		const keys = emulator.flows.keys.get(seed.phoneNumberId)!;
		let asked = 0;
		const old = keys.business_public_key;
		Object.defineProperty(keys, 'business_public_key', { get: () => ((asked += 1) === 1 ? old : fresh) });
		reply = SECOND;
		const view = await flow.submit();
		expect(view.exchanges.map((one) => one.status)).toEqual([200, 421, 200]);
		expect(view.screen?.id).toBe('SECOND');
	});

	it("closes the flow with the endpoint's message on status 427", async () => {
		reply = async (response, encrypt) =>
			void response.writeHead(427).end(await encrypt({ error_msg: 'Already booked' }));
		const flow = await opened();
		expect(await flow.submit()).toMatchObject({ status: 'closed', message: 'Already booked' });
		reply = status(427, 'not encrypted');
		expect(await (await opened()).submit()).toMatchObject({ status: 'closed', message: GENERIC });
	});

	it('fails without a key, without a connection, or without a response in time', async () => {
		emulator.settings({ flowTimeoutMs: 150 });
		expect(await stuck(() => {})).toEqual({
			key: 'timeout_error',
			message: 'The endpoint did not respond within 0.15 seconds',
		});
		expect(lastNotification()).toMatchObject({ data: { error: 'timeout_error' } });
		emulator.settings({ flowTimeoutMs: 10_000 });
		expect(await stuck((response) => void response.destroy())).toMatchObject({ key: 'no_http_response_error' });
		const flow = await opened();
		emulator.flows.keys.clear();
		expect(await flow.submit()).toMatchObject({
			error: { key: 'public-key-missing', message: 'No public key is uploaded for the number' },
		});
	});

	it('aborts pending requests when the emulator is reset', async () => {
		let asked = false;
		first = () => void (asked = true);
		const opening = opened();
		while (!asked) await wait(5);
		emulator.reset();
		const view = (await opening).view();
		expect(view.error?.key).toBe('no_http_response_error');
	});
});

it('keeps data and input when the endpoint reports an error on the same screen', async () => {
	reply = SECOND;
	const flow = await opened();
	await flow.fill({ a: 'x' });
	await flow.submit();
	reply = { screen: 'SECOND', data: { error_message: 'No' } };
	expect(await flow.submit()).toMatchObject({ message: 'No', screen: { id: 'SECOND', data: SECOND.data } });
	reply = { screen: 'SECOND', data: { ...SECOND.data, count: 2, more: 'dropped' } };
	const view = await flow.submit();
	expect(view.screen?.data).toEqual({ ...SECOND.data, count: 2 });
	expect(view.message).toBeUndefined();
});

it('signs the flow token since data API 4.0', async () => {
	await opened();
	await opened({ ...FLOW, version: '7.3', data_api_version: '4.0' });
	expect(endpoint.requests).toEqual([
		{ version: '3.0', flow_token: 'T', action: 'INIT' },
		{
			version: '4.0',
			flow_token: 'T',
			action: 'INIT',
			flow_token_signature: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
		},
	]);
});
