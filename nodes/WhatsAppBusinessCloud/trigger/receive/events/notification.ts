import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/input/parameterValues';
import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { isoTime, part, text } from '../../../shared/untrustedJson';

/** Characters. Each item of a change gets a copy of up to this size; if it is larger, only the first item gets it. */
const MAX_SHARED = 10_000;

/** Objects that the items contain completely (true) or only with the values of these names. */
type Contained = Map<unknown, true | readonly string[]>;

/** The part of a value that the items do not contain; undefined if none. */
function missingIn(value: unknown, contained: Contained): unknown {
	if (Array.isArray(value)) {
		const missing = value.map((one) => missingIn(one, contained)).filter((one) => one !== undefined);
		return missing.length > 0 ? missing : undefined;
	}
	if (!isObject(value)) return value;
	const names = contained.get(value) ?? [];
	if (names === true) return undefined;
	const missing = Object.entries(value)
		.filter(([name]) => !names.includes(name))
		.map(([name, one]) => [name, missingIn(one, contained)] as const)
		.filter(([, one]) => one !== undefined);
	return missing.length > 0 ? Object.fromEntries(missing) : undefined;
}

/** Those of the names whose values are flat in the items. */
const flatNames = (object: Data, ...names: string[]): string[] =>
	names.filter((name) => text(object[name]) !== undefined);

function containedIn({ value }: Change, events: ReceivedEvent[]): Contained {
	const metadata = part(value.metadata);
	const contained: Contained = new Map([[metadata, flatNames(metadata, 'phone_number_id', 'display_phone_number')]]);
	if (value.messaging_product === 'whatsapp') contained.set(value, ['messaging_product']);
	for (const event of events) {
		for (const [object, names] of event.flattened ?? []) contained.set(object, flatNames(object, ...names));
	}
	for (const event of events) for (const object of event.contained) contained.set(object, true);
	return contained;
}

/** The other properties of the notification, besides the event's own object, under Meta's names. */
function notificationOf(change: Change, rest: Data, { json }: ReceivedEvent): Data {
	const hasTime =
		change.time === undefined || (json.timestamp !== undefined && isoTime(change.time) === json.timestamp);
	const entry = { ...part(change.otherProperties?.entry), ...(hasTime ? {} : { time: change.time }) };
	return { ...rest, ...change.otherProperties, ...(Object.keys(entry).length > 0 ? { entry } : {}) };
}

/**
 * Adds the remaining content of a change to its events as `notification`, so that nothing of a delivery is lost: errors
 * of the entire change, contacts that no event refers to, and new properties.
 */
export function withNotification(change: Change, events: ReceivedEvent[]): ReceivedEvent[] {
	const rest = part(missingIn(change.value, containedIn(change, events)));
	const isShared = events.length === 1 || JSON.stringify(rest).length <= MAX_SHARED;
	events.forEach((event, at) => {
		const notification = notificationOf(change, at === 0 || isShared ? rest : {}, event);
		if (Object.keys(notification).length > 0) event.json.notification = notification as IDataObject;
	});
	return events;
}
