import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { parseJson } from '../shared/untrustedJson';
import { resumePath, type SignedParts } from './replyToken';

/** Timeout of n8n's request to itself, in ms. */
const TIMEOUT = 15_000;

/** Why a tap or message did not resume an execution. */
export type ResumeFailure =
	/** The time limit has expired, the question was already answered, or the execution no longer exists. */
	| 'settled'
	/** The execution is running: n8n has not stored yet that it waits, or it was answered just now. */
	| 'running'
	/** The signature was not made by n8n. */
	| 'forged'
	/** The sender is not the recipient of the question. */
	| 'senderMismatch'
	/** n8n did not respond to its own request. */
	| 'unreachable';

export type ResumeResult =
	| { resumed: true }
	/** `isRetried`: it is passed on again in the background. */
	| { resumed: false; reason: ResumeFailure; isRetried?: boolean };

/**
 * Base URL of this instance's waiting webhooks, from n8n: no part of it comes from a message.
 * @returns without a trailing slash
 */
function ownAddress(context: IWebhookFunctions): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	return `${url.origin}${url.pathname.replace(/\/[^/]*$/, '').replace(/\/+$/, '')}`;
}

export const UNREACHABLE: ResumeResult = { resumed: false, reason: 'unreachable' };

/** @returns undefined if n8n does not provide its URL */
function resumeUrl(context: IWebhookFunctions, parts: SignedParts): string | undefined {
	try {
		return `${ownAddress(context)}${resumePath(parts)}`;
	} catch {
		return undefined;
	}
}

/**
 * Interprets n8n's responses to a resume URL (waiting-webhooks.js): 401 = invalid signature; 404 and 409 = execution
 * gone, running or ended; 200 with a page = nothing to do. While n8n starts, it responds with 200 and a text
 * (abstract-server.js), and a proxy may respond with a 404 of its own; n8n's errors are JSON.
 */
function outcome(status: number, body: unknown): ResumeResult {
	const json = typeof body === 'string' ? parseJson(body) : body;
	const { result, message } = isObject(json) ? json : { result: undefined, message: undefined };
	if (status === 200 && result === 'resumed') return { resumed: true };
	if (status === 401) return { resumed: false, reason: 'forged' };
	if (status === 409 && String(message).includes('is running already')) return { resumed: false, reason: 'running' };
	if (status === 403 && result === 'senderMismatch') return { resumed: false, reason: 'senderMismatch' };
	const isSettled =
		status === 200
			? !String(body).startsWith('n8n is starting up')
			: [404, 409, 410].includes(status) && isObject(json);
	return { resumed: false, reason: isSettled ? 'settled' : 'unreachable' };
}

async function post(context: IWebhookFunctions, url: string, content: IDataObject): Promise<ResumeResult> {
	try {
		const { statusCode, body } = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: content,
			timeout: TIMEOUT,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		})) as { statusCode: number; body: unknown };
		return outcome(statusCode, body);
	} catch {
		return UNREACHABLE;
	}
}

/** Tries once to resume an execution. */
export type Attempt = () => Promise<ResumeResult>;

/**
 * Prepares requests to the execution that waits, through this instance's own resume URL. Reads that URL now: n8n
 * evaluates no more expressions when the webhook has ended.
 * @param content as the waiting node reads it
 * @returns undefined if n8n does not provide its URL
 */
export function resumeAttempt(
	context: IWebhookFunctions,
	parts: SignedParts,
	content: IDataObject,
): Attempt | undefined {
	const url = resumeUrl(context, parts);
	return url === undefined ? undefined : async () => await post(context, url, content);
}
