import { randomInt } from 'crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { isLoopback, isPublicHost } from '../shared/publicHost';

/** Who answers at a callback address. */
export type CallbackResponder =
	/** A listening trigger of the same app: it knows the verify token. */
	| 'sibling'
	/** n8n, where no listening workflow has this address. */
	| 'unregistered'
	/** Other software, or no response. */
	| 'other';

/** Header in which a trigger tells what it listens to, in its answer to a verification request with the right token. */
export const LISTENING_HEADER = 'X-WhatsApp-Trigger-Listening';

/** Who answered, and what the header says. */
export interface CallbackAnswer {
	answerer: CallbackResponder;
	listening?: string;
}

/** ms; a person is waiting. */
const TIMEOUT = 10_000;

interface Answer {
	statusCode: number;
	headers?: Record<string, unknown>;
	body: unknown;
}

/** n8n's words for an address that no workflow has; those for one that takes POST but not GET are others. */
function isUnregistered({ statusCode, body }: Answer): boolean {
	if (statusCode !== 404) return false;
	const message = typeof body === 'object' && body !== null ? (body as IDataObject).message : body;
	return /is not registered\.?/.test(String(message)) && !String(message).includes('Did you mean');
}

/** Whether Meta could call an address. Any other leads into this machine's own network. */
function isReachable(address: string, local: boolean): boolean {
	const { protocol, hostname } = new URL(address);
	return (protocol === 'https:' && isPublicHost(hostname)) || (local && isLoopback(hostname));
}

/**
 * Asks an address what Meta asks when it is subscribed. WhatsApp docs: Webhooks > Verification requests.
 * @param callback.verifyToken the token that a trigger of the same app has at this address
 * @param callback.local the Graph API in use is a server on this machine, so that a callback may be on it, too
 * @returns who answered, and what a trigger listens to; never throws
 */
export async function probeCallback(
	{ helpers }: { helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> } },
	{ address, verifyToken, local }: { address: string; verifyToken: string; local: boolean },
): Promise<CallbackAnswer> {
	const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
	let answer: Answer;
	try {
		if (!isReachable(address, local)) return { answerer: 'other' };
		answer = (await helpers.httpRequest({
			method: 'GET',
			url: address,
			qs: { 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': verifyToken },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT,
		})) as Answer;
	} catch {
		return { answerer: 'other' };
	}
	if (answer.statusCode !== 200 || String(answer.body) !== challenge)
		return { answerer: isUnregistered(answer) ? 'unregistered' : 'other' };
	const listening = answer.headers?.[LISTENING_HEADER.toLowerCase()];
	return { answerer: 'sibling', ...(typeof listening === 'string' && { listening }) };
}
