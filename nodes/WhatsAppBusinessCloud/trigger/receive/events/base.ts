import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { parseWebhookUser } from '../../../shared/input/recipient';
import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { isoTime, mergeDefined, number, objects, part, text } from '../../../shared/untrustedJson';

/**
 * ID of the number that an event refers to, if Meta includes it: next to the event, or in it. WhatsApp docs: Webhooks >
 * account_settings_update, account_alerts.
 */
const numberId = (value: Data): string | undefined =>
	text(part(value.metadata).phone_number_id) ??
	text(value.phone_number_id) ??
	text(part(value.recipient).phone_number_id) ??
	text(part(value.phone_number_settings).phone_number_id) ??
	(value.entity_type === 'PHONE_NUMBER' ? text(value.entity_id) : undefined);

/** The account and number that an event was received on. */
export function sourceFields({ wabaId, field, value }: Change): Data {
	const displayPhoneNumber = [part(value.metadata), value, part(value.recipient)]
		.map((one) => text(one.display_phone_number))
		.find((one) => one !== undefined);
	return {
		// WhatsApp docs: Webhooks > partner_solutions: the entry ID is that of a business portfolio.
		...(field === 'partner_solutions' ? { businessId: wabaId } : { wabaId }),
		phoneNumberId: numberId(value),
		// WhatsApp docs: Webhooks > account_update: `phone_number` if the event is about one number.
		displayPhoneNumber: displayPhoneNumber ?? (field === 'account_update' ? text(value.phone_number) : undefined),
	};
}

/** Normalizes an ID for comparison: WhatsApp writes some phone numbers in two formats, even within one delivery. */
function comparableId(value: unknown): string | undefined {
	const id = text(value);
	return parseWebhookUser(id)?.key ?? id;
}

/** Index of each contact list by ID: a list can be as long as the list of messages that refer to it. */
const indexes = new WeakMap<object, Map<string, Data>>();

function indexOf(contacts: unknown[]): Map<string, Data> {
	const known = indexes.get(contacts);
	if (known !== undefined) return known;
	const index = new Map<string, Data>();
	for (const contact of objects(contacts)) {
		for (const candidate of [contact.wa_id, contact.user_id, contact.parent_user_id]) {
			const id = comparableId(candidate);
			if (id !== undefined && !index.has(id)) index.set(id, contact);
		}
	}
	indexes.set(contacts, index);
	return index;
}

/**
 * Finds a user's entry in `contacts`.
 * @param ids known IDs of the user: phone number, user ID, parent user ID
 * @param isAlone whether to use a single contact even if no ID matches
 */
export function findContact(contacts: unknown, ids: unknown[], isAlone: boolean): Data {
	if (!Array.isArray(contacts)) return {};
	const index = indexOf(contacts);
	const id = ids.map(comparableId).find((one) => one !== undefined && index.has(one));
	if (id !== undefined) return index.get(id) ?? {};
	const list = isAlone ? objects(contacts) : [];
	return list.length === 1 ? list[0] : {};
}

/**
 * Name and IDs of a user, from the entry in `contacts`. WhatsApp docs: Webhooks > messages; Business-scoped user IDs.
 */
export function senderFields(contact: Data): Data {
	const profile = part(contact.profile);
	return {
		waId: text(contact.wa_id),
		userId: text(contact.user_id),
		parentUserId: text(contact.parent_user_id),
		profileName: text(profile.name),
		username: text(profile.username) ?? text(contact.username),
		countryCode: text(profile.country_code) ?? text(contact.country_code),
		identityKeyHash: text(contact.identity_key_hash),
	};
}

/** 72 bits of SHA-256, to distinguish events without an ID. */
const digest = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('base64url')
		.slice(0, 12);

const MINUTE = 60_000;

export interface NewEvent {
	/** Type of event, for workflows to switch on. */
	kind: string;
	fields: Data;
	/** Name of the property that holds Meta's object in the item. */
	as: 'message' | 'value';
	/** Whether this version recognizes the event. */
	isKnown?: boolean;
	/** The value of 'Trigger On', if it differs from the field name. */
	update?: string;
	place?: ReceivedEvent['place'];
	/** The user's entry in `contacts`. */
	contact?: Data;
	/** Meta's IDs of the event. Without them, content and time identify it. */
	ids?: unknown[];
}

/** First properties of an item: who, what, when. */
const FIRST = ['from', 'profileName', 'text', 'type', 'messageId', 'timestamp'];

/**
 * The key of an event without an ID: its content and its time at Meta. Events without a time, such as the same error
 * twice, count as duplicates only within the same minute.
 */
function keyWithoutId(change: Change, source: unknown, { timestamp }: Data): unknown[] {
	const { wabaId, phoneNumberId, businessId } = sourceFields(change);
	const time = number(change.time) ?? (timestamp === undefined ? `at ${Math.floor(change.receivedAt / MINUTE)}` : '');
	return [change.field, wabaId ?? businessId, phoneNumberId, time, digest(source)];
}

/** Creates an event: who, what and when come first, then the other fields, account and number, and Meta's objects. */
export function newEvent(change: Change, created: NewEvent): ReceivedEvent {
	const { kind, fields, as, place, contact = {}, ids, isKnown = true } = created;
	const source = place?.row ?? change.value;
	const hasIds = ids !== undefined && text(ids[0]) !== undefined;
	const key = hasIds ? ids : keyWithoutId(change, source, fields);
	const first = Object.fromEntries(FIRST.map((name) => [name, fields[name]]));
	const isNamed = Object.keys(contact).length > 0;
	return {
		json: mergeDefined(
			first,
			isKnown ? { kind } : { kind, known: false },
			fields,
			{ field: change.field },
			sourceFields(change),
			isNamed ? { contact, [as]: source } : { [as]: source },
		) as IDataObject,
		kind,
		update: created.update ?? change.field,
		key: [kind, ...key.map((one) => text(one) ?? '')].join('|'),
		change,
		contained: isNamed ? [source, contact] : [source],
		...(place && { place }),
	};
}

/** An event that this version does not recognize, unchanged. */
export const unknownEvent = (change: Change, place?: ReceivedEvent['place']): ReceivedEvent =>
	newEvent(change, { kind: 'unknown', isKnown: false, fields: {}, as: 'value', place });

/** The time of the entry, for events without their own. */
export const entryTime = ({ time }: Change): string | undefined => isoTime(time);
