import { isObject } from '../../shared/input/parameterValues';
import { attempt } from './tryOrUndefined';
import type { FlowRequest } from './request';

/** The reserved screen that ends a Flow (WhatsApp docs: Flows > Endpoint > Final response). */
export const SUCCESS = 'SUCCESS';

/** Status that says: the flow token is no longer valid (WhatsApp docs: Flows > Endpoint > Error codes). */
export const TOKEN_INVALID = 427;

/** An answer before it is encrypted. */
export interface FlowAnswer {
	status: number;
	body: Record<string, unknown>;
}

type Exchange = Pick<FlowRequest, 'screen' | 'flowToken'>;

/** @returns why an answer of the workflow cannot be used, or the answer */
export type ParsedResponse = { answer: FlowAnswer } | { refused: string };

/** Gives the closing message the flow token, with which WhatsApp sends the answers. */
function withToken(data: Record<string, unknown>, flowToken: string | undefined): Record<string, unknown> {
	const response = isObject(data.extension_message_response) ? data.extension_message_response : {};
	const params = isObject(response.params) ? response.params : {};
	const complete =
		params.flow_token === undefined && flowToken !== undefined ? { flow_token: flowToken, ...params } : params;
	return { ...data, extension_message_response: { ...response, params: complete } };
}

/**
 * Reads what the workflow answered, as `{screen, data}` with a status of success or `{error_msg}` with 427
 * (WhatsApp docs: Flows > Endpoint > Data exchange request). A screen that is left out is the one that asked.
 * @param written status and body as they came from n8n, which writes answers of its own too
 */
export function parseWorkflowResponse(
	{ status, body }: { status: number; body: string },
	request: Exchange,
): ParsedResponse {
	const parsed = attempt((): unknown => JSON.parse(body))?.result;
	if (isObject(parsed) && status === TOKEN_INVALID && typeof parsed.error_msg === 'string') {
		return { answer: { status, body: { error_msg: parsed.error_msg } } };
	}
	if (status >= 400) return { refused: 'the workflow failed' };
	if (!isObject(parsed) || (parsed.screen === undefined && parsed.data === undefined))
		return { refused: "the workflow ended without 'Flow > Respond to Endpoint'" };
	const { screen = request.screen, data = {} } = parsed;
	if (typeof screen !== 'string' || screen === '')
		return { refused: 'the workflow answered without naming a screen, and the request names none either' };
	if (!isObject(data)) return { refused: "the workflow answered with 'data' that is no object" };
	return {
		answer: { status: 200, body: { screen, data: screen === SUCCESS ? withToken(data, request.flowToken) : data } },
	};
}

/**
 * What a person gets when the workflow has no answer: the message on the screen where they are. A request that names none
 * (INIT) gets `errorScreen`; without one there is no place for a message, and status 500 lets WhatsApp show its own.
 */
export function errorMessageResponse(
	message: string,
	{ screen }: Exchange,
	errorScreen: string | undefined,
): FlowAnswer {
	const place = screen ?? errorScreen;
	if (place === undefined) return { status: 500, body: { error_msg: message } };
	return { status: 200, body: { screen: place, data: { error_message: message } } };
}

/** The person's form is over: WhatsApp shows the message, and disables the button that opened the Flow. */
export const invalidTokenResponse = (message: string): FlowAnswer => ({
	status: TOKEN_INVALID,
	body: { error_msg: message },
});
