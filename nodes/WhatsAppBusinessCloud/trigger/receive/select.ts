import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { logOf } from '../../shared/log';
import { QuestionCipher } from '../../sendAndWait/questionCipher';
import { runWithConcurrency } from '../../shared/concurrency/orderedConcurrency';
import { wasAcknowledged } from '../deduplication/responseOutcome';
import {
	hideTapSignature,
	isReply,
	isTap,
	type OpenQuestions,
	questionOf,
	resumeWithReply,
	trackQuestions,
} from './sendAndWaitReplies';
import { logFiltered, logUnchecked } from './discarded';
import { discardedBy } from './filters';
import { PendingQuestions, pendingQuestions } from './pendingQuestions';
import { SeenEvents, seenEvents } from '../deduplication/seenEvents';
import { readTriggerSettings, type Settings } from './settings';
import { sortStatuses } from './statusOrder';
import type { ReceivedEvent } from './types';

/** Maximum number of Send and Wait replies that are passed to their executions in parallel. */
const PARALLEL_ANSWERS = 10;

/** The node's stores, and the static data they are saved in; undefined in a test run. */
interface Memory {
	seen: SeenEvents;
	questions: PendingQuestions;
	stored?: IDataObject;
}

function openMemory(context: IWebhookFunctions, now: number): Memory {
	const stored = context.getWorkflowStaticData('node');
	// A test run can receive the same event twice, and must not mark it as seen for production.
	if (context.getMode() === 'manual') {
		const questions = new PendingQuestions();
		questions.load(stored.waiting, now / 1000);
		return { seen: new SeenEvents(), questions };
	}
	const id = `${context.getWorkflow().id}/${context.getNode().id}`;
	const memory: Memory = { seen: seenEvents(id), questions: pendingQuestions(id), stored };
	memory.seen.load(stored.seen, now);
	memory.seen.loadPending(stored.telling);
	memory.questions.load(stored.waiting, now / 1000);
	return memory;
}

/** Reads the node's parameters. An unusable parameter filters nothing; n8n's log contains a warning. */
export function readSettings(context: IWebhookFunctions): Settings {
	const warn = (what: string): void => logOf(context).warn(`${context.getNode().name}: ${what}`);
	const get = (name: string, fallback?: unknown): unknown => {
		try {
			return context.getNodeParameter(name, fallback);
		} catch {
			warn(`the expression in '${name}' gives no value, so it is passed over`);
			return fallback;
		}
	};
	const settings = readTriggerSettings({
		updates: get('updates', ['messages']),
		output: get('output'),
		filters: get('filters'),
		options: get('options'),
	});
	for (const { message } of settings.faults) warn(`${message}, so it lets everything through`);
	return settings;
}

/** Returns the events that pass the filters. Logs the others, except Send and Wait replies. */
function filtered(
	context: IWebhookFunctions,
	events: ReceivedEvent[],
	answers: Set<ReceivedEvent>,
	settings: Settings,
	now: number,
): Set<ReceivedEvent> {
	const wanted = new Set<ReceivedEvent>();
	for (const event of events) {
		const field = discardedBy(event, settings, now);
		if (field === undefined) wanted.add(event);
		else if (!answers.has(event)) logFiltered(context, event, field);
	}
	if ((settings.textFilter?.passedUnchecked ?? 0) > 0) logUnchecked(context);
	return wanted;
}

/**
 * Selects the events that start the workflow: not filtered out, in order, not output by an earlier request, and not
 * claimed by a waiting execution. Remembers the selected events.
 * @param appSecret secret of the subscribed app
 */
export async function selectEvents(
	context: IWebhookFunctions,
	events: ReceivedEvent[],
	settings: Settings,
	appSecret: string,
): Promise<ReceivedEvent[]> {
	const now = Date.now();
	const outcome = wasAcknowledged(context.getResponseObject());
	const { seen, questions, stored } = openMemory(context, now);
	const open = { questions, cipher: new QuestionCipher(appSecret) };
	trackQuestions(context, open, events, now);

	// A Send and Wait reply goes to its execution regardless of the filters.
	const answers = new Set(events.filter((event) => isReply(open, event)));
	const wanted = filtered(context, events, answers, settings, now);
	const candidates = events.filter((event) => answers.has(event) || wanted.has(event));
	const ordered = settings.statusesInOrder ? sortStatuses(candidates, seen.has) : candidates;
	const fresh = settings.skipRepeats ? await seen.claim(ordered, outcome, now) : ordered;
	const taken = await takeAnswers(
		context,
		open,
		fresh.filter((event) => answers.has(event)),
	);

	if (stored && settings.skipRepeats && fresh.length > 0) {
		stored.seen = seen.stored();
		if (settings.statusesInOrder) stored.telling = seen.pendingHashes();
	}
	if (stored && questions.isChanged) stored.waiting = questions.stored();
	const selected = fresh.filter((event) => wanted.has(event) && (settings.startOnAnswers || !taken.has(event)));
	// A button that this n8n did not sign belongs to another sender's message, which stays unchanged.
	selected.filter((event) => isTap(event) && (event.kind !== 'message' || taken.has(event))).forEach(hideTapSignature);
	return selected;
}

/**
 * Processes replies to the same question one by one, so that the first one counts.
 * @returns those that belong to an execution
 */
async function takeAnswers(
	context: IWebhookFunctions,
	open: OpenQuestions,
	answers: ReceivedEvent[],
): Promise<Set<ReceivedEvent>> {
	const taken = new Set<ReceivedEvent>();
	const take = async (index: number): Promise<void> => {
		if (await resumeWithReply(context, open, answers[index])) taken.add(answers[index]);
	};
	await runWithConcurrency(answers.map(questionOf), PARALLEL_ANSWERS, take, () => true);
	return taken;
}
