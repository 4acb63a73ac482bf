import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { SeenEvents, seenEvents } from '../deduplication/seenEvents';
import type { CombineSettings } from '../combine/combineSettings';
import { openRounds, OpenRounds, roundsKey } from '../combine/openRounds';
import { Pauses, pausesOf } from '../pause/pauses';
import { PendingQuestions, pendingQuestions } from './pendingQuestions';
import type { Settings } from './triggerSettings';

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

/** What a delivery is processed with. */
export interface DeliveryContext {
	state: TriggerState;
	settings: Settings;
	/** Secret of the subscribed app. */
	appSecret: string;
	/** ms since 1970 */
	now: number;
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
 * Saves the state to static data, at the end of a delivery: other deliveries have gone on meanwhile.
 * @param hasNewEvents whether the delivery had events that were not output before
 * @returns whether static data changed
 */
export function saveState({ state, settings, appSecret, now }: DeliveryContext, hasNewEvents: boolean): boolean {
	const { seen, questions, rounds, pauses, stored } = state;
	const { skipDuplicates, statusesInOrder, combine } = settings;
	if (stored === undefined) return false;
	const before = { ...stored };
	if (skipDuplicates && hasNewEvents) {
		const events = statusesInOrder ? seen.stored() : seen.storedIfDue(now);
		if (events !== undefined) stored.seenEvents = events;
		if (statusesInOrder) stored.pendingEvents = seen.pendingHashes();
	}
	if (questions.isChanged) stored.pendingQuestions = questions.stored();
	saveRounds(rounds, stored, combine, { appSecret, now });
	if (pauses.isChanged) stored.pauses = pauses.stored();
	return Object.keys({ ...before, ...stored }).some((name) => stored[name] !== before[name]);
}
