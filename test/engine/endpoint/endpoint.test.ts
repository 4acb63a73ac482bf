import { APP_SECRET, EndpointHost, keys, type EndpointHostOptions } from './host';
import { sealRequest, signed } from './flowClient';
import { createFlowToken } from '../../../nodes/WhatsAppBusinessCloud/flows/protocol/token';

const hosts: EndpointHost[] = [];
async function host(options: EndpointHostOptions = {}): Promise<EndpointHost> {
	const one = await EndpointHost.start(options);
	hosts.push(one);
	return one;
}
afterEach(async () => {
	for (const one of hosts.splice(0)) {
		await one.close();
		expect(one.uncaught).toEqual([]);
		const logText = JSON.stringify([one.warnings, one.runs]);
		const { privateKey } = await keys.right;
		expect(logText).not.toContain(APP_SECRET);
		expect(logText).not.toContain(privateKey.split('\n')[1]);
	}
});

const version = '3.0';
const init = { version, action: 'INIT', flow_token: 'order-7' };
const exchange = {
	version,
	action: 'data_exchange',
	screen: 'DATE',
	data: { date: '2026-12-24' },
	flow_token: 'order-7',
};
const nextScreen = {
	respondWith: 'screen',
	screen: 'TIME',
	dataMode: 'json',
	dataJson: '={{ JSON.stringify({ asked: $json.data }) }}',
};
const LATE = 'This takes longer than usual. Please try again in a moment.';
const FAILED = 'Something went wrong. Please try again.';
const EXPIRED = 'This form is no longer valid. Please ask for a new one.';

describe('responses without the workflow', () => {
	test('answers a health check', async () => {
		const one = await host();
		const { status, headers, answer } = await one.ask({ version, action: 'ping' });
		expect({ status, answer, type: headers.get('content-type') }).toEqual({
			status: 200,
			answer: { data: { status: 'active' } },
			type: 'text/plain',
		});
		expect(one.runs).toHaveLength(0);
		expect(one.warnings).toEqual([]);
	});

	const notification = {
		version,
		screen: 'TIME',
		action: 'data_exchange',
		flow_token: 't',
		data: { error: 'invalid-screen-transition', error_message: 'No such screen' },
	};
	test('acknowledges an error notification, and logs it', async () => {
		const one = await host();
		const { status, answer } = await one.ask(notification);
		expect({ status, answer }).toEqual({ status: 200, answer: { data: { acknowledged: true } } });
		expect(one.runs).toHaveLength(0);
		expect(one.warnings).toEqual([
			'Trigger: WhatsApp could not show a response of the endpoint: invalid-screen-transition: No such screen',
		]);
	});

	test.each([
		[
			'error_key, as the table of Meta names the code',
			{ error_key: 'invalid-screen-transition', error_message: 'No such screen' },
			'invalid-screen-transition: No such screen',
		],
		[
			'error and error_key',
			{ error: 'payload-schema-error', error_key: 'payload-schema-error', error_message: 'No title' },
			'payload-schema-error: No title',
		],
		['error_key without a message', { error_key: 'timeout_error' }, 'timeout_error'],
		[
			'escape sequences and direction marks',
			{ error: '\u001b[2J\u001b[31mx\u202e', error_message: 'a\u001b]0;t\u0007b\r\nforged\u0000line\u2028end' },
			'x: ab forged line end',
		],
	])('acknowledges an error notification with %s', async (_, data, logged) => {
		const one = await host();
		for (const action of ['data_exchange', 'INIT', 'navigate', 'BACK']) {
			const { status, answer } = await one.ask({ ...notification, action, data });
			expect({ status, answer }).toEqual({ status: 200, answer: { data: { acknowledged: true } } });
		}
		expect(one.runs).toHaveLength(0);
		expect(one.warnings).toEqual(
			Array(4).fill(`Trigger: WhatsApp could not show a response of the endpoint: ${logged}`),
		);
	});

	test('passes on a form that has a field error_key among others', async () => {
		const one = await host({ respond: nextScreen });
		const data = { error_key: 'E42', device: 'Boiler' };
		expect((await one.ask({ ...exchange, data })).answer).toEqual({ screen: 'TIME', data: { asked: data } });
		expect(one.item?.json).toMatchObject({ action: 'data_exchange', data });
	});

	test('passes an error notification to the workflow when the option is on', async () => {
		const one = await host({ options: { passErrors: true }, respond: nextScreen });
		const { answer } = await one.ask(notification);
		await one.settled();
		expect(answer).toEqual({ data: { acknowledged: true } });
		expect(one.item?.json).toEqual({
			action: 'error',
			screen: 'TIME',
			flowToken: 't',
			version,
			failedAction: 'data_exchange',
			error: 'invalid-screen-transition',
			errorMessage: 'No such screen',
		});
	});
});

