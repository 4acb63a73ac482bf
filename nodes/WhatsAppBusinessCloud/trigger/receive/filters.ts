import { isSameUser } from '../../shared/input/recipient';
import { OTHER_FIELDS, STATUSES } from '../webhookFields';
import { text } from '../../shared/untrustedJson';
import type { Settings } from './settings';
import type { ReceivedEvent } from './types';

const ECHOES = new Set(['echo', 'standbyEcho', 'historyEcho']);

/** Events that 'Maximum Age' applies to. */
const FRESH = new Set(['message', 'system', 'standbyMessage', 'call']);

/** Events that refer to a user but were not sent by that user. */
const NOT_FROM = new Set(['status', 'paymentStatus', 'standbyStatus', 'callStatus', ...ECHOES]);

/** Whether this kind of event is selected. */
function isChosen({ kind, update, change, json }: ReceivedEvent, { updates, statuses }: Settings): boolean {
	if (update === STATUSES) {
		const status = kind === 'paymentStatus' ? 'payment' : String(json.status);
		return statuses !== undefined && (statuses.has('all') || statuses.has(status));
	}
	return updates.has(update) || (update === OTHER_FIELDS && updates.has(change.field));
}

function isFromSender({ kind, json }: ReceivedEvent, { senders }: Settings): boolean {
	if (senders.length === 0 || NOT_FROM.has(kind)) return true;
	const ids = [json.from, json.userId, json.parentUserId].flatMap((id) => text(id) ?? []);
	return ids.length === 0 || senders.some((sender) => isSameUser(sender, ids) === true);
}

/** An entry that ends with `*` matches all IDs with that prefix. */
const fits = (id: string, wanted: string): boolean =>
	wanted.endsWith('*') ? id.startsWith(wanted.slice(0, -1)) : id === wanted;

/** Applies the filters for messages: type, text, ID of a tapped button. @returns the filter that rejects the message */
function messageFilter({ json }: ReceivedEvent, settings: Settings): string | undefined {
	// All other events have Meta's object as `value`.
	if (json.value !== undefined) return undefined;
	const { messageTypes, interactiveIds, textContains, textFilter } = settings;
	if (messageTypes.size > 0 && !messageTypes.has(String(json.type))) return 'Message Types';
	if (interactiveIds.length > 0) {
		const id = text(json.buttonId) ?? text(json.listId) ?? text(json.payload);
		if (id === undefined || !interactiveIds.some((wanted) => fits(id, wanted))) return 'Button or List IDs';
	}
	const words = text(json.text) ?? '';
	if (textContains !== undefined && !words.toLowerCase().includes(textContains)) return 'Text Contains';
	return textFilter === undefined || textFilter.passes(words) ? undefined : 'Text Matches';
}

/** @param now ms since 1970 */
function isOld({ kind, json }: ReceivedEvent, { maxAge }: Settings, now: number): boolean {
	if (maxAge === undefined || !FRESH.has(kind) || typeof json.timestamp !== 'string') return false;
	return now - Date.parse(json.timestamp) > maxAge;
}

/**
 * Finds the field that prevents an event from starting the workflow. A filter applies only to events with the property
 * that it checks: an account review, for example, has no phone number and no sender.
 * @param now ms since 1970
 * @returns the field's label; undefined if the event starts the workflow
 */
export function discardedBy(event: ReceivedEvent, settings: Settings, now: number): string | undefined {
	if (!isChosen(event, settings)) return 'Trigger On';
	const { phoneNumberIds, ignoreEchoes } = settings;
	const { phoneNumberId } = event.json;
	if (phoneNumberIds.size > 0 && typeof phoneNumberId === 'string' && !phoneNumberIds.has(phoneNumberId))
		return 'Phone Number IDs';
	if (ignoreEchoes && ECHOES.has(event.kind)) return 'Ignore Echoes';
	if (!isFromSender(event, settings)) return 'Senders';
	return isOld(event, settings, now) ? 'Maximum Age (Minutes)' : messageFilter(event, settings);
}

/** Whether an event starts the workflow. @param now ms since 1970 */
export const isWanted = (event: ReceivedEvent, settings: Settings, now: number): boolean =>
	discardedBy(event, settings, now) === undefined;
