import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { runWithConcurrency } from '../../shared/concurrency/orderedConcurrency';
import { isObject } from '../../shared/input/parameterValues';
import { logOf } from '../../shared/log';
import { text } from '../../shared/untrustedJson';
import { decodeReply } from '../../sendAndWait/replyToken';
import { awaitsStatuses } from '../../sendAndWait/delivery/deliveryToken';
import { STATUS_FIELDS } from '../../sendAndWait/delivery/status';
import { passTap, passUpdate, resumeExecution, timeForResponse, type Later } from '../../sendAndWait/passOn';
import type { ResumeFailure, ResumeResult } from '../../sendAndWait/resumeRequest';
import { awaitingExecution, isTap, matchQuestion, messageOf, type WaitingQuestions } from './findReplies';
import type { MatchedQuestion } from './pendingQuestions';
import type { EventContent } from './types';

/** Maximum number of Send and Wait replies that are passed to their executions in parallel. */
const PARALLEL_REPLIES = 10;

const REASONS: Record<ResumeFailure, string> = {
	settled: 'it was answered before, its time limit is over, or its execution no longer exists',
	running: 'it was not yet waiting, or another n8n process received an answer at the same time',
	forged: 'it was not signed by this n8n instance',
	senderMismatch: 'the button was tapped by another user than the one who was asked',
	unreachable: 'this n8n could not reach its own address for waiting executions',
};

/** After these failures, a later message may still answer the question. */
const RETRIABLE: ReadonlySet<ResumeFailure> = new Set(['unreachable', 'running']);

/**
 * Identifies the question of a reply: by the execution for a tap or status, by number and sender for other messages.
 */
function questionOf(waiting: WaitingQuestions, event: EventContent): string {
	const { json } = event;
	const execution = (decodeReply(json.buttonId ?? json.listId) ?? awaitingExecution(waiting, event))?.executionId;
	return execution === undefined
		? `${text(json.phoneNumberId)} ${text(json.userId) ?? text(json.from)}`
		: `execution ${execution}`;
}

const pick = (json: IDataObject, names: string[]): IDataObject =>
	Object.fromEntries(names.flatMap((name) => (json[name] === undefined ? [] : [[name, json[name]]])));

/** A message for an execution that waits for the delivery of its own: without Meta's object, which has the same data. */
const replyOf = ({ json: { message: _message, ...reply } }: EventContent): IDataObject => reply;

const isQuoted = ({ wamid }: MatchedQuestion, event: EventContent): boolean => {
	const { context } = messageOf(event);
	return isObject(context) && context.id === wamid;
};

/** A delivery whose replies and statuses are passed on. */
interface Passing {
	context: IWebhookFunctions;
	waiting: WaitingQuestions;
	later: Later;
}

/** Passes a message to the execution whose question it answers. @returns undefined if it answers none */
async function answer(passing: Passing, event: EventContent): Promise<ResumeResult | undefined> {
	const { context, waiting, later } = passing;
	const question = matchQuestion(waiting, event);
	const parts = decodeReply(question?.token);
	if (question === undefined || parts === undefined) return undefined;
	const result = awaitsStatuses(parts)
		? await passUpdate(context, parts, { reply: replyOf(event) }, later)
		: await resumeExecution(context, parts, messageOf(event));
	if (!result.resumed && RETRIABLE.has(result.reason)) return result;
	waiting.questions.settle(question, Date.now() / 1000);
	// An execution that no longer waits, or a question that was never sent, leaves the message to the question before.
	if (result.resumed || result.reason !== 'settled' || isQuoted(question, event)) return result;
	return (await answer(passing, event)) ?? result;
}

/** @returns undefined if no execution waits for the message */
async function resume(passing: Passing, event: EventContent): Promise<ResumeResult | undefined> {
	const { context, waiting, later } = passing;
	const awaiting = awaitingExecution(waiting, event);
	if (awaiting !== undefined)
		return await passUpdate(context, awaiting, { status: pick(event.json, STATUS_FIELDS) }, later);
	return (await passTap(context, messageOf(event), later)) ?? (await answer(passing, event));
}

function logFailure(context: IWebhookFunctions, result: ResumeResult): void {
	if (result.resumed) return;
	const { reason, isRetried } = result;
	const line = isRetried
		? 'an answer or status for Send and Wait has not resumed its execution yet, and is passed on again for ten minutes'
		: 'an answer to Send and Wait did not resume its execution';
	logOf(context)[reason === 'settled' ? 'debug' : 'warn'](`${context.getNode().name}: ${line}: ${REASONS[reason]}`);
}

/**
 * Passes a reply or status to the execution that waits for it.
 * @returns whether it was a reply, so that the workflow need not start: true for a tap on a button of this n8n's Send
 * and Wait; for any other message, only if it resumed an execution
 */
async function resumeWithReply(passing: Passing, event: EventContent): Promise<boolean> {
	const result = await resume(passing, event);
	if (result === undefined) return false;
	// A status is no reply: it starts the workflow like any other.
	if (result.resumed) return event.kind !== 'status';
	logFailure(passing.context, result);
	// A button with an ID that only resembles ours belongs to another sender's message: the workflow receives it.
	return isTap(event) && result.reason !== 'forged';
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
	replies: EventContent[],
): Promise<Set<EventContent>> {
	const resumed = new Set<EventContent>();
	if (replies.length === 0) return resumed;
	const later = { timeUp: timeForResponse(), onLate: (result: ResumeResult) => logFailure(context, result) };
	const passing = { context, waiting, later };
	const start = async (index: number): Promise<void> => {
		if (await resumeWithReply(passing, replies[index])) resumed.add(replies[index]);
	};
	// Before the first one settles its question.
	const questions = replies.map((event) => questionOf(waiting, event));
	await runWithConcurrency(
		replies.length,
		PARALLEL_REPLIES,
		start,
		() => true,
		(reply) => questions[reply],
	);
	return resumed;
}

/**
 * The messages that resumed an execution and start none. A tap may still be passed on again, so it is none of them.
 * @param resumed by resumeWaiting @param chosen events that the workflow may start with
 */
export function answersOnly<T extends EventContent>(
	replies: T[],
	resumed: ReadonlySet<EventContent>,
	chosen: T[],
): T[] {
	return replies.filter((event) => resumed.has(event) && !isTap(event) && !chosen.includes(event));
}
