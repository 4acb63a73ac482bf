import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { text } from '../../shared/untrustedJson';
import type { QuestionCipher } from '../../sendAndWait/questionCipher';
import { decodeReply } from '../../sendAndWait/replyToken';
import type { PendingQuestions } from './pendingQuestions';
import type { ReceivedEvent } from './types';

/** Pending questions, and the cipher that decrypts them. */
export interface WaitingQuestions {
	questions: PendingQuestions;
	cipher: QuestionCipher;
}

/** The message of a message event, as Meta sent it. */
export const messageOf = ({ json }: ReceivedEvent): IDataObject => json.message as IDataObject;

/** Whether the event is a tap on a Send and Wait button or list row. */
export const isTap = ({ json }: ReceivedEvent): boolean => decodeReply(json.buttonId ?? json.listId) !== undefined;

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

/** The pending question that a message answers, if any. */
export const matchQuestion = (
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
