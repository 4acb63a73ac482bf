import { createHash } from 'crypto';
import type { Change, Data, ReceivedEvent } from '../types';
import { compact, objects, part, text } from './values';

/** Where an event came in: the same three fields at the start of every item. */
export function whereabouts({ wabaId, value }: Change): Data {
	const metadata = part(value.metadata);
	const recipient = part(value.recipient);
	return {
		wabaId,
		phoneNumberId: text(metadata.phone_number_id) ?? text(value.phone_number_id) ?? text(recipient.phone_number_id),
		displayPhoneNumber:
			text(metadata.display_phone_number) ?? text(value.display_phone_number) ?? text(recipient.display_phone_number),
	};
}

/** The people of each list of contacts by their IDs: a list may be as long as the messages that refer to it. */
const indexes = new WeakMap<object, Map<unknown, Data>>();

function indexOf(contacts: unknown[]): Map<unknown, Data> {
	const known = indexes.get(contacts);
	if (known !== undefined) return known;
	const index = new Map<unknown, Data>();
	for (const contact of objects(contacts)) {
		for (const id of [contact.wa_id, contact.user_id]) {
			if (text(id) !== undefined && !index.has(id)) index.set(id, contact);
		}
	}
	indexes.set(contacts, index);
	return index;
}

/**
 * Finds a person's entry in `contacts`.
 * @param ids what is known of the person: phone number, user ID
 * @param isAlone whether the only contact is that person's even when no ID says so
 */
export function contactOf(contacts: unknown, ids: unknown[], isAlone: boolean): Data {
	if (!Array.isArray(contacts)) return {};
	const index = indexOf(contacts);
	const id = ids.find((one) => index.has(one));
	if (id !== undefined) return index.get(id) ?? {};
	const list = isAlone ? objects(contacts) : [];
	return list.length === 1 ? list[0] : {};
}

/** Name and IDs of a person, from the entry in `contacts`. */
export function personFields(contact: Data): Data {
	const profile = part(contact.profile);
	return {
		userId: text(contact.user_id),
		parentUserId: text(contact.parent_user_id),
		profileName: text(profile.name),
		username: text(profile.username) ?? text(contact.username),
	};
}

/** 72 bits of SHA-256: what tells one event without an ID from another. */
const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value) ?? '').digest('base64url').slice(0, 12);

export interface NewEvent {
	/** What happened, for people to switch on. */
	event: string;
	fields: Data;
	/** Meta's object, under this name in the item. */
	as: 'message' | 'value';
	/** Whether this version knows what it is. */
	isKnown?: boolean;
	/** Unless it is the field's own name. */
	update?: string;
	place?: ReceivedEvent['place'];
	/** What Meta identifies the event by; without it, the content and `entry.time` do. */
	ids?: unknown[];
}

/** Puts an event together: the fields that all have, then its own, then Meta's object. */
export function newEvent(change: Change, created: NewEvent): ReceivedEvent {
	const { event, fields, as, place, ids, isKnown = true } = created;
	const source = place?.row ?? change.value;
	const hasIds = ids !== undefined && text(ids[0]) !== undefined;
	const where = whereabouts(change);
	const key = hasIds ? ids.map((id) => text(id) ?? '') : [change.field, change.wabaId, where.phoneNumberId, change.time, digest(source)];
	return {
		json: compact({ event, ...(isKnown ? {} : { known: false }), field: change.field, ...where, ...fields, [as]: source }),
		update: created.update ?? change.field,
		key: [event, ...key.map((one) => text(one) ?? '')].join('|'),
		change,
		...(place && { place }),
	};
}

/** What this version does not know, as it came. */
export const unknownEvent = (change: Change, place?: ReceivedEvent['place']): ReceivedEvent =>
	newEvent(change, { event: 'unknown', isKnown: false, fields: {}, as: 'value', place });