describe('responses of the workflow', () => {
	test('responds with the next screen and its data', async () => {
		const one = await host({ respond: nextScreen });
		const { status, headers, answer } = await one.ask(exchange);
		expect({ status, answer }).toEqual({
			status: 200,
			answer: { screen: 'TIME', data: { asked: { date: '2026-12-24' } } },
		});
		expect(headers.get('content-type')).toBe('text/plain');
		expect(headers.get('etag')).toBeNull();
		expect(one.item?.json).toEqual({
			action: 'data_exchange',
			screen: 'DATE',
			flowToken: 'order-7',
			version,
			data: { date: '2026-12-24' },
		});
	});

	test('responds to INIT and BACK', async () => {
		const one = await host({ respond: { respondWith: 'screen', screen: 'DATE' } });
		expect((await one.ask(init)).answer).toEqual({ screen: 'DATE', data: {} });
		expect(one.item?.json).toEqual({ action: 'INIT', flowToken: 'order-7', version, data: {} });
		expect((await one.ask({ ...exchange, action: 'BACK' })).answer).toEqual({ screen: 'DATE', data: {} });
		expect(one.item?.json).toMatchObject({ action: 'BACK', screen: 'DATE' });
	});

	test('responds with data entered field by field', async () => {
		const field = [
			{ name: 'greeting', value: 'Hello' },
			{ name: 'times', value: '={{ [{ id: "1" }] }}' },
			{ name: 'isFull', value: '={{ false }}' },
		];
		const one = await host({ respond: { respondWith: 'screen', screen: 'TIME', dataFields: { field } } });
		expect((await one.ask(exchange)).answer).toEqual({
			screen: 'TIME',
			data: { greeting: 'Hello', times: [{ id: '1' }], isFull: false },
		});
	});

	test("responds with an error message on the user's screen", async () => {
		const one = await host({ respond: { respondWith: 'error', errorMessage: 'Taken' } });
		expect((await one.ask(exchange)).answer).toEqual({ screen: 'DATE', data: { error_message: 'Taken' } });
	});

	test('ends the Flow, with the flow token among the response values', async () => {
		const one = await host({ respond: { respondWith: 'close', dataMode: 'json', dataJson: '{"booking":7}' } });
		expect((await one.ask(exchange)).answer).toEqual({
			screen: 'SUCCESS',
			data: { extension_message_response: { params: { flow_token: 'order-7', booking: 7 } } },
		});
	});

	test('responds with 427 when the workflow declares the token invalid', async () => {
		const one = await host({ respond: { respondWith: 'expired', expiredMessage: 'Over' } });
		const { status, answer } = await one.ask(exchange);
		expect({ status, answer }).toEqual({ status: 427, answer: { error_msg: 'Over' } });
	});

	test('responds with the first item only, and passes all items through', async () => {
		const one = await host({
			respond: nextScreen,
			between: async (items) => [[...items, { json: { more: true }, pairedItem: 0 }]],
		});
		expect((await one.ask(exchange)).answer).toMatchObject({ screen: 'TIME' });
		await one.settled();
		const out = one.runs[0].data.resultData.runData.Respond[0].data?.main[0]?.map(({ json }) => json);
		expect(out).toEqual([expect.objectContaining({ action: 'data_exchange' }), { more: true }]);
	});
});

