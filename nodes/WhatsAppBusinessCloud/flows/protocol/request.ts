import { isObject } from '../../shared/input/parameterValues';
import { MAX_LOGGED_TEXT, toLogLine } from '../../shared/log';
import { EndpointError } from './crypto';

/** What a person did, so that the endpoint is to say what comes next (WhatsApp docs: Flows > Endpoint > Data exchange request). */
export const FLOW_ACTIONS = ['INIT', 'data_exchange', 'BACK'] as const;
export type FlowAction = (typeof FLOW_ACTIONS)[number];

interface Common {
	/** Of the data API, e.g. 3.0. */
	version?: string;
	flowToken?: string;
	/** Flow JSON 7.3 with data API 4.0 (cloud-api.md 5.3). How to check it is not documented. */
	flowTokenSignature?: string;
	/** Where the person is, or goes back to. */
	screen?: string;
	/** What the request itself says, as it was decrypted. */
	raw: Record<string, unknown>;
}

/** A decrypted request. */
export type FlowRequest =
	| (Common & { kind: 'ping' })
	| (Common & { kind: 'exchange'; action: FlowAction; data: Record<string, unknown> })
	/** WhatsApp tells that an earlier answer could not be shown. */
	| (Common & { kind: 'error'; action: string; error: string; errorMessage?: string });

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** All that WhatsApp puts into the data of an error notification. Meta's sample names the code `error`, its table `error_key`. */
const REPORT_KEYS = ['error', 'error_key', 'error_message'];

/**
 * A form may have a field called `error`: a report has nothing beside the code but the message.
 * WhatsApp docs: Flows > Implementing your Flow Endpoint > Error notification request.
 */
function reportedError(data: unknown): { error: string; errorMessage?: string } | undefined {
	if (!isObject(data)) return undefined;
	const error = text(data.error) ?? text(data.error_key);
	if (error === undefined || !Object.keys(data).every((key) => REPORT_KEYS.includes(key))) return undefined;
	return { error, errorMessage: text(data.error_message) };
}

/**
 * Reads a decrypted request (WhatsApp docs: Flows > Endpoint).
 * @param payload what decryptRequest gave, of any kind
 * @throws EndpointRefusal 400 when it is no object, or asks for something unknown
 */
export function readFlowRequest(payload: unknown): FlowRequest {
	if (!isObject(payload)) throw new EndpointError(400, 'what was decrypted is not a JSON object');
	const { version, action, screen, data, flow_token, flow_token_signature } = payload;
	const common: Common = {
		version: typeof version === 'number' ? String(version) : text(version),
		flowToken: text(flow_token),
		flowTokenSignature: text(flow_token_signature),
		screen: text(screen),
		raw: payload,
	};
	if (typeof action === 'string' && action.toLowerCase() === 'ping') return { ...common, kind: 'ping' };
	const reported = reportedError(data);
	if (reported !== undefined) return { ...common, kind: 'error', action: text(action) ?? '', ...reported };
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

/** What WhatsApp reported, for a log: error and message. */
export function shortError({ error, errorMessage }: Extract<FlowRequest, { kind: 'error' }>): string {
	return toLogLine([error, errorMessage].flatMap((part) => part ?? []).join(': '), MAX_LOGGED_TEXT);
}
