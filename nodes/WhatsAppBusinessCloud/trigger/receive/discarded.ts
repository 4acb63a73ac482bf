import type { IWebhookFunctions } from 'n8n-workflow';
import { logOf, MAX_LOGGED_TEXT, toLogLine } from '../../shared/log';
import { LruMap } from '../../shared/lruMap';
import { MESSAGES } from '../webhookFields';
import { text } from '../../shared/untrustedJson';
import type { ReceivedEvent } from './types';

/** Lines per node about events that are answered with 200 and start nothing. */
const MAX_LINES = 50;

/** Nodes that a process remembers. */
const MAX_NODES = 200;

/** What was logged, by node. */
const logged = new LruMap<string, Set<string>>(MAX_NODES);

/** Whether something happens to a node for the first time in this process. Past MAX_LINES, nothing counts as new. */
function isFirst(context: IWebhookFunctions, what: string): boolean {
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	const lines = logged.getOrCreate(node, () => new Set());
	if (lines.has(what) || lines.size >= MAX_LINES) return false;
	lines.add(what);
	return true;
}

/** Logs the first time that something is discarded for a reason. Nothing that a user wrote goes into the log. */
function logFirst(context: IWebhookFunctions, level: 'info' | 'warn', line: string): void {
	if (!isFirst(context, line)) return;
	logOf(context)[level](`${context.getNode().name}: ${line}. This is logged once until n8n restarts`, {
		workflowId: context.getWorkflow().id,
	});
}

/** A message and the business number that it was sent to. Meta leaves the plus sign out. */
function shownMessage({ json }: ReceivedEvent): string {
	const number = text(json.displayPhoneNumber)?.replace(/^(?=\d+$)/, '+');
	return `a message to ${toLogLine(number ?? text(json.phoneNumberId) ?? 'an unknown number', MAX_LOGGED_TEXT)}`;
}

/** Events of another account or number than the one that the trigger listens to. @param scope what it listens to, in words */
export function logOutOfScope(context: IWebhookFunctions, events: ReceivedEvent[], scope: string): void {
	for (const event of events) {
		if (event.update !== MESSAGES) continue;
		logFirst(
			context,
			'warn',
			`${shownMessage(event)} was discarded, because this trigger listens to ${scope} only. To receive such messages, publish a workflow with a WhatsApp Trigger that listens to that number, to its business account or to the whole app`,
		);
	}
}

/** A message that the form keeps out. @param field label of the field that does so */
export function logFiltered(context: IWebhookFunctions, event: ReceivedEvent, field: string): void {
	if (event.update !== MESSAGES) return;
	const isKind = field === 'Trigger On';
	const reason = isKind ? "because 'Trigger On' does not include messages" : `because of the filter '${field}'`;
	logFirst(context, isKind ? 'warn' : 'info', `${shownMessage(event)} was discarded ${reason}`);
}

/** A request that is Meta's, in which nothing could be read. */
export function logUnreadable(context: IWebhookFunctions): void {
	logFirst(context, 'warn', 'a request to the webhook was answered with 200 and started nothing: it holds no event');
}

/** A request that is Meta's, of which a part could not be read. */
export function logUnreadablePart(context: IWebhookFunctions): void {
	logFirst(context, 'warn', 'a part of a request to the webhook was discarded: it holds no event');
}

/** Messages that passed the text filter because a delivery took too much work. */
export function logUnchecked(context: IWebhookFunctions): void {
	logFirst(
		context,
		'warn',
		"the texts of a delivery took too much work to compare with 'Text Matches', so messages passed this filter unchecked. Simplify the pattern, or check the text in an If node",
	);
}
