import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { runIndexOf } from '../../shared/runIndex';
import { isRunAfterWait } from './runAgain';
import { summarize, type DeliveryUpdate, type MessageSummary } from './status';

/** Key in the execution's data of the node. */
export const WAITING = 'awaitedDelivery';

/** What a waiting node keeps in its execution. */
export interface WaitingState {
	/** Run of the node that waits, as text. */
	run: string;
	/** When the time is up, in ms. */
	until: number;
	/** Messages sent: the first one, and its fallback. Each with its ID, recipient and status when it was sent. */
	messages: IDataObject[];
	/** Why and with which template the fallback was sent, or why it could not be. */
	fallback?: IDataObject;
	/** In order of arrival. */
	updates: DeliveryUpdate[];
	/** Number of updates that the node has seen. */
	seen: number;
}

const isState = (value: unknown): value is WaitingState & IDataObject =>
	isObject(value) && typeof value.run === 'string' && Array.isArray(value.messages) && Array.isArray(value.updates);

/** @param context the node's data in the execution @param run the run that should be waiting */
export function readState(context: IDataObject, run: unknown): WaitingState | undefined {
	const state = context[WAITING];
	return isState(state) && state.run === run ? state : undefined;
}

/** The state that this run of the node saved before its wait; undefined in its first run. */
export function stateOfRun(context: IExecuteFunctions): WaitingState | undefined {
	const run = String(runIndexOf(context));
	return isRunAfterWait(context) ? readState(context.getContext('node'), run) : undefined;
}

/** Keeps the state until the wait ends. */
export function keepState(context: IExecuteFunctions, state: WaitingState): void {
	context.getContext('node')[WAITING] = state;
}

export function dropState(context: IExecuteFunctions): void {
	delete context.getContext('node')[WAITING];
}

const statusesOf = ({ updates }: WaitingState): IDataObject[] =>
	updates.flatMap(({ status }) => (status === undefined ? [] : [status]));

/** The message that counts: the fallback, if there is one. */
export const lastMessage = (state: WaitingState): MessageSummary =>
	summarize(state.messages[state.messages.length - 1], statusesOf(state));

export const replyOf = ({ updates }: WaitingState): IDataObject | undefined =>
	updates.find(({ reply }) => reply !== undefined)?.reply;

/** The output item. @param delivered whether the message got as far as it should @param timedOut the time is up */
export function resultOf(state: WaitingState, delivered: boolean, timedOut: boolean): IDataObject {
	const reply = replyOf(state);
	const original = state.messages.length > 1 ? summarize(state.messages[0], statusesOf(state)) : undefined;
	return {
		...lastMessage(state),
		delivered,
		timedOut,
		...(reply && { repliedAt: reply.timestamp, reply }),
		...(state.fallback && { fallback: state.fallback }),
		...(original && { original }),
	};
}
