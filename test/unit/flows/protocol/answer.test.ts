import {
	parseWorkflowResponse,
	errorMessageResponse,
	invalidTokenResponse,
} from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/answer';
import { EndpointError } from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/crypto';
import { readFlowRequest, shortError } from '../../../../nodes/WhatsAppBusinessCloud/flows/protocol/request';

const request = { screen: 'DATE', flowToken: 't' };
const judge = (body: unknown, status = 200, asked: typeof request | object = request) =>
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
		expect(judge(written)).toEqual({ answer: { status: 200, body } });
	});

	test('accepts status 427 for an expired token', () => {
		expect(judge({ error_msg: 'Over', other: 1 }, 427)).toEqual({
			answer: { status: 427, body: { error_msg: 'Over' } },
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
		[{ screen: 7, data: {} }, 200, 'without naming a screen'],
		[{ screen: 'A', data: 'x' }, 200, "'data' that is no object"],
	])('rejects the workflow response %j with status %d', (body, status, reason) => {
		expect(judge(body, status)).toEqual({ refused: expect.stringContaining(reason) });
	});

	test('rejects a response when neither it nor the request names a screen', () => {
		expect(judge({ data: {} }, 200, {})).toEqual({ refused: expect.stringContaining('the request names none either') });
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
