import type { IWebhookFunctions } from 'n8n-workflow';
import { logOf, MAX_LOGGED_TEXT, toLogLine } from '../../shared/log';
import { LruMap } from '../../shared/lruMap';
import { text } from '../../shared/untrustedJson';
import type { Scope } from '../../subscriptions/listening';
import { MESSAGES } from '../webhookFields';
import type { FilteredEvents } from './filterEvents';
import type { ParsedPayload } from './parseEvents';
import type { ReceivedEvent } from './types';

/** Maximum number of log lines per node about events that are answered with 200 but start nothing. */
const MAX_LINES = 50;

/** Maximum number of nodes that a process remembers. */
const MAX_NODES = 200;

/** Logged lines by node. */
const logged = new LruMap<string, Set<string>>(MAX_NODES);

/** Whether a line is new for a node in this process. After MAX_LINES lines, none counts as new. */
function isFirst(context: IWebhookFunctions, line: string): boolean {
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	const lines = logged.getOrCreate(node, () => new Set());
	if (lines.has(line) || lines.size >= MAX_LINES) return false;
	lines.add(line);
	return true;
}

/** Logs the first discard for each reason. The log never contains text written by a user. */
function logFirst(context: IWebhookFunctions, level: 'info' | 'warn', line: string): void {
	if (!isFirst(context, line)) return;
	const { name } = context.getWorkflow();
	const ofWorkflow = name === undefined ? '' : ` of the workflow '${toLogLine(name, MAX_LOGGED_TEXT)}'`;
	logOf(context)[level](`${context.getNode().name}${ofWorkflow}: ${line}. This is logged once until n8n restarts`, {
		workflowId: context.getWorkflow().id,
	});
}

/** Describes a message by its business number. Meta omits the plus sign. */
function describeMessage({ json }: ReceivedEvent): string {
	const number = text(json.displayPhoneNumber)?.replace(/^(?=\d+$)/, '+');
	return `a message to ${toLogLine(number ?? text(json.phoneNumberId) ?? 'an unknown number', MAX_LOGGED_TEXT)}`;
}

function describeScope({ wabaId, phoneNumberId }: Scope): string {
	if (phoneNumberId !== undefined) return `the phone number with the ID ${phoneNumberId}`;
	return wabaId === undefined ? 'the whole app' : `the business account ${wabaId}`;
}

function outOfScopeLine(event: ReceivedEvent, scope: Scope): string {
	return `${describeMessage(event)} was discarded, because this trigger listens to ${describeScope(scope)} only. Other workflows are not affected. To receive such messages, publish a workflow with a WhatsApp Trigger that listens to that number, to its business account or to the whole app`;
}

const UNREADABLE: Record<NonNullable<ParsedPayload['unreadable']>, string> = {
	all: 'a request to the webhook got a response with 200 and started nothing: it contains no event',
	part: 'a part of a request to the webhook was discarded: it contains no event',
};

const UNCHECKED =
	"the texts of a delivery took too much work to compare with 'Text Matches', so messages passed this filter unchecked. Simplify the pattern, or check the text in an If node";

/** What the steps of a delivery discarded. */
export interface Discarded {
	unreadable: ParsedPayload['unreadable'];
	/** What the trigger listens to. */
	scope: Scope;
	/** Events of other accounts and numbers. */
	outOfScope: ReceivedEvent[];
	filtered: FilteredEvents;
	/** Send and Wait replies: they are not discarded. */
	replies: ReadonlySet<ReceivedEvent>;
	/** Messages of chats in which a person answers. */
	paused: Iterable<ReceivedEvent>;
}

/** Logs what was discarded: unreadable parts, and messages. Meta gets a 200 for them as well. */
export function logDiscarded(
	context: IWebhookFunctions,
	{ unreadable, scope, outOfScope, filtered, replies, paused }: Discarded,
): void {
	if (unreadable !== undefined) logFirst(context, 'warn', UNREADABLE[unreadable]);
	for (const event of outOfScope) {
		if (event.update === MESSAGES) logFirst(context, 'warn', outOfScopeLine(event, scope));
	}
	for (const event of paused) {
		logFirst(context, 'info', `${describeMessage(event)} was discarded because a person answers in this chat`);
	}
	for (const { event, field } of filtered.discarded) {
		if (event.update !== MESSAGES || replies.has(event)) continue;
		if (field === 'Trigger On')
			logFirst(
				context,
				'warn',
				`${describeMessage(event)} was discarded because 'Trigger On' does not include messages`,
			);
		else logFirst(context, 'info', `${describeMessage(event)} was discarded because of the filter '${field}'`);
	}
	if (filtered.unchecked > 0) logFirst(context, 'warn', UNCHECKED);
}
