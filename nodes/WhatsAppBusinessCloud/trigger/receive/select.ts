import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { runInLanes } from '../../actions/lanes';
import { answeredWell } from './answered';
import { isAnswer, noteQuestions, questionOf, takeAnswer } from './answers';
import { logFiltered, logUnchecked } from './discarded';
import { discardedBy } from './filters';
import { SeenEvents, seenEvents } from './seen';
import { readTriggerSettings, type Settings } from './settings';
import { inOrder } from './statusOrder';
import type { ReceivedEvent } from './types';
import { WaitingPeople, waitingPeople } from './waitingPeople';

/** Answers to Send and Wait that are taken to their executions at the same time. */
const PARALLEL_ANSWERS = 10;

/** What the node remembers, and the static data that it is saved in; none in a test run. */
interface Memory {
	seen: SeenEvents;
	people: WaitingPeople;
	stored?: IDataObject;
}

function openMemory(context: IWebhookFunctions, now: number): Memory {
	const stored = context.getWorkflowStaticData('node');
	// A test run is for looking at an event, also a second time; and it must not make production think that it saw it.
	if (context.getMode() === 'manual') {
		const people = new WaitingPeople();
		people.load(stored.waiting);
		return { seen: new SeenEvents(), people };
	}
	const id = `${context.getWorkflow().id}/${context.getNode().id}`;
	const memory: Memory = { seen: seenEvents(id), people: waitingPeople(id), stored };
	memory.seen.load(stored.seen, now);
	memory.seen.hear(stored.telling);
	memory.people.load(stored.waiting);
	return memory;
}

/** Reads the node's parameters. One that cannot be used filters nothing, and a line in n8n's log says so. */
export function readSettings(context: IWebhookFunctions): Settings {
	const warn = (what: string): void => context.logger.warn(`${context.getNode().name}: ${what}`);
	const get = (name: string, fallback?: unknown): unknown => {
		try {
			return context.getNodeParameter(name, fallback as never);
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

/**
 * The events that start the workflow: wanted, in order, told by no earlier request, and taken by no waiting execution.
 * What was told is remembered.
 */
export async function selectEvents(
	context: IWebhookFunctions,
	events: ReceivedEvent[],
	settings: Settings,
): Promise<ReceivedEvent[]> {
	const now = Date.now();
	const outcome = answeredWell(context.getResponseObject());
	const { seen, people, stored } = openMemory(context, now);
	const hasQuestions = noteQuestions(people, events, now);

	// An answer to Send and Wait belongs to its execution whatever the filters say.
	const answers = new Set(events.filter((event) => isAnswer(people, event)));
	const wanted = new Set<ReceivedEvent>();
	for (const event of events) {
		const field = discardedBy(event, settings, now);
		if (field === undefined) wanted.add(event);
		else if (!answers.has(event)) logFiltered(context, event, field);
	}
	if ((settings.textFilter?.passedUnchecked ?? 0) > 0) logUnchecked(context);
	const candidates = events.filter((event) => answers.has(event) || wanted.has(event));
	const ordered = settings.statusesInOrder ? inOrder(candidates, seen.has) : candidates;
	const fresh = settings.skipRepeats ? await seen.claim(ordered, outcome, now) : ordered;
	const taken = await takeAnswers(
		context,
		people,
		fresh.filter((event) => answers.has(event)),
	);

	if (stored && settings.skipRepeats && fresh.length > 0) {
		stored.seen = seen.stored();
		if (settings.statusesInOrder) stored.telling = seen.telling();
	}
	if (stored && (hasQuestions || taken.size > 0)) stored.waiting = people.stored();
	return fresh.filter((event) => wanted.has(event) && (settings.startOnAnswers || !taken.has(event)));
}

/** Answers to one question are taken one after the other, so that the first one counts. @returns those that belong to an execution */
async function takeAnswers(
	context: IWebhookFunctions,
	people: WaitingPeople,
	answers: ReceivedEvent[],
): Promise<Set<ReceivedEvent>> {
	const taken = new Set<ReceivedEvent>();
	const take = async (index: number): Promise<void> => {
		if (await takeAnswer(context, people, answers[index])) taken.add(answers[index]);
	};
	await runInLanes(answers.map(questionOf), PARALLEL_ANSWERS, take, () => true);
	return taken;
}
