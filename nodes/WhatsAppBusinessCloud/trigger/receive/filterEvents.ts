import { isSameUser, parseWebhookUsers } from '../../shared/input/recipient';
import { text } from '../../shared/untrustedJson';
import type { Scope } from '../../subscriptions/listening';
import { OTHER_FIELDS, STATUSES, USER_CHANGES } from '../webhookFields';
import type { Matcher } from './pattern';
import type { Settings } from './triggerSettings';
import type { ReceivedEvent } from './types';

/**
 * Maximum work per delivery, in instructions of the pattern tried at a character. A typical pattern has 10, so this is
 * enough for 1,000 messages of 300 characters. Using all of it takes at most about 0.3 s.
 */
const MAX_WORK = 5_000_000;

/**
 * The filter 'Text Matches' for the messages of one delivery. When its budget is used up, the remaining messages pass:
 * an extra message does less harm than a lost one.
 */
class TextFilter {
	private readonly budget = { left: MAX_WORK };

	/** Number of messages that passed because the budget was used up. */
	unchecked = 0;

	constructor(private readonly matches: Matcher | undefined) {}

	/** Whether a message with this text passes. */
	passes(text: string): boolean {
		if (this.matches === undefined) return true;
		const result = this.matches(text, this.budget);
		if (result === undefined) this.unchecked++;
		return result ?? true;
	}
}

const ECHOES = new Set(['echo', 'standbyEcho', 'historyEcho']);

/** Events that 'Maximum Age' applies to. */
const FRESH = new Set(['message', 'system', 'voicemail', 'standbyMessage', 'call']);

/** Events that refer to a user but were not sent by that user. */
const NOT_FROM = new Set(['status', 'paymentStatus', 'standbyStatus', 'callStatus', ...ECHOES]);

/** Whether this kind of event is selected. */
function isChosen({ kind, update, change, json }: ReceivedEvent, { updates, statuses }: Settings): boolean {
	if (update === STATUSES) {
		const status = kind === 'paymentStatus' ? 'payment' : String(json.status);
		return statuses !== undefined && (statuses.has('all') || statuses.has(status));
	}
	if (kind === 'system' && updates.has(USER_CHANGES)) return true;
	return updates.has(update) || (update === OTHER_FIELDS && updates.has(change.field));
}

function isFromSender({ kind, json }: ReceivedEvent, { senders }: Settings): boolean {
	if (senders.length === 0 || NOT_FROM.has(kind)) return true;
	const ids = [json.from, json.userId, json.parentUserId].flatMap((id) => text(id) ?? []);
	if (ids.length === 0) return true;
	const users = parseWebhookUsers(ids);
	return senders.some((sender) => isSameUser(sender, users) === true);
}

/** An entry that ends with `*` matches all IDs with that prefix. */
const matchesId = (id: string, entry: string): boolean =>
	entry.endsWith('*') ? id.startsWith(entry.slice(0, -1)) : id === entry;

/** Applies the filters for messages: type, ID of a tapped button, text. @returns the filter that rejects the message */
function messageFilter({ json }: ReceivedEvent, settings: Settings, textFilter: TextFilter): string | undefined {
	// All other events have Meta's object as `value`.
	if (json.value !== undefined) return undefined;
	const { messageTypes, interactiveIds, textContains } = settings;
	if (messageTypes.size > 0 && !messageTypes.has(String(json.type))) return 'Message Types';
	if (interactiveIds.length > 0) {
		const id = text(json.buttonId) ?? text(json.listId) ?? text(json.payload);
		if (id === undefined || !interactiveIds.some((entry) => matchesId(id, entry))) return 'Button or List IDs';
	}
	const content = text(json.text) ?? '';
	if (textContains !== undefined && !content.toLowerCase().includes(textContains)) return 'Text Contains';
	return textFilter.passes(content) ? undefined : 'Text Matches';
}

/** @param now ms since 1970 */
function isOld({ kind, json }: ReceivedEvent, { maxAge }: Settings, now: number): boolean {
	if (maxAge === undefined || !FRESH.has(kind) || typeof json.timestamp !== 'string') return false;
	return now - Date.parse(json.timestamp) > maxAge;
}

/**
 * Finds the field that prevents an event from starting the workflow. A filter applies only to events with the property
 * that it checks: an account review, for example, has no phone number and no sender.
 * @returns the field's label; undefined if the event starts the workflow
 */
function rejectingField(
	event: ReceivedEvent,
	settings: Settings,
	textFilter: TextFilter,
	now: number,
): string | undefined {
	if (!isChosen(event, settings)) return 'Trigger On';
	const { phoneNumberIds, ignoreEchoes } = settings;
	const { phoneNumberId } = event.json;
	if (phoneNumberIds.size > 0 && typeof phoneNumberId === 'string' && !phoneNumberIds.has(phoneNumberId))
		return 'Phone Number IDs';
	if (ignoreEchoes && ECHOES.has(event.kind)) return 'Ignore Echoes';
	if (!isFromSender(event, settings)) return 'Senders';
	return isOld(event, settings, now) ? 'Maximum Age (Minutes)' : messageFilter(event, settings, textFilter);
}

/** Events by the filters of the node. */
export interface FilteredEvents {
	/** Start the workflow. */
	kept: ReceivedEvent[];
	/** Each with the label of the field that rejects it. */
	discarded: Array<{ event: ReceivedEvent; field: string }>;
	/** Number of messages that 'Text Matches' let pass unchecked, because the texts took too much work. */
	unchecked: number;
}

/** Applies the node's filters, in order. @param now ms since 1970 */
export function filterEvents(events: ReceivedEvent[], settings: Settings, now: number): FilteredEvents {
	const textFilter = new TextFilter(settings.textMatcher);
	const kept: ReceivedEvent[] = [];
	const discarded: FilteredEvents['discarded'] = [];
	for (const event of events) {
		const field = rejectingField(event, settings, textFilter, now);
		if (field === undefined) kept.push(event);
		else discarded.push({ event, field });
	}
	return { kept, discarded, unchecked: textFilter.unchecked };
}

/** Whether an event belongs to an account or number. Events without these IDs always do. */
function isInScope({ json }: ReceivedEvent, { wabaId, phoneNumberId }: Scope): boolean {
	const matches = (id: unknown, expected: string | undefined): boolean =>
		expected === undefined || id === undefined || String(id) === expected;
	return matches(json.wabaId, wabaId) && matches(json.phoneNumberId, phoneNumberId);
}

/**
 * Separates the events of the account or number that a trigger listens to from others. It receives others if the app
 * had no callback: then the trigger serves as that one too.
 */
export function filterByScope(
	events: ReceivedEvent[],
	scope: Scope,
): { kept: ReceivedEvent[]; discarded: ReceivedEvent[] } {
	const kept: ReceivedEvent[] = [];
	const discarded: ReceivedEvent[] = [];
	for (const event of events) (isInScope(event, scope) ? kept : discarded).push(event);
	return { kept, discarded };
}
