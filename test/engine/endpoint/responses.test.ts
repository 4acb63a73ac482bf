import { type EndpointHostOptions } from './host';
import { openHost, version, exchange, nextScreen } from './openHost';

const init = { version, action: 'INIT', flow_token: 'order-7' };
const LATE = 'This takes longer than usual. Please try again in a moment.';
const FAILED = 'Something went wrong. Please try again.';

describe('responses without the workflow', () => {
	test('answers a health check', async () => {
		const one = await openHost();
		const { status, headers, response } = await one.ask({ version, action: 'ping' });
		expect({ status, response, type: headers.get('content-type') }).toEqual({
			status: 200,
			response: { data: { status: 'active' } },
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
		const one = await openHost();
		const { status, response } = await one.ask(notification);
		expect({ status, response }).toEqual({ status: 200, response: { data: { acknowledged: true } } });
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
		const one = await openHost();
		for (const action of ['data_exchange', 'INIT', 'navigate', 'BACK']) {
			const { status, response } = await one.ask({ ...notification, action, data });
			expect({ status, response }).toEqual({ status: 200, response: { data: { acknowledged: true } } });
		}
		expect(one.runs).toHaveLength(0);
		expect(one.warnings).toEqual(
			Array(4).fill(`Trigger: WhatsApp could not show a response of the endpoint: ${logged}`),
		);
	});

	test('passes on a form that has a field error_key among others', async () => {
		const one = await openHost({ respond: nextScreen });
		const data = { error_key: 'E42', device: 'Boiler' };
		expect((await one.ask({ ...exchange, data })).response).toEqual({ screen: 'TIME', data: { asked: data } });
		expect(one.item?.json).toMatchObject({ action: 'data_exchange', data });
	});

	test('passes an error notification to the workflow when the option is on', async () => {
		const one = await openHost({ options: { passErrors: true }, respond: nextScreen });
		const { response } = await one.ask(notification);
		await one.settled();
		expect(response).toEqual({ data: { acknowledged: true } });
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
		const one = await openHost({ respond: nextScreen });
		const { status, headers, response } = await one.ask(exchange);
		expect({ status, response }).toEqual({
			status: 200,
			response: { screen: 'TIME', data: { asked: { date: '2026-12-24' } } },
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
		const one = await openHost({ respond: { respondWith: 'screen', screen: 'DATE' } });
		expect((await one.ask(init)).response).toEqual({ screen: 'DATE', data: {} });
		expect(one.item?.json).toEqual({ action: 'INIT', flowToken: 'order-7', version, data: {} });
		expect((await one.ask({ ...exchange, action: 'BACK' })).response).toEqual({ screen: 'DATE', data: {} });
		expect(one.item?.json).toMatchObject({ action: 'BACK', screen: 'DATE' });
	});

	test('responds with data entered field by field', async () => {
		const field = [
			{ name: 'greeting', value: 'Hello' },
			{ name: 'times', value: '={{ [{ id: "1" }] }}' },
			{ name: 'isFull', value: '={{ false }}' },
		];
		const one = await openHost({ respond: { respondWith: 'screen', screen: 'TIME', dataFields: { field } } });
		expect((await one.ask(exchange)).response).toEqual({
			screen: 'TIME',
			data: { greeting: 'Hello', times: [{ id: '1' }], isFull: false },
		});
	});

	test("responds with an error message on the user's screen", async () => {
		const one = await openHost({ respond: { respondWith: 'error', errorMessage: 'Taken' } });
		expect((await one.ask(exchange)).response).toEqual({ screen: 'DATE', data: { error_message: 'Taken' } });
	});

	test('ends the Flow, with the flow token among the response values', async () => {
		const one = await openHost({ respond: { respondWith: 'close', dataMode: 'json', dataJson: '{"booking":7}' } });
		expect((await one.ask(exchange)).response).toEqual({
			screen: 'SUCCESS',
			data: { extension_message_response: { params: { flow_token: 'order-7', booking: 7 } } },
		});
	});

	test('responds with 427 when the workflow declares the token invalid', async () => {
		const one = await openHost({ respond: { respondWith: 'expired', expiredMessage: 'Over' } });
		const { status, response } = await one.ask(exchange);
		expect({ status, response }).toEqual({ status: 427, response: { error_msg: 'Over' } });
	});

	test('responds with the first item only, and passes all items through', async () => {
		const one = await openHost({
			respond: nextScreen,
			between: async (items) => [[...items, { json: { more: true }, pairedItem: 0 }]],
		});
		expect((await one.ask(exchange)).response).toMatchObject({ screen: 'TIME' });
		await one.settled();
		const out = one.runs[0].data.resultData.runData.Respond[0].data?.main[0]?.map(({ json }) => json);
		expect(out).toEqual([expect.objectContaining({ action: 'data_exchange' }), { more: true }]);
	});
});

describe('workflows without a response', () => {
	test('responds with the error message on the same screen as soon as the workflow fails', async () => {
		const one = await openHost({
			respond: nextScreen,
			between: async () => await Promise.reject(new Error('secret insides')),
		});
		const { status, response, text } = await one.ask(exchange);
		expect({ status, response }).toEqual({
			status: 200,
			response: { screen: 'DATE', data: { error_message: FAILED } },
		});
		expect(text).not.toContain('secret');
		expect(one.warnings).toEqual(['Trigger: the workflow failed, so the Flow got a message instead of a response']);
	});

	test('responds with the error message when the workflow ends without a response', async () => {
		const one = await openHost({ options: { failedMessage: 'Oh no' } });
		expect((await one.ask(exchange)).response).toEqual({ screen: 'DATE', data: { error_message: 'Oh no' } });
		expect(one.warnings).toEqual([
			"Trigger: the workflow ended without 'Flow > Respond to Endpoint', so the Flow got a message instead of a response",
		]);
	});

	test('responds to INIT with status 500 when the workflow fails, or with the error screen if one is set', async () => {
		const first = await (await openHost()).ask(init);
		expect({ status: first.status, response: first.response }).toEqual({
			status: 500,
			response: { error_msg: FAILED },
		});
		const second = await (await openHost({ options: { errorScreen: 'WELCOME' } })).ask(init);
		expect({ status: second.status, response: second.response }).toEqual({
			status: 200,
			response: { screen: 'WELCOME', data: { error_message: FAILED } },
		});
	});

	test('responds with the timeout message in time, and ignores the late response', async () => {
		let release = (): void => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		const between: EndpointHostOptions['between'] = async (items) => {
			await released;
			return [items];
		};
		const one = await openHost({ options: { timeLimit: 1 }, respond: nextScreen, between });
		const { status, response } = await one.ask(exchange);
		expect({ status, response }).toEqual({
			status: 200,
			response: { screen: 'DATE', data: { error_message: LATE } },
		});
		expect(one.runs).toHaveLength(0);
		release();
		await one.settled();
		expect(one.runs).toHaveLength(1);
		expect(one.runs[0].data.resultData.error).toBeUndefined();
	});

	test('responds with the error message when the response is invalid', async () => {
		const one = await openHost({ respond: { respondWith: 'screen', screen: '={{ "" }}' } });
		expect((await one.ask(exchange)).response).toEqual({ screen: 'DATE', data: { error_message: FAILED } });
		expect(one.runs[0].data.resultData.error?.message).toMatch(/^'Screen' is empty/);
	});

	test('fails on an error without a screen while no screen is open yet', async () => {
		const one = await openHost({ respond: { respondWith: 'error', errorMessage: 'Taken' } });
		expect((await one.ask(init)).status).toBe(500);
		expect(one.runs[0].data.resultData.error?.message).toMatch(/^'Error Screen' is empty/);
	});
});

test('responds to each of 100 concurrent requests with its own data', async () => {
	const one = await openHost({ respond: nextScreen });
	const replies = await Promise.all(
		Array.from({ length: 100 }, (_, index) => one.ask({ ...exchange, data: { index } })),
	);
	expect(replies.map(({ response }) => response)).toEqual(
		replies.map((_, index) => ({ screen: 'TIME', data: { asked: { index } } })),
	);
});