describe('workflows without a response', () => {
	test('responds with the error message on the same screen as soon as the workflow fails', async () => {
		const one = await host({
			respond: nextScreen,
			between: async () => await Promise.reject(new Error('secret insides')),
		});
		const { status, answer, text } = await one.ask(exchange);
		expect({ status, answer }).toEqual({ status: 200, answer: { screen: 'DATE', data: { error_message: FAILED } } });
		expect(text).not.toContain('secret');
		expect(one.warnings).toEqual(['Trigger: the workflow failed, so the Flow got a message instead of a response']);
	});

	test('responds with the error message when the workflow ends without a response', async () => {
		const one = await host({ options: { failedMessage: 'Oh no' } });
		expect((await one.ask(exchange)).answer).toEqual({ screen: 'DATE', data: { error_message: 'Oh no' } });
		expect(one.warnings).toEqual([
			"Trigger: the workflow ended without 'Flow > Respond to Endpoint', so the Flow got a message instead of a response",
		]);
	});

	test('responds to INIT with status 500 when the workflow fails, or with the error screen if one is set', async () => {
		const first = await (await host()).ask(init);
		expect({ status: first.status, answer: first.answer }).toEqual({ status: 500, answer: { error_msg: FAILED } });
		const second = await (await host({ options: { errorScreen: 'WELCOME' } })).ask(init);
		expect({ status: second.status, answer: second.answer }).toEqual({
			status: 200,
			answer: { screen: 'WELCOME', data: { error_message: FAILED } },
		});
	});

	test('responds with the timeout message in time, and ignores the late response', async () => {
		let release = (): void => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		const between: EndpointHostOptions['between'] = async (items) => {
			await released;
			return [items];
		};
		const one = await host({ options: { timeLimit: 1 }, respond: nextScreen, between });
		const { status, answer } = await one.ask(exchange);
		expect({ status, answer }).toEqual({ status: 200, answer: { screen: 'DATE', data: { error_message: LATE } } });
		expect(one.runs).toHaveLength(0);
		release();
		await one.settled();
		expect(one.runs).toHaveLength(1);
		expect(one.runs[0].data.resultData.error).toBeUndefined();
	});

	test('responds with the error message when the response is invalid', async () => {
		const one = await host({ respond: { respondWith: 'screen', screen: '={{ "" }}' } });
		expect((await one.ask(exchange)).answer).toEqual({ screen: 'DATE', data: { error_message: FAILED } });
		expect(one.runs[0].data.resultData.error?.message).toMatch(/^'Screen' is empty/);
	});

	test('fails on an error without a screen while no screen is open yet', async () => {
		const one = await host({ respond: { respondWith: 'error', errorMessage: 'Taken' } });
		expect((await one.ask(init)).status).toBe(500);
		expect(one.runs[0].data.resultData.error?.message).toMatch(/^'Error Screen' is empty/);
	});
});

