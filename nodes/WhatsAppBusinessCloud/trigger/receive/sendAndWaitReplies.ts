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

/** After these, the question may still be open for a later message. */
const RETRIABLE: ReadonlySet<ResumeFailure> = new Set(['unreachable', 'running']);

const messageOf = ({ json }: ReceivedEvent): IDataObject => json.message as IDataObject;

/** A button or row of Send and Wait. */
export const isTap = ({ json }: ReceivedEvent): boolean => decodeReply(json.buttonId ?? json.listId) !== undefined;

/** What tells the question of an answer apart: the execution of a tap, or for other messages number and sender. */
export function questionOf({ json }: ReceivedEvent): string {
	const execution = decodeReply(json.buttonId ?? json.listId)?.executionId;
	return execution === undefined
		? `${text(json.phoneNumberId)} ${text(json.userId) ?? text(json.from)}`
		: `execution ${execution}`;
}

/** Questions that wait for a message, and what decrypts them. */
export interface OpenQuestions {
	questions: PendingQuestions;
	cipher: QuestionCipher;
}

/** Stores the questions that statuses are about: their callback data holds what resumes their executions. */
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

/** Whether a message may belong to an execution that waits, whatever the filters say. */
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
 * Takes the signature out of the ID of a tapped button of Send and Wait: the question may still be open, and whoever reads the item
 * could answer it.
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
 * Takes an answer to the execution that waits for it.
 * @param event a message of which isAnswer() is true
 * @returns whether it was an answer, so that the workflow need not start: a tap on a button of this n8n's Send and Wait always is
 * one, any other message is when it resumed an execution
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
	// A button whose ID only looks like one of ours belongs to somebody else's message: the workflow gets it.
	return isTap(event) && reason !== 'forged';
}
