import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { isObject } from '../shared/input/parameterValues';
import { decodeReply, resumePath, type SignedParts } from './replyToken';

/** How long n8n may take to answer itself, ms. */
const TIMEOUT = 15_000;

/**
 * Waits before further tries, ms. Somebody may answer before n8n has stored that the execution waits: it does so once the
 * node is through. Five seconds in all, since WhatsApp waits for its own answer meanwhile.
 */
const WAITS = [100, 200, 400, 800, 1500, 2000];

/** Questions that a process remembers to have brought an answer to. */
const MAX_ANSWERED = 1000;

/** Why a tap or message did not resume anything. */
export type ResumeFailure =
	/** The time limit is over, the question was answered before, or the execution is gone. */
	| 'settled'
	/** It is still running, or again: n8n has not stored that it waits, or it was answered just now. */
	| 'running'
	/** The signature is not n8n's. */
	| 'forged'
	/** It came from another person than the one who was asked. */
	| 'somebodyElse'
	/** This n8n did not answer itself. */
	| 'unreachable';

export type ResumeResult = { resumed: true } | { resumed: false; reason: ResumeFailure };

/** The ID of a tapped reply button or list row. WhatsApp docs: Webhooks > Messages > Interactive. */
function tappedId({ interactive }: Record<string, unknown>): unknown {
	if (!isObject(interactive)) return undefined;
	const reply = [interactive.button_reply, interactive.list_reply].find(isObject);
	return reply?.id;
}

/**
 * The address of this instance's waiting webhooks, from n8n itself: no part of it comes out of a message.
 * @returns without a slash at its end
 */
function ownAddress(context: IWebhookFunctions): string {
	const url = new URL(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
	return `${url.origin}${url.pathname.replace(/\/[^/]*$/, '').replace(/\/+$/, '')}`;
}

/**
 * n8n's answers to a resume URL (waiting-webhooks.js): 401 signature, 404 and 409 execution gone, running or ended, 200 with a
 * page: nothing to do.
 */
function outcome(status: number, body: unknown): ResumeResult {
	const { result, message } = isObject(body) ? body : { result: undefined, message: undefined };
	if (status === 200 && result === 'resumed') return { resumed: true };
	if (status === 401) return { resumed: false, reason: 'forged' };
	if (status === 409 && String(message).includes('is running already')) return { resumed: false, reason: 'running' };
	if (status === 403 && result === 'somebodyElse') return { resumed: false, reason: 'somebodyElse' };
	return { resumed: false, reason: [200, 404, 409, 410].includes(status) ? 'settled' : 'unreachable' };
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

async function tryToResume(
	context: IWebhookFunctions,
	parts: SignedParts,
	message: IDataObject,
): Promise<ResumeResult> {
	try {
		const { statusCode, body } = (await context.helpers.httpRequest({
			method: 'POST',
			url: `${ownAddress(context)}${resumePath(parts)}`,
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: { message },
			timeout: TIMEOUT,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
		})) as { statusCode: number; body: unknown };
		return outcome(statusCode, parsed(body));
	} catch {
		return { resumed: false, reason: 'unreachable' };
	}
}

/** Questions that this process brought an answer to: while their executions go on, they run for another reason. */
const answered = new Set<string>();

function noteAnswered(question: string): void {
	answered.add(question);
	if (answered.size > MAX_ANSWERED) answered.delete(answered.values().next().value!);
}

/**
 * Brings a message to the execution that waits for it, by this instance's own resume URL.
 * @param message as WhatsApp's webhook has it
 */
export async function resumeExecution(
	context: IWebhookFunctions,
	parts: SignedParts,
	message: IDataObject,
): Promise<ResumeResult> {
	const question = `${parts.executionId}/${parts.nodeId}/${parts.run}`;
	for (let attempt = 0; ; attempt++) {
		const result = await tryToResume(context, parts, message);
		if (result.resumed) noteAnswered(question);
		if (result.resumed || result.reason !== 'running') return result;
		if (answered.has(question)) return { resumed: false, reason: 'settled' };
		if (attempt === WAITS.length) return result;
		await sleep(WAITS[attempt]);
	}
}

/**
 * Takes a tap on a button of Send and Wait to its execution. For the trigger, which calls this for each message before it
 * starts a workflow, and starts none where the message was such a tap.
 * @param message as WhatsApp's webhook has it, its signature checked
 * @returns undefined when the message is no such tap
 */
export async function resumeFromReply(
	context: IWebhookFunctions,
	message: IDataObject,
): Promise<ResumeResult | undefined> {
	const parts = decodeReply(tappedId(message));
	// A token for "the next message" is no button.
	if (parts === undefined || parts.answer === 'message') return undefined;
	return await resumeExecution(context, parts, message);
}