describe('invalid requests', () => {
	const message = {
		400: 'Not accepted',
		413: 'Not accepted',
		421: 'Not accepted',
		432: 'Not accepted',
		500: 'Not ready',
	};
	async function sendRejected(one: EndpointHost, raw: Buffer, headers?: Record<string, string>) {
		const { status, text } = await one.post(raw, headers);
		expect(one.runs).toHaveLength(0);
		expect(JSON.parse(text)).toEqual({ message: message[status as keyof typeof message] });
		return { status, warnings: one.warnings };
	}
	const body = async (payload: unknown = exchange) => (await sealRequest(payload, (await keys.right).publicKey)).body;
	const bytes = (value: unknown): Buffer => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

	test('rejects a missing, wrong or malformed signature with 432', async () => {
		const raw = bytes(await body());
		for (const headers of [{}, signed(raw, 'other'), { 'x-hub-signature-256': 'sha256=xyz' }] as Array<
			Record<string, string>
		>) {
			const { status, warnings } = await sendRejected(await host(), raw, headers);
			expect(status).toBe(432);
			expect(warnings[0]).toMatch(/^Trigger: a request to the endpoint was answered with 432: /);
		}
	});

	test('rejects all requests without an app secret, and logs why', async () => {
		const one = await host({ credential: { appSecret: '  ' } });
		const { status, warnings } = await sendRejected(one, bytes(await body()));
		expect(status).toBe(500);
		expect(warnings[0]).toContain("'App Secret' in the credential is empty");
	});

	test('accepts a request without signature when the check is off', async () => {
		const one = await host({ options: { checkSignature: false }, credential: { appSecret: '' }, respond: nextScreen });
		const sealed = await sealRequest(exchange, (await keys.right).publicKey);
		const { status, text } = await one.post(bytes(sealed.body), { 'content-type': 'application/json' });
		expect(status).toBe(200);
		expect(await sealed.read(text)).toMatchObject({ screen: 'TIME' });
	});

	test.each<[string, EndpointHostOptions, string, Record<string, string>, number]>([
		['no signature', {}, '{}', {}, 432],
		['a malformed signature', {}, '{}', { 'x-hub-signature-256': 'sha256=xyz' }, 432],
		['no body', {}, '', {}, 400],
		['not JSON, with the check switched off', { options: { checkSignature: false } }, 'nonsense', {}, 400],
		['not a Flow request, with the check switched off', { options: { checkSignature: false } }, '{}', {}, 400],
	])('does not read the credential for %s', async (_, options, content, headers, expected) => {
		const one = await host(options);
		expect([(await sendRejected(one, bytes(content), headers)).status, one.reads]).toEqual([expected, 0]);
	});

	test('reads the credential at most once a second for invalid requests, and logs one line a minute', async () => {
		const one = await host();
		const began = Date.now();
		expect((await one.ask({ version, action: 'ping' })).status).toBe(200);
		const raw = bytes(await body());
		const other = bytes((await sealRequest(exchange, (await keys.other).publicKey)).body);
		const replies = await Promise.all(
			Array.from({ length: 80 }, async (_unused, at) =>
				at % 2 === 0 ? await sendRejected(one, raw, signed(raw, 'other')) : await sendRejected(one, other),
			),
		);
		expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([432, 421]));
		expect(one.reads).toBeGreaterThan(1);
		expect(one.reads).toBeLessThanOrEqual(1 + Math.ceil((Date.now() - began) / 1000));
		expect(one.warnings).toHaveLength(1);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 70_000);
		expect((await one.ask({ version, action: 'ping' })).status).toBe(200);
		expect(one.warnings).toHaveLength(2);
		// fetch() retries a request after a 421, so the number varies.
		expect(one.warnings[1]).toMatch(
			/^Trigger: \d+ more requests to the endpoint within 7\d seconds were answered: \d+ with 4/,
		);
		jest.restoreAllMocks();
	});

	test('uses a changed private key for the next request', async () => {
		const one = await host();
		expect((await one.ask({ version, action: 'ping' })).status).toBe(200);
		one.setup.credential = { privateKey: (await keys.other).privateKey };
		const { status } = await one.ask({ version, action: 'ping' }, { publicKey: (await keys.other).publicKey });
		expect([status, one.reads]).toEqual([200, 2]);
	});

	test('rejects a request that was encrypted with another public key', async () => {
		const one = await host();
		const { status } = await one.ask(exchange, { publicKey: (await keys.other).publicKey });
		expect(status).toBe(421);
		expect(one.warnings[0]).toContain("another key than the credential's 'Private Key'");
	});

	test.each([
		['not JSON', 'nonsense', 400],
		['not an object', '[]', 400],
		['null', 'null', 400],
		['an object with missing fields', { encrypted_flow_data: 'AA==' }, 400],
		[
			'an object with fields of other types',
			{ encrypted_flow_data: 1, encrypted_aes_key: {}, initial_vector: [] },
			400,
		],
		['too large', 'x'.repeat(5 * 1024 * 1024), 413],
	])('rejects a request whose body is %s', async (_, content, expected) => {
		expect((await sendRejected(await host(), bytes(content))).status).toBe(expected);
	});

	test('rejects truncated base64 in each of the encrypted fields', async () => {
		for (const part of ['encrypted_flow_data', 'encrypted_aes_key', 'initial_vector'] as const) {
			const complete = await body();
			expect(
				(await sendRejected(await host(), bytes({ ...complete, [part]: complete[part].slice(0, -3) }))).status,
			).toBe(421);
		}
	});

	test.each([
		['an unknown action', { version, action: 'dance' }, "it asks for 'dance', which this version does not know"],
		['no action', { version }, 'it asks for something, which'],
		['a value that is not an object', '[1]', 'what was decrypted is not a JSON object'],
		['invalid JSON', 'hello', 'what was decrypted is not JSON'],
		['JSON nested too deeply', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, 'it is nested deeper'],
	])('rejects decrypted content with %s', async (_, payload, reason) => {
		const { status, warnings } = await sendRejected(await host(), bytes(await body(payload)));
		expect(status).toBe(400);
		expect(warnings[0]).toContain(reason);
	});

	test.each([
		[{ privateKey: '' }, "'Private Key' is empty"],
		[{ privateKey: 'x' }, "'Private Key' is not a key in PEM format"],
	])('responds with 500 when the credential has no usable key: %j', async (credential, reason) => {
		const { status, warnings } = await sendRejected(await host({ credential }), bytes(await body()));
		expect(status).toBe(500);
		expect(warnings[0]).toContain(reason);
	});

	test('responds to a duplicate request with the same bytes, without another run', async () => {
		const one = await host({ respond: nextScreen });
		const raw = bytes(await body());
		const [first, atOnce] = await Promise.all([one.post(raw), one.post(raw)]);
		const later = await one.post(raw);
		expect(first.status).toBe(200);
		expect([atOnce.text, later.text]).toEqual([first.text, first.text]);
		await one.settled();
		expect(one.runs).toHaveLength(1);
	});
});

