import { z } from 'zod';
import type { InputError } from '../../shared/inputError';
import { isObject } from '../../shared/input/parameterValues';
import { anyObject, checkInput } from '../../shared/input/parseInput';
import { filledString } from '../../shared/lenientSchemas';
import { isTooDeep, MAX_DEPTH } from '../../webhooks/rawBody';
import { attempt } from './tryOrUndefined';
import type { FlowRequest } from './flowRequest';

/** The reserved screen that ends a Flow (WhatsApp docs: Flows > Endpoint > Final response). */
export const SUCCESS = 'SUCCESS';

/** Status for a flow token that is no longer valid (WhatsApp docs: Flows > Endpoint > Error codes). */
export const TOKEN_INVALID = 427;

/** A response before encryption. */
export interface FlowResponse {
	status: number;
	body: Record<string, unknown>;
}

type Exchange = Pick<FlowRequest, 'screen' | 'flowToken'>;

/** The workflow's response, or why it cannot be used. */
export type ParsedResponse = { response: FlowResponse } | { problem: string };

const invalidTokenSchema = z.object({ error_msg: z.string() });

/** A response with a screen, under the names of the fields of 'Flow > Respond to Endpoint'. */
const screenSchema = z.object({ screen: filledString.optional(), data: anyObject.optional() });
const names = { screen: 'Screen', data: 'Data' };

/** What is wrong with a response that has a screen or data. */
function problemOf(response: Record<string, unknown>): string | undefined {
	try {
		checkInput(screenSchema, response, [], { names });
	} catch (cause) {
		return (cause as InputError).message;
	}
	return isTooDeep(response.data) ? `'Data' is nested deeper than ${MAX_DEPTH} levels` : undefined;
}

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
	const invalidToken = status === TOKEN_INVALID ? invalidTokenSchema.safeParse(parsed) : undefined;
	if (invalidToken?.success) return { response: { status, body: invalidToken.data } };
	if (status >= 400) return { problem: 'the workflow failed' };
	if (!isObject(parsed) || (parsed.screen === undefined && parsed.data === undefined))
		return { problem: "the workflow ended without 'Flow > Respond to Endpoint'" };
	const problem = problemOf(parsed);
	if (problem !== undefined) return { problem: `the response of the workflow is invalid: ${problem}` };
	// Passed on as it is: zod would copy it.
	const { screen = request.screen, data = {} } = parsed as z.infer<typeof screenSchema>;
	if (screen === undefined)
		return { problem: "the response of the workflow has no 'Screen', and the request names none either" };
	return {
		response: { status: 200, body: { screen, data: screen === SUCCESS ? withToken(data, request.flowToken) : data } },
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
): FlowResponse {
	const place = screen ?? errorScreen;
	if (place === undefined) return { status: 500, body: { error_msg: message } };
	return { status: 200, body: { screen: place, data: { error_message: message } } };
}

/** Ends the user's form: WhatsApp shows the message and disables the button that opened the Flow. */
export const invalidTokenResponse = (message: string): FlowResponse => ({
	status: TOKEN_INVALID,
	body: { error_msg: message },
});
