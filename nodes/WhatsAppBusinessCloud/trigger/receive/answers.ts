import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { decodeReply } from '../../waiting/replyToken';
import { resumeExecution, resumeFromReply, type NotResumed, type Resumed } from '../../waiting/resume';
import { text } from './events/values';
import type { ReceivedEvent } from './types';
import type { WaitingPeople } from './waitingPeople';

const REASONS: Record<NotResumed, string> = {
	settled: 'it was answered before, its time is over, or its execution is gone',
	running: 'it was not yet waiting, or it was answered by another n8n process just now',
	forged: 'its signature is not of this n8n',
	somebodyElse: 'somebody else than the person who was asked tapped the button',
	unreachable: 'this n8n could not reach its own address for waiting executions',
};

/** After these, the question may still be open for a later message. */
const RETRIABLE: ReadonlySet<NotResumed> = new Set(['unreachable', 'running']);

const messageOf = ({ json }: ReceivedEvent): IDataObject => json.message as IDataObject;

/** A button or row of Send and Wait. */
const isTap = ({ json }: ReceivedEvent): boolean => decodeReply(json.buttonId ?? json.listId) !== undefined;

/** What tells the question of an answer apart: the execution of a tap, or for other messages number and sender. */
export function questionOf({ json }: ReceivedEvent): string {
	const execution = decodeReply(json.buttonId ?? json.listId)?.executionId;
	return execution === undefined
		? `${text(json.phoneNumberId)} ${text(json.userId) ?? text(json.from)}`
		: `execution ${execution}`;
}

/** Notes which people owe an answer: the statuses of a question carry what resumes its execution. @returns whether there were any */
export function noteQuestions(people: WaitingPeople, events: ReceivedEvent[], now: number): boolean {
	let isChanged = false;
	for (const { kind, json } of events) {
		if (kind !== 'status') continue;
		isChanged = people.note(text(json.phoneNumberId) ?? '', json.value as IDataObject, now / 1000) || isChanged;
	}
	return isChanged;
}

/** Whether a message may belong to an execution that waits, whatever the filters say. */
export function isAnswer(people: WaitingPeople, event: ReceivedEvent): boolean {
	if (event.kind !== 'message') return false;
	return isTap(event) || people.find(text(event.json.phoneNumberId) ?? '', messageOf(event)) !== undefined;
}

async function resumeWaiting(
	context: IWebhookFunctions,
	people: WaitingPeople,
	event: ReceivedEvent,
): Promise<Resumed | undefined> {
	const tapped = await resumeFromReply(context, messageOf(event));
	if (tapped !== undefined) return tapped;
	const waiting = people.find(text(event.json.phoneNumberId) ?? '', messageOf(event));
	const parts = decodeReply(waiting?.token);
	if (waiting === undefined || parts === undefined) return undefined;
	const result = await resumeExecution(context, parts, messageOf(event));
	if (result.resumed || !RETRIABLE.has(result.reason)) people.forget(waiting);
	return result;
}

/**
 * Takes an answer to the execution that waits for it.
 * @param event a message of which isAnswer() is true
 * @returns whether it was an answer, so that the workflow need not start: a tap on a button of this n8n's Send and Wait always is
 * one, any other message is when it resumed an execution
 */
export async function takeAnswer(
	context: IWebhookFunctions,
	people: WaitingPeople,
	event: ReceivedEvent,
): Promise<boolean> {
	const result = await resumeWaiting(context, people, event);
	if (result === undefined) return false;
	if (result.resumed) return true;
	const { reason } = result;
	const line = `${context.getNode().name}: an answer to Send and Wait did not resume its execution: ${REASONS[reason]}`;
	if (reason === 'settled') context.logger.debug(line);
	else context.logger.warn(line);
	// A button whose ID only looks like one of ours belongs to somebody else's message: the workflow gets it.
	return isTap(event) && reason !== 'forged';
}
