import type { IWebhookFunctions } from 'n8n-workflow';
import { logOf, MAX_LOGGED_TEXT, toLogLine } from '../../shared/log';
import { LruMap } from '../../shared/lruMap';
import { MESSAGES } from '../webhookFields';
import { text } from '../../shared/untrustedJson';
import type { ReceivedEvent } from './types';

/** Maximum number of log lines per node about events that are answered with 200 but start nothing. */
const MAX_LINES = 50;

/** Maximum number of nodes that a process remembers. */
const MAX_NODES = 200;

/** Logged lines by node. */
const logged = new LruMap<string, Set<string>>(MAX_NODES);

/** Whether a line is new for a node in this process. After MAX_LINES lines, none counts as new. */
function isFirst(context: IWebhookFunctions, what: string): boolean {
	const node = `${context.getWorkflow().id}/${context.getNode().id}`;
	const lines = logged.getOrCreate(node, () => new Set());
	if (lines.has(what) || lines.size >= MAX_LINES) return false;
	lines.add(what);
	return true;
}

/** Logs the first discard for each reason. The log never contains text written by a user. */
function logFirst(context: IWebhookFunctions, level: 'info' | 'warn', line: string): void {
	if (!isFirst(context, line)) return;
	logOf(context)[level](`${context.getNode().name}: ${line}. This is logged once until n8n restarts`, {
		workflowId: context.getWorkflow().id,
	});
}

/** Describes a message by its business number. Meta omits the plus sign. */
function shownMessage({ json }: ReceivedEvent): string {
	const number = text(json.displayPhoneNumber)?.replace(/^(?=\d+$)/, '+');
	return `a message to ${toLogLine(number ?? text(json.phoneNumberId) ?? 'an unknown number', MAX_LOGGED_TEXT)}`;
}

/**
 * Logs events of an account or number that the trigger does not listen to.
 * @param scope description of what it listens to
 */
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

/** Logs a message that the form filters out. @param field label of the filtering field */
export function logFiltered(context: IWebhookFunctions, event: ReceivedEvent, field: string): void {
	if (event.update !== MESSAGES) return;
	const isKind = field === 'Trigger On';
	const reason = isKind ? "because 'Trigger On' does not include messages" : `because of the filter '${field}'`;
	logFirst(context, isKind ? 'warn' : 'info', `${shownMessage(event)} was discarded ${reason}`);
}

/** Logs a valid request from Meta without readable events. */
export function logUnreadable(context: IWebhookFunctions): void {
	logFirst(context, 'warn', 'a request to the webhook was answered with 200 and started nothing: it holds no event');
}

/** Logs a valid request from Meta with an unreadable part. */
export function logUnreadablePart(context: IWebhookFunctions): void {
	logFirst(context, 'warn', 'a part of a request to the webhook was discarded: it holds no event');
}

/** Logs that messages passed the text filter unchecked because a delivery took too much work. */
export function logUnchecked(context: IWebhookFunctions): void {
	logFirst(
		context,
		'warn',
		"the texts of a delivery took too much work to compare with 'Text Matches', so messages passed this filter unchecked. Simplify the pattern, or check the text in an If node",
	);
}
