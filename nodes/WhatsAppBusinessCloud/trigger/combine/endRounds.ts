import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ProcessedDataStore } from '../../idempotency/processedDataStore';
import { abortableSleep } from '../../shared/concurrency/abortableSleep';
import { logOf } from '../../shared/log';
import { readRound } from '../deduplication/deliveryMetadata';
import { claimEvents, dropInExecution } from '../deduplication/dropInExecution';
import { hashOf } from '../deduplication/seenEvents';
import { combinedItem } from './combinedItem';
import { noteSingleProcess, type Round } from './openRounds';
import { startLag } from './startLag';
import { supersededMessages, type CarriedMessages } from './supersededMessages';

interface WaitingRound {
	round: Round;
	delivery: string;
	isSingleProcess: boolean;
}

/** Waits for further messages. Ends early when the execution is cancelled, or when a newer one carries all messages. */
async function waitForMore(context: IExecuteFunctions, wait: number, carried: CarriedMessages): Promise<void> {
	const end = new AbortController();
	const signal = context.getExecutionCancelSignal();
	const abort = (): void => end.abort();
	signal?.addEventListener('abort', abort);
	const unwatch = supersededMessages.watch(carried, abort);
	try {
		await abortableSleep(wait, end.signal);
	} finally {
		unwatch();
		signal?.removeEventListener('abort', abort);
	}
}

/** Without its records, executions of the same round do not know of each other: then each continues with its part. */
async function orLog<T>(context: IExecuteFunctions, work: Promise<T>, otherwise: T): Promise<T> {
	try {
		return await work;
	} catch (cause) {
		logOf(context).warn(
			`${context.getNode().name}: could not find out whether further messages arrived, so the workflow starts: ${(cause as Error).message}`,
		);
		return otherwise;
	}
}

/**
 * Waits until the customer sends nothing more.
 * @returns the messages to continue with; none if a newer execution continues with them
 */
async function endRound(
	context: IExecuteFunctions,
	{ round, delivery, isSingleProcess }: WaitingRound,
): Promise<IDataObject[]> {
	const { customer, at, wait, messages } = round;
	if (isSingleProcess) noteSingleProcess();
	const carried = { node: hashOf(`${context.getWorkflow().id} ${context.getNode().id}`), delivery, messages };
	const store = isSingleProcess ? undefined : new ProcessedDataStore(context);
	// A user who retries an execution does not want to wait for messages of long ago.
	if (context.getMode() !== 'retry') {
		const extension = startLag.note(at, Date.now());
		await orLog(context, supersededMessages.add(carried, customer, store), undefined);
		// A full round has no further messages.
		if (wait > 0) await waitForMore(context, wait + extension, carried);
		if (context.getExecutionCancelSignal()?.aborted) return [];
		if (await orLog(context, supersededMessages.hasAll(carried, customer, store), false)) return [];
	}
	const duplicates = await claimEvents(context, {
		delivery,
		events: messages.map(({ hash }) => hash),
		isSingleProcess,
	});
	await orLog(context, supersededMessages.remove(customer, store), undefined);
	return messages.filter(({ hash }) => !duplicates.has(hash)).map(({ json }) => json);
}

/**
 * The items of a delivery that the workflow continues with: those that were not output before, and the combined
 * messages of each customer whose round ends here.
 * @param items from the webhook
 */
export async function receivedItems(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const rounds = items.map(readRound);
	if (rounds.every((round) => round === undefined)) return await dropInExecution(context, items);
	const others = items.filter((_item, index) => rounds[index] === undefined);
	const [kept, ended] = await Promise.all([
		dropInExecution(context, others),
		Promise.all(rounds.map(async (round) => (round === undefined ? [] : await endRound(context, round)))),
	]);
	const combined = ended.flatMap((messages, item): INodeExecutionData[] =>
		messages.length === 0 ? [] : [{ json: combinedItem(messages), pairedItem: { item } }],
	);
	const original = items.flatMap((_item, index) => (rounds[index] === undefined ? index : []));
	return [...kept.map((item) => withOriginalPosition(item, original)), ...combined];
}

/** The item, paired with the position in all items of the delivery in place of that in the ones checked. */
function withOriginalPosition(item: INodeExecutionData, original: number[]): INodeExecutionData {
	const { pairedItem } = item;
	const isPosition = typeof pairedItem === 'object' && !Array.isArray(pairedItem);
	return isPosition ? { ...item, pairedItem: { item: original[pairedItem.item] } } : item;
}
