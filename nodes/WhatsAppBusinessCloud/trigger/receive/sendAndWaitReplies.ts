import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { logOf } from '../../shared/log';
import type { QuestionCipher } from '../../sendAndWait/questionCipher';
import { decodeReply, withoutSignature } from '../../sendAndWait/replyToken';
import { resumeExecution, resumeFromReply, type ResumeFailure, type ResumeResult } from '../../sendAndWait/resume';
import { text } from '../../shared/untrustedJson';
import type { ReceivedEvent } from './types';
import type { PendingQuestions } from './pendingQuestions';

const REASONS: Record<ResumeFailure, string> = {
	settled: 'it was answered before, its time is over, or its execution is gone',
	running: 'it was not yet waiting, or it was answered by another n8n process just now',
	forged: 'its signature is not of this n8n',
	somebodyElse: 'somebody else than the person who was asked tapped the button',
	unreachable: 'this n8n could not reach its own address for waiting executions',
};

/** After these failures, a later message may still answer the question. */
const RETRIABLE: ReadonlySet<ResumeFailure> = new Set(['unreachable', 'running']);

const messageOf = ({ json }: ReceivedEvent): IDataObject => json.message as IDataObject;

/** Whether the event is a tap on a Send and Wait button or list row. */
export const isTap = ({ json }: ReceivedEvent): boolean => decodeReply(json.buttonId ?? json.listId) !== undefined;

/** Identifies the question of a reply: by the execution for a tap, by number and sender for other messages. */
export function questionOf({ json }: ReceivedEvent): string {
	const execution = decodeReply(json.buttonId ?? json.listId)?.executionId;
	return execution === undefined
		? `${text(json.phoneNumberId)} ${text(json.userId) ?? text(json.from)}`
		: `execution ${execution}`;
}

/** Pending questions, and the cipher that decrypts them. */
export interface OpenQuestions {
	questions: PendingQuestions;
	cipher: QuestionCipher;
}

/** Stores the questions that statuses refer to: their callback data contains what resumes their executions. */
export function trackQuestions(
	context: IWebhookFunctions,
	{ questions, cipher }: OpenQuestions,
	events: ReceivedEvent[],
	now: number,
): void {
	const statuses = events.filter(({ kind }) => kind === 'status');
	const unreadable = statuses.filter(
		({ json }) => !questions.track(cipher, text(json.phoneNumberId) ?? '', json.value as IDataObject, now / 1000),
	);
	if (unreadable.length === 0) return;
	logOf(context).warn(
		`${context.getNode().name}: a question of Send and Wait cannot be read, so the next message will not answer it: 'App Secret' in the credential that sent it is not the one of this trigger's app`,
	);
}

const matched = ({ questions, cipher }: OpenQuestions, event: ReceivedEvent): ReturnType<PendingQuestions['match']> =>
	questions.match(cipher, text(event.json.phoneNumberId) ?? '', messageOf(event));

/** Whether a message may belong to a waiting execution, regardless of the filters. */
export const isReply = (open: OpenQuestions, event: ReceivedEvent): boolean =>
	event.kind === 'message' && (isTap(event) || matched(open, event) !== undefined);

async function resumeWaiting(
	context: IWebhookFunctions,
	open: OpenQuestions,
	event: ReceivedEvent,
): Promise<ResumeResult | undefined> {
	const tapped = await resumeFromReply(context, messageOf(event));
	if (tapped !== undefined) return tapped;
	const question = matched(open, event);
	const parts = decodeReply(question?.token);
	if (question === undefined || parts === undefined) return undefined;
	const result = await resumeExecution(context, parts, messageOf(event));
	if (result.resumed || !RETRIABLE.has(result.reason)) open.questions.settle(question);
	return result;
}

/**
 * Removes the signature from the ID of a tapped Send and Wait button: the question may still be open, and anyone who
 * can read the item could answer it.
 */
export function hideTapSignature({ json, place }: ReceivedEvent): void {
	for (const name of ['buttonId', 'listId']) {
		if (typeof json[name] === 'string') json[name] = withoutSignature(json[name]);
	}
	for (const { interactive } of [json.message, json.value, place?.row].filter(isObject)) {
		if (!isObject(interactive)) continue;
		for (const reply of [interactive.button_reply, interactive.list_reply].filter(isObject)) {
			if (typeof reply.id === 'string') reply.id = withoutSignature(reply.id);
		}
	}
}

/**
 * Passes a reply to the execution that waits for it.
 * @param event a message for which isReply() is true
 * @returns whether it was a reply, so that the workflow need not start: true for a tap on a button of this n8n's Send
 * and Wait; for any other message, only if it resumed an execution
 */
export async function resumeWithReply(
	context: IWebhookFunctions,
	open: OpenQuestions,
	event: ReceivedEvent,
): Promise<boolean> {
	const result = await resumeWaiting(context, open, event);
	if (result === undefined) return false;
	if (result.resumed) return true;
	const { reason } = result;
	const line = `${context.getNode().name}: an answer to Send and Wait did not resume its execution: ${REASONS[reason]}`;
	if (reason === 'settled') logOf(context).debug(line);
	else logOf(context).warn(line);
	// A button with an ID that only resembles ours belongs to another sender's message: the workflow receives it.
	return isTap(event) && reason !== 'forged';
}
