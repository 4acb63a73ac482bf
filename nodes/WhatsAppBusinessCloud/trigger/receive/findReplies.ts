import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { text } from '../../shared/untrustedJson';
import { isSameUser, parseWebhookUser, parseWebhookUsers, type Recipient } from '../../shared/input/recipient';
import { forgetAnnounced, takeAnnounced } from '../../sendAndWait/announced';
import { awaitsStatuses } from '../../sendAndWait/delivery/deliveryToken';
import { isQuestionCallback, type QuestionCipher } from '../../sendAndWait/questionCipher';
import { decodeReply, type SignedParts } from '../../sendAndWait/replyToken';
import type { PendingQuestions } from './pendingQuestions';
import { keepMessages, takeMessages } from './recentMessages';
import type { EventContent, ReceivedEvent } from './types';

/** Pending questions, and the cipher that decrypts them. */
export interface WaitingQuestions {
	questions: PendingQuestions;
	cipher: QuestionCipher;
}

/** The message of a message event, as Meta sent it. */
export const messageOf = ({ json }: EventContent): IDataObject => json.message as IDataObject;

/** Whether the event is a tap on a Send and Wait button or list row. */
export const isTap = ({ json }: EventContent): boolean => decodeReply(json.buttonId ?? json.listId) !== undefined;

/** The recipient of a status, by each of the IDs. */
const usersOf = (json: IDataObject): Recipient[] =>
	parseWebhookUsers([json.recipientId, json.userId, json.parentUserId]);

/** Stores the questions that statuses refer to: their callback data contains what resumes their executions. */
function trackQuestions(
	context: IWebhookFunctions,
	{ questions, cipher }: WaitingQuestions,
	statuses: ReceivedEvent[],
	now: number,
): void {
	const unreadable = statuses.filter(({ json }) => {
		const phoneNumberId = text(json.phoneNumberId) ?? '';
		const callback = String(json.callbackData);
		const isReadable = questions.track(cipher, phoneNumberId, json.value as IDataObject, now / 1000);
		// From now on, its statuses say whether it is open.
		if (isReadable) forgetAnnounced(phoneNumberId, usersOf(json), callback);
		return !isReadable;
	});
	if (unreadable.length === 0) return;
	logOf(context).warn(
		`${context.getNode().name}: a message of Send and Wait cannot be assigned to its execution, which keeps waiting: 'App Secret' in the credential that sent it is not the one of this trigger's app`,
	);
}

/** The pending question that a message answers, if any. */
export const matchQuestion = (
	{ questions, cipher }: WaitingQuestions,
	event: EventContent,
): ReturnType<PendingQuestions['match']> =>
	questions.match(cipher, text(event.json.phoneNumberId) ?? '', messageOf(event));

/** What resumes the execution that waits for this status; undefined if none does. */
export function awaitingExecution({ cipher }: WaitingQuestions, { kind, json }: EventContent): SignedParts | undefined {
	if (kind !== 'status' || !isQuestionCallback(json.callbackData)) return undefined;
	const found = cipher.decryptCallback(json.callbackData, text(json.phoneNumberId) ?? '');
	const parts = found && decodeReply(found.token);
	if (parts === undefined || !awaitsStatuses(parts)) return undefined;
	// The callback data was copied into a message to another recipient.
	const recipient = parseWebhookUser(found?.recipient);
	return recipient !== undefined && isSameUser(recipient, usersOf(json)) === false ? undefined : parts;
}

/**
 * Stores the question that this process has just sent to the sender of a message: it may be the one that the message
 * answers, and later than those that are known.
 */
function trackAnnounced(waiting: WaitingQuestions, event: ReceivedEvent, now: number): void {
	const { from, from_user_id, from_parent_user_id } = messageOf(event);
	const phoneNumberId = text(event.json.phoneNumberId) ?? '';
	const found = takeAnnounced(phoneNumberId, parseWebhookUsers([from, from_user_id, from_parent_user_id]));
	if (found === undefined) return;
	const status = {
		biz_opaque_callback_data: found.callback,
		timestamp: String(found.asked),
		recipient_id: from,
		recipient_user_id: from_user_id,
		recipient_parent_user_id: from_parent_user_id,
	};
	waiting.questions.track(waiting.cipher, phoneNumberId, status, now / 1000);
}

/** Whether a message answers a question, also one that this process has just sent. */
function answersQuestion(waiting: WaitingQuestions, event: ReceivedEvent, now: number): boolean {
	trackAnnounced(waiting, event, now);
	return matchQuestion(waiting, event) !== undefined;
}

/** Messages that came before the first status of the question that they answer. */
function findEarlier(waiting: WaitingQuestions, node: string, now: number): EventContent[] {
	return takeMessages(node, now, (event) => {
		const question = matchQuestion(waiting, event);
		// Messages have whole seconds: one of the same second may be what the question followed.
		return question !== undefined && Number(messageOf(event).timestamp) > question.asked;
	});
}

/** What belongs to waiting executions. */
export interface Replies {
	/** Events of this delivery. */
	current: Set<ReceivedEvent>;
	/** Messages of earlier deliveries, which may have started the workflow. */
	earlier: EventContent[];
}

/**
 * Finds the messages and statuses that may belong to a waiting execution, regardless of the filters. First stores the
 * questions that the delivery reports as sent.
 * @param now ms since 1970
 */
export function findReplies(
	context: IWebhookFunctions,
	waiting: WaitingQuestions,
	events: ReceivedEvent[],
	now: number,
): Replies {
	const statuses = events.filter(({ kind, json }) => kind === 'status' && isQuestionCallback(json.callbackData));
	trackQuestions(context, waiting, statuses, now);
	const messages = events.filter(({ kind }) => kind === 'message');
	const current = new Set([
		...messages.filter((event) => isTap(event) || answersQuestion(waiting, event, now)),
		...statuses.filter((event) => awaitingExecution(waiting, event) !== undefined),
	]);
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	const earlier = statuses.length > 0 ? findEarlier(waiting, node, now) : [];
	keepMessages(
		node,
		messages.filter((event) => !current.has(event)),
		now,
	);
	return { current, earlier };
}
