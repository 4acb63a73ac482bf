import { randomInt } from 'crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { FIELDS_HEADER, writeHandedFields, type HandedFields } from './handedFields';
import { isLoopback, isPublicHost } from '../shared/publicHost';
import { deriveProof } from '../webhooks/verificationRequest';
import { PROOF_HEADER, readTriggerWorkflow, type TriggerWorkflow, WORKFLOW_HEADER } from './triggerWorkflow';

/** What responds at a callback URL. */
export type CallbackResponder =
	/** A listening trigger of the same app: it knows the verify token. */
	| 'trigger'
	/** n8n, but no listening workflow has this URL. */
	| 'unregistered'
	/** Other software, or no response. */
	| 'other';

/** Response header in which a trigger reports what it listens to, after a verification request with the right token. */
export const LISTENING_HEADER = 'X-WhatsApp-Trigger-Listening';

/** What responded, the content of the header, and the workflow of a trigger. */
export interface CallbackProbe {
	responder: CallbackResponder;
	listening?: string;
	workflow?: TriggerWorkflow;
}

/** ms; short, because a user is waiting. */
const TIMEOUT = 10_000;

interface Response {
	statusCode: number;
	headers?: Record<string, unknown>;
	body: unknown;
}

/** n8n's error text for a URL that no workflow has; the text for one that accepts POST but not GET differs. */
function isUnregistered({ statusCode, body }: Response): boolean {
	if (statusCode !== 404) return false;
	const message = typeof body === 'object' && body !== null ? (body as IDataObject).message : body;
	return /is not registered\.?/.test(String(message)) && !String(message).includes('Did you mean');
}

/** Whether Meta could call a URL. Any other URL leads into the internal network. */
export function isReachable(callbackUrl: string, local: boolean): boolean {
	const { protocol, hostname } = new URL(callbackUrl);
	return (protocol === 'https:' && isPublicHost(hostname)) || (local && isLoopback(hostname));
}

/**
 * Sends the verification request that Meta sends for a subscription. WhatsApp docs: Webhooks > Verification requests.
 * @param callback.verifyToken the token that a trigger of the same app has at this URL
 * @param callback.appSecret the secret of that app
 * @param callback.hand fields to leave to the trigger at this URL
 * @param callback.local the Graph API in use is a server on this machine, so that a callback may be on it, too
 * @returns what responded, and what a trigger listens to; never throws
 */
export async function probeCallback(
	{ helpers }: { helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> } },
	{
		callbackUrl,
		verifyToken,
		appSecret,
		local,
		hand,
	}: { callbackUrl: string; verifyToken: string; appSecret: string; local: boolean; hand?: HandedFields },
): Promise<CallbackProbe> {
	const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
	const handed = hand && writeHandedFields(hand);
	let response: Response;
	try {
		if (!isReachable(callbackUrl, local)) return { responder: 'other' };
		response = (await helpers.httpRequest({
			method: 'GET',
			url: callbackUrl,
			qs: { 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': verifyToken },
			headers: {
				[PROOF_HEADER]: deriveProof(appSecret, callbackUrl, challenge, handed),
				...(handed !== undefined && { [FIELDS_HEADER]: handed }),
			},
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT,
		})) as Response;
	} catch {
		return { responder: 'other' };
	}
	if (response.statusCode !== 200 || String(response.body) !== challenge)
		return { responder: isUnregistered(response) ? 'unregistered' : 'other' };
	const listening = response.headers?.[LISTENING_HEADER.toLowerCase()];
	const workflow = readTriggerWorkflow(response.headers?.[WORKFLOW_HEADER.toLowerCase()]);
	return { responder: 'trigger', ...(typeof listening === 'string' && { listening }), ...(workflow && { workflow }) };
}
