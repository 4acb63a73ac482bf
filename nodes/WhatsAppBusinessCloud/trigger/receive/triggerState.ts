import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { SeenEvents, seenEvents } from '../deduplication/seenEvents';
import type { CombineSettings } from '../combine/combineSettings';
import { openRounds, OpenRounds, roundsKey } from '../combine/openRounds';
import { Pauses, pausesOf } from '../pause/pauses';
import { PendingQuestions, pendingQuestions } from './pendingQuestions';
import type { Settings } from './settings';

/** What a trigger remembers from one delivery to the next. */
export interface TriggerState {
	seen: SeenEvents;
	questions: PendingQuestions;
	/** Messages that may still be combined with the next ones. */
	rounds: OpenRounds;
	/** Chats in which a person answers. */
	pauses: Pauses;
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
		return { seen: new SeenEvents(), questions, rounds: new OpenRounds(), pauses: new Pauses() };
	}
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	const state: TriggerState = {
		seen: seenEvents(node),
		questions: pendingQuestions(node),
		rounds: openRounds(node),
		pauses: pausesOf(node),
		stored,
	};
	state.seen.load(stored.seenEvents, now);
	state.seen.loadPending(stored.pendingEvents);
	state.questions.load(stored.pendingQuestions, now / 1000);
	state.rounds.load(stored.openRounds, now);
	state.pauses.load(stored.pauses, now);
	return state;
}

/** Saves the messages that other processes may combine with the next ones. */
function saveRounds(
	rounds: OpenRounds,
	stored: IDataObject,
	combine: CombineSettings | undefined,
	{ appSecret, now }: { appSecret: string; now: number },
): void {
	if (combine === undefined || !rounds.isShared) {
		// Deleting what is not there would have n8n save it.
		if (stored.openRounds !== undefined) delete stored.openRounds;
	} else if (rounds.isChanged) {
		stored.openRounds = rounds.stored(roundsKey(appSecret), combine, now);
	}
}

/**
 * Has n8n save static data that was changed, although the delivery starts an execution. n8n marks static data on a
 * change, and saves it when it responds. n8n 2.x removes the mark in between, because it creates a second Workflow from
 * the same object when it begins to start the execution (WorkflowRunner.establishContextForPersistence, n8n 2.41). So
 * this marks it again a moment later. n8n responds later still: it first stores the execution.
 */
function markAgain(stored: IDataObject): void {
	void sleep(0).then(() => {
		// Deleting what is not there is a change for n8n too.
		delete stored.notThere;
	});
}

/**
 * Saves the state to static data, at the end of a delivery: other deliveries have gone on meanwhile.
 * @param hasNewEvents whether the delivery had events that were not output before
 * @param delivery secret of the subscribed app, and ms since 1970
 */
export function saveState(
	{ seen, questions, rounds, pauses, stored }: TriggerState,
	{ skipDuplicates, statusesInOrder, combine }: Pick<Settings, 'skipDuplicates' | 'statusesInOrder' | 'combine'>,
	hasNewEvents: boolean,
	delivery: { appSecret: string; now: number },
): void {
	if (stored === undefined) return;
	const before = { ...stored };
	if (skipDuplicates && hasNewEvents) {
		stored.seenEvents = seen.stored();
		if (statusesInOrder) stored.pendingEvents = seen.pendingHashes();
	}
	if (questions.isChanged) stored.pendingQuestions = questions.stored();
	saveRounds(rounds, stored, combine, delivery);
	if (pauses.isChanged) stored.pauses = pauses.stored();
	const names = Object.keys({ ...before, ...stored });
	if (names.some((name) => stored[name] !== before[name])) markAgain(stored);
}
