import { isObject } from '../../shared/input/parameterValues';
import { attempt } from './tryOrUndefined';
import type { FlowRequest } from './request';

/** The reserved screen that ends a Flow (WhatsApp docs: Flows > Endpoint > Final response). */
export const SUCCESS = 'SUCCESS';

/** Status for a flow token that is no longer valid (WhatsApp docs: Flows > Endpoint > Error codes). */
export const TOKEN_INVALID = 427;

/** A response before encryption. */
export interface FlowAnswer {
	status: number;
	body: Record<string, unknown>;
}

type Exchange = Pick<FlowRequest, 'screen' | 'flowToken'>;

/** The workflow's response, or the reason why it cannot be used. */
export type ParsedResponse = { answer: FlowAnswer } | { refused: string };

/** Adds the flow token to the final response; WhatsApp returns it with the user's data. */
function withToken(data: Record<string, unknown>, flowToken: string | undefined): Record<string, unknown> {
	const response = isObject(data.extension_message_response) ? data.extension_message_response : {};
	const params = isObject(response.params) ? response.params : {};
	const complete =
		params.flow_token === undefined && flowToken !== undefined ? { flow_token: flowToken, ...params } : params;
	return { ...data, extension_message_response: { ...response, params: complete } };
}

/**
 * Parses the workflow's response: `{screen, data}` with a success status, or `{error_msg}` with 427 (WhatsApp docs:
 * Flows > Endpoint > Data exchange request). Without `screen`, the screen of the request is used.
 * @param written status and body as n8n wrote them; n8n also writes responses of its own
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
 * The response when the workflow has none: the message on the user's current screen. A request without a screen (INIT)
 * gets `errorScreen`. Without that, the message cannot be shown, and status 500 makes WhatsApp show its own.
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

/** Ends the user's form: WhatsApp shows the message and disables the button that opened the Flow. */
export const invalidTokenResponse = (message: string): FlowAnswer => ({
	status: TOKEN_INVALID,
	body: { error_msg: message },
});
