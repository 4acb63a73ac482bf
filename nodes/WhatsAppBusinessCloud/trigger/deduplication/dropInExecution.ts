import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { ListsByNode } from '../../shared/listsByNode';
import { ProcessedDataStore } from '../../idempotency/processedDataStore';
import { OutputEvents, MAX_REMEMBERED } from './outputEvents';
import { hasMetadata, readMetadata, filterDuplicates } from './deliveryMetadata';

const eventsByNode = new ListsByNode(MAX_REMEMBERED, (trim) => new OutputEvents(trim));

/** Events of a delivery that its execution is about to output. */
export interface DeliveredEvents {
	/** ID of the delivery. */
	delivery: string;
	/** Hashes of the events. */
	events: string[];
	/** Whether the process that received them also executes. */
	isSingleProcess: boolean;
}

/**
 * Claims events for this execution.
 * @returns the hashes of those that another execution has output; an empty set, and a warning in n8n's log, if this
 * could not be checked
 */
export async function claimEvents(
	context: IExecuteFunctions,
	{ delivery, events, isSingleProcess }: DeliveredEvents,
): Promise<Set<string>> {
	if (events.length === 0) return new Set();
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	try {
		return await eventsByNode.get(node).duplicates(new ProcessedDataStore(context), delivery, events, isSingleProcess);
	} catch (cause) {
		logOf(context).warn(
			`${context.getNode().name}: could not check whether these events were output before, so they are output: ${(cause as Error).message}`,
		);
		return new Set();
	}
}

/**
 * Drops events that another execution has already output: deliveries that reached several webhook processes at the same
 * time, or that Meta sent again because a process stopped before it responded or saved its response. An execution that
 * n8n or a user retries counts as the same one.
 * @param items items from the webhook
 * @returns the items without duplicates and without metadata
 */
export async function dropInExecution(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	if (!hasMetadata(items)) return items;
	const { delivery, events, isSingleProcess } = readMetadata(items);
	return filterDuplicates(items, await claimEvents(context, { delivery, events, isSingleProcess }));
}
