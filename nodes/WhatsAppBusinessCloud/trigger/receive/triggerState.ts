import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { SeenEvents, seenEvents } from '../deduplication/seenEvents';
import { PendingQuestions, pendingQuestions } from './pendingQuestions';
import type { Settings } from './settings';

/** What a trigger remembers from one delivery to the next. */
export interface TriggerState {
	seen: SeenEvents;
	questions: PendingQuestions;
	/** Static data of the node, which survives a restart; undefined in a test run. */
	stored?: IDataObject;
}

/** Loads a node's state from this process and from static data. @param now ms since 1970 */
export function loadState(context: IWebhookFunctions, now: number): TriggerState {
	const stored = context.getWorkflowStaticData('node');
	// A test run can receive the same event twice, and must not mark it as seen for production.
	if (context.getMode() === 'manual') {
		const questions = new PendingQuestions();
		questions.load(stored.pendingQuestions, now / 1000);
		return { seen: new SeenEvents(), questions };
	}
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	const state: TriggerState = { seen: seenEvents(node), questions: pendingQuestions(node), stored };
	state.seen.load(stored.seenEvents, now);
	state.seen.loadPending(stored.pendingEvents);
	state.questions.load(stored.pendingQuestions, now / 1000);
	return state;
}

/**
 * Saves the state to static data, at the end of a delivery: other deliveries have gone on meanwhile.
 * @param hasNewEvents whether the delivery had events that were not output before
 */
export function saveState(
	{ seen, questions, stored }: TriggerState,
	{ skipDuplicates, statusesInOrder }: Pick<Settings, 'skipDuplicates' | 'statusesInOrder'>,
	hasNewEvents: boolean,
): void {
	if (stored === undefined) return;
	if (skipDuplicates && hasNewEvents) {
		stored.seenEvents = seen.stored();
		if (statusesInOrder) stored.pendingEvents = seen.pendingHashes();
	}
	if (questions.isChanged) stored.pendingQuestions = questions.stored();
}
