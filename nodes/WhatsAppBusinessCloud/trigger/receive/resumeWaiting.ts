import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { runWithConcurrency } from '../../shared/concurrency/orderedConcurrency';
import { isObject } from '../../shared/input/parameterValues';
import { logOf } from '../../shared/log';
import { text } from '../../shared/untrustedJson';
import type { QuestionCipher } from '../../sendAndWait/questionCipher';
import { decodeReply, withoutSignature } from '../../sendAndWait/replyToken';
import { resumeExecution, resumeFromReply, type ResumeFailure, type ResumeResult } from '../../sendAndWait/resume';
import type { PendingQuestions } from './pendingQuestions';
import type { ReceivedEvent } from './types';

/** Maximum number of Send and Wait replies that are passed to their executions in parallel. */
const PARALLEL_REPLIES = 10;

const REASONS: Record<ResumeFailure, string> = {
	settled: 'it was answered before, its time limit is over, or its execution no longer exists',
	running: 'it was not yet waiting, or another n8n process received an answer at the same time',
	forged: 'its signature is not of this n8n',
	senderMismatch: 'the button was tapped by another user than the one who was asked',
	unreachable: 'this n8n could not reach its own address for waiting executions',
};

/** After these failures, a later message may still answer the question. */
const RETRIABLE: ReadonlySet<ResumeFailure> = new Set(['unreachable', 'running']);

/** Pending questions, and the cipher that decrypts them. */
export interface WaitingQuestions {
	questions: PendingQuestions;
	cipher: QuestionCipher;
}

const messageOf = ({ json }: ReceivedEvent): IDataObject => json.message as IDataObject;

/** Whether the event is a tap on a Send and Wait button or list row. */
const isTap = ({ json }: ReceivedEvent): boolean => decodeReply(json.buttonId ?? json.listId) !== undefined;

/** Identifies the question of a reply: by the execution for a tap, by number and sender for other messages. */
function questionOf({ json }: ReceivedEvent): string {
	const execution = decodeReply(json.buttonId ?? json.listId)?.executionId;
	return execution === undefined
		? `${text(json.phoneNumberId)} ${text(json.userId) ?? text(json.from)}`
		: `execution ${execution}`;
}

/** Stores the questions that statuses refer to: their callback data contains what resumes their executions. */
function trackQuestions(
	context: IWebhookFunctions,
	{ questions, cipher }: WaitingQuestions,
	events: ReceivedEvent[],
	now: number,
): void {
	const statuses = events.filter(({ kind }) => kind === 'status');
	const unreadable = statuses.filter(
		({ json }) => !questions.track(cipher, text(json.phoneNumberId) ?? '', json.value as IDataObject, now / 1000),
	);
	if (unreadable.length === 0) return;
	logOf(context).warn(
		`${context.getNode().name}: a question of Send and Wait cannot be decrypted, so the next message will not answer it: 'App Secret' in the credential that sent it is not the one of this trigger's app`,
	);
}

const matchQuestion = (
	{ questions, cipher }: WaitingQuestions,
	event: ReceivedEvent,
): ReturnType<PendingQuestions['match']> =>
	questions.match(cipher, text(event.json.phoneNumberId) ?? '', messageOf(event));

/**
 * Finds the messages that may belong to a waiting execution, regardless of the filters. First stores the questions that
 * the delivery reports as sent.
 * @param now ms since 1970
 */
export function findReplies(
	context: IWebhookFunctions,
	waiting: WaitingQuestions,
	events: ReceivedEvent[],
	now: number,
): Set<ReceivedEvent> {
	trackQuestions(context, waiting, events, now);
	const messages = events.filter(({ kind }) => kind === 'message');
	return new Set(messages.filter((event) => isTap(event) || matchQuestion(waiting, event) !== undefined));
}

/** @returns undefined if no execution waits for the message */
async function resume(
	context: IWebhookFunctions,
	waiting: WaitingQuestions,
	event: ReceivedEvent,
): Promise<ResumeResult | undefined> {
	const tapped = await resumeFromReply(context, messageOf(event));
	if (tapped !== undefined) return tapped;
	const question = matchQuestion(waiting, event);
	const parts = decodeReply(question?.token);
	if (question === undefined || parts === undefined) return undefined;
	const result = await resumeExecution(context, parts, messageOf(event));
	if (result.resumed || !RETRIABLE.has(result.reason)) waiting.questions.settle(question);
	return result;
}

/**
 * Passes a reply to the execution that waits for it.
 * @returns whether it was a reply, so that the workflow need not start: true for a tap on a button of this n8n's Send
 * and Wait; for any other message, only if it resumed an execution
 */
async function resumeWithReply(
	context: IWebhookFunctions,
	waiting: WaitingQuestions,
	event: ReceivedEvent,
): Promise<boolean> {
	const result = await resume(context, waiting, event);
	if (result === undefined) return false;
	if (result.resumed) return true;
	const { reason } = result;
	const line = `${context.getNode().name}: an answer to Send and Wait did not resume its execution: ${REASONS[reason]}`;
	if (reason === 'settled') logOf(context).debug(line);
	else logOf(context).warn(line);
	// A button with an ID that only resembles ours belongs to another sender's message: the workflow receives it.
	return isTap(event) && reason !== 'forged';
}

/**
 * Passes replies to the executions that wait for them; those to the same question one by one, so that the first one
 * counts.
 * @param replies found by findReplies
 * @returns those that belong to an execution
 */
export async function resumeWaiting(
	context: IWebhookFunctions,
	waiting: WaitingQuestions,
	replies: ReceivedEvent[],
): Promise<Set<ReceivedEvent>> {
	const resumed = new Set<ReceivedEvent>();
	const start = async (index: number): Promise<void> => {
		if (await resumeWithReply(context, waiting, replies[index])) resumed.add(replies[index]);
	};
	await runWithConcurrency(replies.map(questionOf), PARALLEL_REPLIES, start, () => true);
	return resumed;
}

/** Removes the signature from the ID of a tapped button or row, in all places of the event. */
function hideTapSignature({ json, place }: ReceivedEvent): void {
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
 * Removes the signatures of Send and Wait taps from events: a question may still be open, and anyone who can read the
 * item could answer it. A button that this n8n did not sign belongs to another sender's message, which stays unchanged.
 * @param resumed from resumeWaiting
 */
export function hideTapSignatures(events: ReceivedEvent[], resumed: ReadonlySet<ReceivedEvent>): void {
	for (const event of events) {
		if (isTap(event) && (event.kind !== 'message' || resumed.has(event))) hideTapSignature(event);
	}
}
