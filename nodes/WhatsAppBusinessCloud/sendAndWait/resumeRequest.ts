import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { KeyedMutex } from '../shared/concurrency/keyedMutex';
import { isObject } from '../shared/input/parameterValues';
import { LruMap } from '../shared/lruMap';
import { parseJson } from '../shared/untrustedJson';
import { decodeReply, resumePath, type SignedParts } from './replyToken';

/** Timeout of n8n's request to itself, in ms. */
const TIMEOUT = 15_000;

/**
 * Delays between attempts, in ms. A user may answer before n8n has stored that the execution waits, which it does when
 * the node has finished. Five seconds in total, because WhatsApp is waiting for its own response.
 */
const WAITS = [100, 200, 400, 800, 1500, 2000];

/** Delays between further attempts to pass on an update, in ms: 10 minutes in total. */
const RETRY_WAITS = [2000, 3000, 5000, 10_000, 10_000, ...Array.from({ length: 19 }, () => 30_000)];

/**
 * Number of updates that a process passes on at the same time, those of one execution one after the other. With SQLite,
 * n8n 2.x has one connection that writes: a hundred executions that continue at once wait for it until they fail.
 */
const PARALLEL_UPDATES = 4;
const updates = new KeyedMutex();

/** Maximum number of updates that are retried in the background. Each keeps n8n's request and workflow in memory. */
export const MAX_BACKGROUND_RETRIES = 500;

/** Number of updates that are being retried in the background. */
let backgroundRetries = 0;

/** Maximum number of answered questions that a process remembers. */
const MAX_ANSWERED = 1000;

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

export type ResumeResult = { resumed: true } | { resumed: false; reason: ResumeFailure };

/** The ID of a tapped reply button or list row. WhatsApp docs: Webhooks > Messages > Interactive. */
function tappedId({ interactive }: Record<string, unknown>): unknown {
	if (!isObject(interactive)) return undefined;
	const reply = [interactive.button_reply, interactive.list_reply].find(isObject);
	return reply?.id;
}

/**
 * Base URL of this instance's waiting webhooks, from n8n: no part of it comes from a message.
 * @returns without a trailing slash
 */
function ownAddress(context: IWebhookFunctions): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	return `${url.origin}${url.pathname.replace(/\/[^/]*$/, '').replace(/\/+$/, '')}`;
}

const UNREACHABLE: ResumeResult = { resumed: false, reason: 'unreachable' };

/** @returns undefined if n8n does not provide its URL */
function resumeUrl(context: IWebhookFunctions, parts: SignedParts): string | undefined {
	try {
		return `${ownAddress(context)}${resumePath(parts)}`;
	} catch {
		return undefined;
	}
}

/** Whether a further attempt may succeed. */
const isTemporary = (result: ResumeResult): boolean =>
	!result.resumed && (result.reason === 'running' || result.reason === 'unreachable');

/**
 * Interprets n8n's responses to a resume URL (waiting-webhooks.js): 401 = invalid signature; 404 and 409 = execution
 * gone, running or ended; 200 with a page = nothing to do.
 */
function outcome(status: number, body: unknown): ResumeResult {
	const { result, message } = isObject(body) ? body : { result: undefined, message: undefined };
	if (status === 200 && result === 'resumed') return { resumed: true };
	if (status === 401) return { resumed: false, reason: 'forged' };
	if (status === 409 && String(message).includes('is running already')) return { resumed: false, reason: 'running' };
	if (status === 403 && result === 'senderMismatch') return { resumed: false, reason: 'senderMismatch' };
	return { resumed: false, reason: [200, 404, 409, 410].includes(status) ? 'settled' : 'unreachable' };
}

async function tryToResume(context: IWebhookFunctions, url: string, content: IDataObject): Promise<ResumeResult> {
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
		return outcome(statusCode, typeof body === 'string' ? parseJson(body) : body);
	} catch {
		return UNREACHABLE;
	}
}

/**
 * Questions that this process delivered an answer to. If their executions are running, it is because they continued.
 */
const answered = new LruMap<string, true>(MAX_ANSWERED);

/**
 * Passes a message to the execution that waits for it, through this instance's own resume URL.
 * @param message as in WhatsApp's webhook
 */
export async function resumeExecution(
	context: IWebhookFunctions,
	parts: SignedParts,
	message: IDataObject,
): Promise<ResumeResult> {
	const question = `${parts.executionId}/${parts.nodeId}/${parts.run}`;
	const url = resumeUrl(context, parts);
	for (let attempt = 0; ; attempt++) {
		const result = url === undefined ? UNREACHABLE : await tryToResume(context, url, { message });
		if (result.resumed) answered.set(question, true);
		if (result.resumed || result.reason !== 'running') return result;
		if (answered.get(question)) return { resumed: false, reason: 'settled' };
		if (attempt === WAITS.length) return result;
		await sleep(WAITS[attempt]);
	}
}

/**
 * Passes an update to an execution that waits for the delivery of its message. It may run at the moment, because
 * another update arrived or n8n has not stored yet that it waits: then it is retried in the background, unless too many
 * others are.
 * @param update as the waiting node reads it
 * @param onLate called with the result of the attempts in the background
 * @returns the result of the first attempts
 */
export async function passUpdate(
	context: IWebhookFunctions,
	parts: SignedParts,
	update: IDataObject,
	onLate: (result: ResumeResult) => void,
): Promise<ResumeResult> {
	// Read now: n8n evaluates no more expressions when the webhook has ended.
	const url = resumeUrl(context, parts);
	if (url === undefined) return UNREACHABLE;
	const queue = String(Number(parts.executionId) % PARALLEL_UPDATES);
	const attempt = async (): Promise<ResumeResult> =>
		await updates.run(queue, async () => await tryToResume(context, url, { update }));
	const attempts = async (waits: number[]): Promise<ResumeResult> => {
		let result = await attempt();
		for (const ms of waits) {
			if (!isTemporary(result)) break;
			await sleep(ms);
			result = await attempt();
		}
		return result;
	};
	const first = await attempts(WAITS);
	if (isTemporary(first) && backgroundRetries < MAX_BACKGROUND_RETRIES) {
		backgroundRetries++;
		void attempts(RETRY_WAITS).then((result) => {
			backgroundRetries--;
			onLate(result);
		});
	}
	return first;
}

/**
 * Passes a tap on a Send and Wait button to its execution. The trigger calls this for each message before it starts a
 * workflow, and starts none for such a tap.
 * @param message as in WhatsApp's webhook, its signature checked
 * @returns undefined if the message is not such a tap
 */
export async function resumeFromReply(
	context: IWebhookFunctions,
	message: IDataObject,
): Promise<ResumeResult | undefined> {
	const parts = decodeReply(tappedId(message));
	// A token for the next message is not a button.
	if (parts === undefined || parts.answer === 'message') return undefined;
	return await resumeExecution(context, parts, message);
}
