import { z } from 'zod';
import { isObject } from '../../shared/input/parameterValues';
import { anything } from '../../shared/input/parseInput';
import { string, text } from '../../shared/lenientSchemas';
import { MAX_LOGGED_TEXT, toLogLine } from '../../shared/log';
import { EndpointError } from './crypto';

/**
 * User actions that require a response with the next screen (WhatsApp docs: Flows > Endpoint > Data exchange request).
 */
export const FLOW_ACTIONS = ['INIT', 'data_exchange', 'BACK'] as const;
export type FlowAction = (typeof FLOW_ACTIONS)[number];

interface Common {
	/** Data API version, e.g. 3.0. */
	version?: string;
	flowToken?: string;
	/**
	 * Only with Flow JSON 7.3 and Data API 4.0 or later (WhatsApp docs: Flows > Endpoint). Meta does not document how to
	 * verify it.
	 */
	flowTokenSignature?: string;
	/** The user's current screen, or the one that they go back to. */
	screen?: string;
	/** The decrypted request. */
	raw: Record<string, unknown>;
}

/** A decrypted request. */
export type FlowRequest =
	| (Common & { kind: 'ping' })
	| (Common & { kind: 'exchange'; action: FlowAction; data: Record<string, unknown> })
	/** WhatsApp reports that it could not show an earlier response. */
	| (Common & { kind: 'error'; action: string; error: string; errorMessage?: string });

const requestSchema = z.object({
	version: text,
	action: string,
	screen: string,
	/** The user's input, unchanged. */
	data: anything,
	flow_token: string,
	flow_token_signature: string,
});

/**
 * The data of an error notification. Meta's sample calls the code `error`, its table `error_key`. A form can have a
 * field called `error` too; an error notification has no other fields than these. WhatsApp docs: Flows > Implementing
 * your Flow Endpoint > Error notification request.
 */
const reportSchema = z.object({ error: string, error_key: string, error_message: string }).strict();

function reportedError(data: unknown): { error: string; errorMessage?: string } | undefined {
	const report = reportSchema.safeParse(data).data;
	const error = report?.error ?? report?.error_key;
	return error === undefined ? undefined : { error, errorMessage: report?.error_message };
}

/**
 * Reads a decrypted request (WhatsApp docs: Flows > Endpoint).
 * @param payload result of decryptRequest, of any type
 * @throws EndpointError 400 when it is not an object, or requests something unknown
 */
export function readFlowRequest(payload: unknown): FlowRequest {
	if (!isObject(payload)) throw new EndpointError(400, 'what was decrypted is not a JSON object');
	const { version, action = '', screen, data, flow_token, flow_token_signature } = requestSchema.parse(payload);
	const common: Common = {
		version,
		flowToken: flow_token,
		flowTokenSignature: flow_token_signature,
		screen,
		raw: payload,
	};
	if (action.toLowerCase() === 'ping') return { ...common, kind: 'ping' };
	const reported = reportedError(data);
	if (reported !== undefined) return { ...common, kind: 'error', action, ...reported };
	const known = FLOW_ACTIONS.find((one) => one.toLowerCase() === action.toLowerCase());
	if (known === undefined) {
		const name = /^[\w-]{1,40}$/.test(action) ? `'${action}'` : 'something';
		throw new EndpointError(
			400,
			`it asks for ${name}, which this version does not know: it knows ping, ${FLOW_ACTIONS.join(', ')}`,
		);
	}
	return { ...common, kind: 'exchange', action: known, data: isObject(data) ? data : {} };
}

/** The error and message that WhatsApp reported, for the log. */
export function shortError({ error, errorMessage }: Extract<FlowRequest, { kind: 'error' }>): string {
	return toLogLine([error, errorMessage].flatMap((part) => part ?? []).join(': '), MAX_LOGGED_TEXT);
}
