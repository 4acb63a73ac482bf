import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { LruMap } from '../../shared/lruMap';
import { ProcessedDataStore } from '../../idempotency/processedDataStore';
import { trimToTotal } from '../../shared/trimToTotal';
import { Ledger, MAX_REMEMBERED } from './eventLedger';
import { hasMetadata, readMetadata, filterDuplicates } from './deliveryMetadata';

/** Nodes whose lists a process knows. */
const MAX_NODES = 200;

const ledgers = new LruMap<string, Ledger>(MAX_NODES);

const trimAll = (): void => trimToTotal(ledgers.values(), MAX_REMEMBERED);

const ledgerOf = (node: string): Ledger => ledgers.getOrCreate(node, () => new Ledger(trimAll));

/**
 * Leaves out events that another execution has told: deliveries that came to several webhook processes at once, or again
 * because a process ended before it had answered, or before it had saved that it had. An execution that n8n or a person
 * runs again is the same one.
 * @param items as the webhook made them
 * @returns the items without repeats, and without what the webhook left in them for this
 */
export async function dropDuplicates(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	if (!hasMetadata(items)) return items;
	const { delivery, events, isAlone } = readMetadata(items);
	if (events.length === 0) return filterDuplicates(items, new Set());
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	try {
		return filterDuplicates(
			items,
			await ledgerOf(node).repeats(new ProcessedDataStore(context), delivery, events, isAlone),
		);
	} catch (cause) {
		logOf(context).warn(
			`${context.getNode().name}: whether these events were told before could not be looked up, so they are told: ${(cause as Error).message}`,
		);
		return filterDuplicates(items, new Set());
	}
}
