import type { IDataObject } from 'n8n-workflow';
import { createDeliveryToken } from '../../../sendAndWait/delivery/deliveryToken';
import { checkRunsAgain } from '../../../sendAndWait/delivery/runAgain';
import { AWAITED, outcomeOf, type Awaited } from '../../../sendAndWait/delivery/status';
import {
	dropState,
	keepState,
	lastMessage,
	replyOf,
	resultOf,
	stateOfRun,
	type WaitingState,
} from '../../../sendAndWait/delivery/waitingState';
import { readTimeLimit } from '../../../sendAndWait/timeLimit';
import { InputError } from '../../../shared/inputError';
import { optionalFlag, readEnum } from '../../../shared/input/parameterValues';
import { checkPhoneNumberId } from '../../../shared/input/objectId';
import { GraphApiError } from '../../../transport/errors';
import { runIndexOf } from '../../../shared/runIndex';
import type { Operation, OperationItem, Task } from '../../types';
import { readRecipient } from '../recipientFields';
import { readMessage, TEMPLATE_TYPE } from '../send.operation';
import { readTemplateMessage } from '../sendTemplate.operation';
import { sendTask, type OutgoingMessage } from '../sendTask';
import { callbackEncrypter } from '../sendAndWait/callbackData';
import { checkSingle } from '../sendAndWait/checkSingle';
import { checkTrigger, type Listener } from '../sendAndWait/checkTrigger';
import { deliveryFields } from './deliveryFields';
import { readFallback, type Fallback } from './fallback';

const LISTENER: Listener = { field: 'Operation', what: 'delivery', otherwise: '' };

const readAwaited = (item: OperationItem): Awaited =>
	readEnum(item.parameter('waitFor', 'delivered'), 'Wait Until', AWAITED, 'delivered');

const buildMessage = async (item: OperationItem): Promise<OutgoingMessage> =>
	item.parameter('messageType', 'text') === TEMPLATE_TYPE
		? await readTemplateMessage(item)
		: (await readMessage(item)).message;

/** A message whose statuses resume this execution. @param waitTill when the time is up @throws InputError */
async function withCallback(
	item: OperationItem,
	message: OutgoingMessage,
	waitTill: () => Date,
): Promise<OutgoingMessage> {
	const { sender, recipient, body, otherwise } = message;
	if (recipient.kind === 'group') {
		throw new InputError(
			'Operation',
			() => "'Send and Wait for Delivery' cannot send to a group: each member has statuses of their own",
			"Use 'Send', and a WhatsApp Trigger that listens for message statuses",
		);
	}
	const { token, url } = createDeliveryToken(item.n8n, readAwaited(item) === 'replied');
	if (token === undefined) {
		throw new InputError(
			'Operation',
			() => 'The ID of this node is too long to be sent with a message',
			'Copy and paste the node, so that it gets a new ID',
		);
	}
	if (!item.options.dryRun) await checkTrigger(item, sender, url, LISTENER);
	const use = { what: "'Send and Wait for Delivery' cannot be used yet", advice: '' };
	const encrypt = await callbackEncrypter(item, { sender, recipient, token, waitTill, use });
	const finish = (): void => {
		message.finish?.();
		const data = encrypt();
		for (const one of [body, otherwise?.body]) if (one) one.biz_opaque_callback_data = data;
	};
	return { ...message, finish };
}

const jsonOf = async (task: Task): Promise<IDataObject> => {
	const output = await task.run();
	return (Array.isArray(output) ? output[0] : output).json;
};

/** What is known of a message that Meta rejected, or that failed. */
const failureOf = (thrown: unknown): IDataObject => ({
	errorCode: thrown instanceof GraphApiError ? thrown.response?.code : undefined,
	errorMessage: (thrown as Error).message,
});

/** Whether Meta may have accepted the message although it failed. */
const mayBeSent = (thrown: unknown): boolean => thrown instanceof GraphApiError && !thrown.isCertainlyUndone;

/**
 * Sends the fallback, and notes in the state that it was sent, or why it could not be.
 * @param failure of the message
 * @returns the error, if it failed
 */
async function sendFallback(
	state: WaitingState,
	{ template }: Fallback,
	task: Task,
	{ errorCode }: IDataObject,
): Promise<Error | undefined> {
	const why = { afterErrorCode: errorCode, template: template ?? 'the same' };
	const sent = await jsonOf(task).catch((thrown: Error) => thrown);
	if (sent instanceof Error) {
		const result = mayBeSent(sent) ? { outcome: 'unknown' } : { sent: false };
		state.fallback = { ...result, ...why, ...failureOf(sent) };
		return sent;
	}
	state.messages.push(sent);
	state.fallback = { sent: true, ...why };
	return undefined;
}