describe('flow tokens', () => {
	const token = (expires?: number, secret = APP_SECRET) =>
		createFlowToken({ recipient: '4915112345', flow: '123', data: { order: 7 }, expires }, secret);

	test('adds the content of a signed token to the item', async () => {
		const expires = (Math.floor(Date.now() / 1000) + 3600) * 1000;
		const flow_token = token(expires);
		const one = await host({ respond: nextScreen });
		await one.ask({ ...exchange, flow_token });
		expect(one.item?.json).toMatchObject({
			flowToken: flow_token,
			flowTokenContent: {
				state: 'valid',
				recipient: '4915112345',
				flow: '123',
				data: { order: 7 },
				expiresAt: new Date(expires).toISOString(),
			},
		});
	});

	test.each([
		['expired', () => token(Date.now() - 1000)],
		['signed with another secret', () => token(undefined, 'other')],
		['altered', () => token().replace('n8nflow1.e', 'n8nflow1.f')],
	])('rejects a token that is %s with 427, without running the workflow', async (_, make) => {
		const one = await host({ respond: nextScreen });
		const { status, answer } = await one.ask({ ...exchange, flow_token: make() });
		expect({ status, answer }).toEqual({ status: 427, answer: { error_msg: EXPIRED } });
		expect(one.runs).toHaveLength(0);
	});

	test('accepts other tokens, unless only signed ones are allowed', async () => {
		const strict = await host({
			options: { onlySignedTokens: true, expiredMessage: 'Ask again' },
			respond: nextScreen,
		});
		const { status, answer } = await strict.ask(exchange);
		expect({ status, answer }).toEqual({ status: 427, answer: { error_msg: 'Ask again' } });
		expect((await strict.ask({ ...exchange, flow_token: token() })).answer).toMatchObject({ screen: 'TIME' });
	});
});

test('responds to each of 100 concurrent requests with its own data', async () => {
	const one = await host({ respond: nextScreen });
	const replies = await Promise.all(
		Array.from({ length: 100 }, (_, index) => one.ask({ ...exchange, data: { index } })),
	);
	expect(replies.map(({ answer }) => answer)).toEqual(
		replies.map((_, index) => ({ screen: 'TIME', data: { asked: { index } } })),
	);
});
