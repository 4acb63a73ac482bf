import { isObject, type Json } from '../../messages/checks';
import { decryptResponse, encryptRequest, signature, type EncryptedRequest } from './crypto';

/** A flow's endpoint, and what is needed for requests to it. */
export interface Endpoint {
	url: string;
	/**
	 * The key that is currently uploaded for the number, as PEM; undefined when there is none. Fetched again when the
	 * endpoint cannot decrypt.
	 */
	publicKey: () => string | undefined;
	/** Of the app that the flow is linked to. */
	appSecret: string;
	/** How long the app waits for a response, in ms. */
	limitMs: () => number;
	/** Aborts pending requests. */
	signal: AbortSignal;
}

/** A request and its outcome, for observers. */
export interface EndpointExchange {
	request: Json;
	/** HTTP status; 0 when there was no response. */
	status: number;
	/** The decrypted response, if any. */
	response?: unknown;
	/** From sending to the end of the response, in milliseconds. */
	ms: number;
	error?: ErrorKey;
	errorMessage?: string;
}

/** WhatsApp's names for errors, as in alerts and error notifications. */
export type ErrorKey =
	| 'timeout_error'
	| 'no_http_response_error'
	| 'unexpected_http_status_code'
	| 'public-key-missing'
	| 'response-decryption-error'
	| 'business-decryption-error'
	| 'payload-schema-error'
	| 'invalid-screen-transition';

/** The flow cannot continue: no response, or an unusable one. */
export class FlowFailure extends Error {
	constructor(
		readonly key: ErrorKey,
		message: string,
	) {
		super(message);
	}
}

/** The endpoint said that the flow token is no longer valid (427). The message is for the customer. */
export class TokenInvalid extends Error {}

/** What the customer reads when the endpoint sent no message of its own. */
export const GENERIC = 'Something went wrong. Please try again later.';

/**
 * Sends one request, encrypted and signed, and reads the response (Meta docs: Flows > Endpoint). On 421 it fetches the
 * key again and resends the request once.
 * @param note called with every request
 * @throws FlowFailure when there is no usable response
 * @throws TokenInvalid on 427
 */
export async function sendToEndpoint(
	endpoint: Endpoint,
	request: Json,
	note: (one: EndpointExchange) => void,
): Promise<Json> {
	for (let attempt = 1; ; attempt += 1) {
		const done: EndpointExchange = { request, status: 0, ms: 0 };
		try {
			const response = await once(endpoint, request, done);
			note(done);
			return response;
		} catch (error) {
			if (error instanceof FlowFailure) Object.assign(done, { error: error.key, errorMessage: error.message });
			note(done);
			if (done.status !== 421 || attempt === 2) throw error;
		}
	}
}

async function once(endpoint: Endpoint, request: Json, done: EndpointExchange): Promise<Json> {
	const publicKey = endpoint.publicKey();
	if (publicKey === undefined) throw new FlowFailure('public-key-missing', 'No public key is uploaded for the number');
	const encrypted = encryptRequest(request, publicKey);
	const { type, text } = await post(endpoint, JSON.stringify(encrypted.body), done);
	if (done.status === 421)
		throw new FlowFailure('business-decryption-error', 'The endpoint responded with 421: it cannot decrypt');
	if (done.status === 427) throw new TokenInvalid(wordsOf(text, encrypted, done));
	if (done.status !== 200)
		throw new FlowFailure('unexpected_http_status_code', `The endpoint responded with ${done.status}`);
	if (!/^text\/plain\b/i.test(type))
		throw new FlowFailure('response-decryption-error', `The response is '${type}', not text/plain`);
	try {
		done.response = decryptResponse(text, encrypted);
	} catch (error) {
		throw new FlowFailure('response-decryption-error', `The response cannot be decrypted: ${(error as Error).message}`);
	}
	if (!isObject(done.response)) throw new FlowFailure('payload-schema-error', 'The response is no JSON object');
	return done.response;
}

/** The customer message in a 427 response; empty when the body cannot be read. */
function wordsOf(text: string, encrypted: EncryptedRequest, done: EndpointExchange): string {
	try {
		done.response = decryptResponse(text, encrypted);
	} catch {
		return GENERIC;
	}
	return isObject(done.response) && typeof done.response.error_msg === 'string' ? done.response.error_msg : GENERIC;
}

async function post(
	{ url, appSecret, limitMs, signal }: Endpoint,
	raw: string,
	done: EndpointExchange,
): Promise<{ type: string; text: string }> {
	const start = performance.now();
	const limit = AbortSignal.timeout(limitMs());
	try {
		const response = await fetch(url, {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'User-Agent': 'facebookexternalua',
				'X-Hub-Signature-256': signature(raw, appSecret),
			},
			body: raw,
			redirect: 'manual',
			signal: AbortSignal.any([signal, limit]),
		});
		const text = await response.text();
		done.status = response.status;
		return { type: response.headers.get('content-type') ?? '', text };
	} catch (error) {
		if (limit.aborted)
			throw new FlowFailure('timeout_error', `The endpoint did not respond within ${limitMs() / 1000} seconds`);
		throw new FlowFailure('no_http_response_error', `The endpoint did not respond: ${(error as Error).message}`);
	} finally {
		done.ms = Math.round(performance.now() - start);
	}
}

/** A health check (Meta docs: Flows > Endpoint). @throws FlowFailure with the reason when the endpoint is not active */
export async function ping(
	endpoint: Endpoint,
	version: string,
	note: (one: EndpointExchange) => void = () => {},
): Promise<void> {
	const response = await sendToEndpoint(endpoint, { version, action: 'ping' }, note);
	if (!isObject(response.data) || response.data.status !== 'active')
		throw new FlowFailure('payload-schema-error', "The endpoint did not respond with 'active' to a ping");
}