/** A fallback, ready to be sent. */
interface PreparedFallback {
	fallback: Fallback;
	task: Task;
}

/**
 * Sends the message, or the fallback at once if Meta rejects the message for a reason that has one.
 * @throws the error of the message; that of the fallback if it may have been sent, so that nothing sends it again
 */
async function sendFirst(state: WaitingState, task: Task, second: PreparedFallback | undefined): Promise<void> {
	const sent = await jsonOf(task).catch((thrown: Error) => thrown);
	if (!(sent instanceof Error)) {
		state.messages.push(sent);
		return;
	}
	const failure = failureOf(sent);
	const isRejected = sent instanceof GraphApiError && sent.isCertainlyUndone;
	if (!isRejected || second?.fallback.isFor(failure.errorCode) !== true) throw sent;
	state.messages.push({ status: 'failed', ...failure });
	const error = await sendFallback(state, second.fallback, second.task, failure);
	if (error !== undefined) throw mayBeSent(error) ? error : sent;
}

/** The fallback's task, prepared before anything is sent. */
async function prepareFallback(item: OperationItem, waitTill: () => Date): Promise<PreparedFallback | undefined> {
	const whom = { sender: checkPhoneNumberId(item.parameter('phoneNumberId')), recipient: readRecipient(item) };
	const fallback = await readFallback(item, whom, async () => await buildMessage(item));
	if (fallback === undefined) return undefined;
	return { fallback, task: await sendTask(item, await withCallback(item, fallback.message, waitTill)) };
}

/** The run that sends the message. */
async function firstTask(item: OperationItem): Promise<Task> {
	if (!item.options.dryRun) checkRunsAgain(item.n8n);
	const limit = { resumeAmount: item.parameter('timeLimit', 24), resumeUnit: item.parameter('timeLimitUnit', 'hours') };
	const waitTill = readTimeLimit({ values: limit });
	const message = await buildMessage(item);
	const task = await sendTask(item, await withCallback(item, message, waitTill));
	const second = await prepareFallback(item, waitTill);
	let state: WaitingState | undefined;
	return {
		...task,
		runsAgain: true,
		waitTill: () => (state === undefined ? undefined : new Date(state.until)),
		async run() {
			const run = String(runIndexOf(item.n8n));
			const next: WaitingState = { run, until: waitTill().getTime(), messages: [], updates: [], seen: 0 };
			await sendFirst(next, task, second);
			if (!item.options.dryRun) keepState(item.n8n, next);
			state = next;
			return { json: next.messages[next.messages.length - 1] };
		},
	};
}

/** The run after a wait: a status or reply has arrived, or the time is up. */
async function laterTask(item: OperationItem, state: WaitingState): Promise<Task> {
	const withInputFields = optionalFlag(item.parameter('includeInputFields', true), 'Include Input Fields') ?? true;
	const last = lastMessage(state);
	const outcome = outcomeOf(last, readAwaited(item), replyOf(state));
	const hasNews = state.updates.length > state.seen;
	state.seen = state.updates.length;
	const waitTill = (): Date => new Date(state.until);
	const finished = (): Task => ({
		withInputFields,
		async run() {
			dropState(item.n8n);
			return { json: resultOf(state, outcome === 'reached', outcome === 'pending') };
		},
	});
	if (outcome === 'failed' && state.fallback === undefined) {
		const second = await prepareFallback(item, waitTill);
		if (second?.fallback.isFor(last.errorCode) !== true) return finished();
		let isSent = false;
		return {
			withInputFields,
			runsAgain: true,
			waitTill: () => (isSent ? waitTill() : undefined),
			async run() {
				isSent = (await sendFallback(state, second.fallback, second.task, last)) === undefined;
				return isSent ? { json: {} } : await finished().run();
			},
		};
	}
	if (outcome === 'pending' && hasNews) {
		return { runsAgain: true, waitTill, run: async () => ({ json: {} }) };
	}
	return finished();
}

/** Message > Send and Wait for Delivery: sends a message, and pauses the execution until its fate is known. */
export const sendAndWaitForDelivery: Operation = {
	properties: deliveryFields,
	isForSecondOutput: ({ delivered }) => delivered !== true,

	async prepare(item) {
		checkSingle(item, 'Send and Wait for Delivery');
		const state = stateOfRun(item.n8n);
		return state === undefined ? await firstTask(item) : await laterTask(item, state);
	},
};
