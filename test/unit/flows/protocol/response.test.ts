import { ZODS, withZod } from '../../withZod';

const request = { screen: 'DATE', flowToken: 't' };

describe.each(ZODS)('with %s', (zod) => {
	const {
		parseWorkflowResponse,
		errorMessageResponse,
		invalidTokenResponse,
		EndpointError,
		readFlowRequest,
		shortError,
	} = withZod(zod, () => ({
		...jest.requireActual<typeof import('../../../../nodes/WhatsAppBusinessCloud/flows/protocol/response')>(
			'../../../../nodes/WhatsAppBusinessCloud/flows/protocol/response',
		),
		...jest.requireActual<typeof import('../../../../nodes/WhatsAppBusinessCloud/flows/protocol/crypto')>(
			'../../../../nodes/WhatsAppBusinessCloud/flows/protocol/crypto',
		),
		...jest.requireActual<typeof import('../../../../nodes/WhatsAppBusinessCloud/flows/protocol/flowRequest')>(
			'../../../../nodes/WhatsAppBusinessCloud/flows/protocol/flowRequest',
		),
	}));
	const parseBody = (body: unknown, status = 200, asked: typeof request | object = request) =>
		parseWorkflowResponse({ status, body: typeof body === 'string' ? body : JSON.stringify(body) }, asked);

	describe('the response of a workflow', () => {
		test.each([
			[
				{ screen: 'A', data: { x: 1 } },
				{ screen: 'A', data: { x: 1 } },
			],
			[{ screen: 'A' }, { screen: 'A', data: {} }],
			[{ data: { error_message: 'No' } }, { screen: 'DATE', data: { error_message: 'No' } }],
			[
				{ screen: 'SUCCESS', data: {} },
				{ screen: 'SUCCESS', data: { extension_message_response: { params: { flow_token: 't' } } } },
			],
			[
				{ screen: 'SUCCESS', data: { extension_message_response: { params: { flow_token: 'own', a: 1 } } } },
				{ screen: 'SUCCESS', data: { extension_message_response: { params: { flow_token: 'own', a: 1 } } } },
			],
		])('accepts the workflow response %j', (written, body) => {
			expect(parseBody(written)).toEqual({ response: { status: 200, body } });
		});

		test('accepts status 427 for an expired token', () => {
			expect(parseBody({ error_msg: 'Over', other: 1 }, 427)).toEqual({
				response: { status: 427, body: { error_msg: 'Over' } },
			});
		});

		// What n8n 1.x and 2.x write on their own.
		test.each([
			['', 200, "ended without 'Flow > Respond to Endpoint'"],
			[{}, 200, "ended without 'Flow > Respond to Endpoint'"],
			[{ message: 'Workflow executed successfully but no data was returned' }, 200, 'ended without'],
			[{ message: 'Error in workflow' }, 500, 'the workflow failed'],
			[{ message: 'Workflow execution failed' }, 500, 'the workflow failed'],
			[{ code: 0, message: 'There was a problem executing the workflow' }, 500, 'the workflow failed'],
			[{ error_msg: 7 }, 427, 'the workflow failed'],
			['<html>', 200, 'ended without'],
			['null', 200, 'ended without'],
			['[1]', 200, 'ended without'],
			[{ screen: 7, data: {} }, 200, "the response of the workflow is invalid: 'Screen' needs text, got a number"],
			[{ screen: '', data: {} }, 200, "the response of the workflow is invalid: 'Screen' is empty"],
			[
				{ screen: 'A', data: 'x' },
				200,
				"the response of the workflow is invalid: 'Data' needs an object with fields, got text",
			],
			[`{"data":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 200, "'Data' needs an object with fields, got an array"],
			[`{"data":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`, 200, "'Data' is nested deeper than 64 levels"],
		])('rejects the workflow response %j with status %d', (body, status, reason) => {
			expect(parseBody(body, status)).toEqual({ problem: expect.stringContaining(reason) });
		});

		test('rejects a response when neither it nor the request names a screen', () => {
			expect(parseBody({ data: {} }, 200, {})).toEqual({
				problem: "the response of the workflow has no 'Screen', and the request names none either",
			});
		});
	});

	test('builds the error messages of the endpoint', () => {
		expect(errorMessageResponse('Late', { screen: 'A' }, 'B')).toEqual({
			status: 200,
			body: { screen: 'A', data: { error_message: 'Late' } },
		});
		expect(errorMessageResponse('Late', {}, 'B')).toEqual({
			status: 200,
			body: { screen: 'B', data: { error_message: 'Late' } },
		});
		expect(errorMessageResponse('Late', {}, undefined)).toEqual({ status: 500, body: { error_msg: 'Late' } });
		expect(invalidTokenResponse('Over')).toEqual({ status: 427, body: { error_msg: 'Over' } });
	});

	describe('a decrypted request', () => {
		const common = { version: '3.0', flow_token: 't', screen: 'A' };
		test.each([
			[
				{ version: '3.0', action: 'ping' },
				{ kind: 'ping', version: '3.0' },
			],
			[
				{ ...common, action: 'INIT' },
				{ kind: 'exchange', action: 'INIT', data: {}, flowToken: 't', screen: 'A' },
			],
			[
				{ ...common, action: 'data_exchange', data: { a: 1 }, flow_token_signature: 's' },
				{ kind: 'exchange', action: 'data_exchange', data: { a: 1 }, flowTokenSignature: 's' },
			],
			[
				{ ...common, action: 'BACK', data: [] },
				{ kind: 'exchange', action: 'BACK', data: {} },
			],
			[
				{ ...common, action: 'data_exchange', data: { error: 'e', error_message: 'm' } },
				{ kind: 'error', action: 'data_exchange', error: 'e', errorMessage: 'm' },
			],
			[
				{ ...common, action: 'navigate', data: { error: 'e' } },
				{ kind: 'error', action: 'navigate', error: 'e' },
			],
			[
				{ ...common, action: 'data_exchange', data: { error: 'a field of the form', name: 'x' } },
				{ kind: 'exchange', action: 'data_exchange' },
			],
			[
				{ version: 3, action: 'INIT', screen: 7, flow_token: null },
				{ kind: 'exchange', version: '3', screen: undefined, flowToken: undefined },
			],
		])('reads the decrypted request %j', (payload, read) => {
			expect(readFlowRequest(payload)).toMatchObject(read);
		});

		test.each([null, [], 'x', {}, { action: 'navigate' }, { action: 7 }, { action: 'toString' }])(
			'rejects the decrypted request %j',
			(payload) => {
				expect(() => readFlowRequest(payload)).toThrow(EndpointError);
			},
		);

		test('shortens the logged error to one line', () => {
			const read = readFlowRequest({
				action: 'INIT',
				data: { error: 'e', error_message: `a\nb\r\n${'x'.repeat(1000)}` },
			});
			expect(shortError(read as never)).toMatch(/^e: a b x+$/);
			expect(shortError(read as never)).toHaveLength(300);
		});
	});

	test('passes on the data of a response and of a request unchanged', () => {
		const json =
			'{"__proto__":{"a":1},"constructor":{"prototype":2},"digits":"99999999999999999999","half":"\\ud800","lines":"a\\r\\nb","null":null}';
		const parsed = parseWorkflowResponse({ status: 200, body: `{"screen":"A","data":${json}}` }, request);
		expect(JSON.stringify(parsed)).toBe(`{"response":{"status":200,"body":{"screen":"A","data":${json}}}}`);
		const data: unknown = JSON.parse(json);
		expect(JSON.stringify((readFlowRequest({ action: 'INIT', data }) as { data: unknown }).data)).toBe(json);
	});

	test('reads data with a key __proto__ beside an error as the input of a person', () => {
		const data: unknown = JSON.parse('{"error":"x","__proto__":{"a":1}}');
		expect(readFlowRequest({ action: 'INIT', data })).toMatchObject({ kind: 'exchange' });
	});

	test('passes on a text of 10 MB', () => {
		const text = 'ä'.repeat(10_000_000);
		expect(parseWorkflowResponse({ status: 200, body: JSON.stringify({ data: { text } }) }, request)).toEqual({
			response: { status: 200, body: { screen: 'DATE', data: { text } } },
		});
	});
});
