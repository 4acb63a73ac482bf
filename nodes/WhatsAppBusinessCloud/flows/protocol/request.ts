import { isObject } from '../../shared/input/parameterValues';
import { MAX_LOGGED_TEXT, toLogLine } from '../../shared/log';
import { nonEmptyString } from '../../shared/untrustedJson';
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

/**
 * All fields that WhatsApp sends in an error notification. Meta's sample calls the code `error`, its table `error_key`.
 */
const REPORT_KEYS = ['error', 'error_key', 'error_message'];

/**
 * A form can have a field called `error`; an error notification has no other field than the code and the message.
 * WhatsApp docs: Flows > Implementing your Flow Endpoint > Error notification request.
 */
function reportedError(data: unknown): { error: string; errorMessage?: string } | undefined {
	if (!isObject(data)) return undefined;
	const error = nonEmptyString(data.error) ?? nonEmptyString(data.error_key);
	if (error === undefined || !Object.keys(data).every((key) => REPORT_KEYS.includes(key))) return undefined;
	return { error, errorMessage: nonEmptyString(data.error_message) };
}

/**
 * Reads a decrypted request (WhatsApp docs: Flows > Endpoint).
 * @param payload result of decryptRequest, of any type
 * @throws EndpointError 400 when it is not an object, or requests something unknown
 */
export function readFlowRequest(payload: unknown): FlowRequest {
	if (!isObject(payload)) throw new EndpointError(400, 'what was decrypted is not a JSON object');
	const { version, action, screen, data, flow_token, flow_token_signature } = payload;
	const common: Common = {
		version: typeof version === 'number' ? String(version) : nonEmptyString(version),
		flowToken: nonEmptyString(flow_token),
		flowTokenSignature: nonEmptyString(flow_token_signature),
		screen: nonEmptyString(screen),
		raw: payload,
	};
	if (typeof action === 'string' && action.toLowerCase() === 'ping') return { ...common, kind: 'ping' };
	const reported = reportedError(data);
	if (reported !== undefined) return { ...common, kind: 'error', action: nonEmptyString(action) ?? '', ...reported };
	const known = FLOW_ACTIONS.find((one) => typeof action === 'string' && one.toLowerCase() === action.toLowerCase());
	if (known === undefined) {
		const name = typeof action === 'string' && /^[\w-]{1,40}$/.test(action) ? `'${action}'` : 'something';
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
