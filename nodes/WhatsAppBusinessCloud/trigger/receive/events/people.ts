import { z } from 'zod';
import { anything } from '../../../shared/input/parseInput';
import { part, texts } from '../../../shared/lenientSchemas';
import { camelObject, isoTime, objects } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { newEvent, unknownEvent } from './base';
import { findContact } from './contacts';

const preferenceSchema = z.object(
	texts('user_id', 'wa_id', 'parent_user_id', 'timestamp', 'category', 'value', 'detail', 'signup_id'),
);

/** Users who stop or resume marketing messages. WhatsApp docs: Webhooks > user_preferences. */
export function readPreferences(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.user_preferences);
	if (rows.length === 0) return [unknownEvent(change)];
	return rows.map((row) => {
		const preference = preferenceSchema.parse(row);
		const ids = [preference.user_id, preference.wa_id, preference.parent_user_id];
		const contact = findContact(change.value.contacts, ids, rows.length === 1);
		const { person } = contact;
		const waId = preference.wa_id ?? person.waId;
		return newEvent(change, {
			kind: 'userPreference',
			fields: {
				...person,
				from: waId,
				waId,
				userId: preference.user_id ?? person.userId,
				parentUserId: preference.parent_user_id ?? person.parentUserId,
				timestamp: isoTime(preference.timestamp),
				category: preference.category,
				// In an item, `value` is Meta's object.
				preference: preference.value,
				detail: preference.detail,
				signupId: preference.signup_id,
			},
			as: 'value',
			place: { list: 'user_preferences', row },
			contact,
		});
	});
}

const changedId = part(texts('current', 'previous'));

const userIdSchema = z.object({
	...texts('wa_id', 'timestamp', 'detail'),
	user_id: changedId,
	parent_user_id: changedId,
});

/** Users whose user ID changed. WhatsApp docs: Webhooks > user_id_update. */
export function readUserIds(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.user_id_update);
	if (rows.length === 0) return [unknownEvent(change)];
	return rows.map((row) => {
		const { wa_id, timestamp, detail, user_id: ids, parent_user_id: parents } = userIdSchema.parse(row);
		const contact = findContact(change.value.contacts, [ids?.current, wa_id, ids?.previous], rows.length === 1);
		const { person } = contact;
		const waId = wa_id ?? person.waId;
		return newEvent(change, {
			kind: 'userIdUpdate',
			fields: {
				...person,
				from: waId,
				waId,
				userId: ids?.current ?? person.userId,
				previousUserId: ids?.previous,
				parentUserId: parents?.current ?? person.parentUserId,
				previousParentUserId: parents?.previous,
				timestamp: isoTime(timestamp),
				detail,
			},
			as: 'value',
			place: { list: 'user_id_update', row },
			contact,
		});
	});
}

const automaticEventSchema = z.object({
	...texts('id', 'event_name', 'timestamp', 'ctwa_clid'),
	custom_data: anything,
});

/** Leads and purchases that Meta detected in chats. WhatsApp docs: Webhooks > automatic_events. */
export function readAutomaticEvents(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.automatic_events);
	if (rows.length === 0) return [unknownEvent(change)];
	return rows.map((row) => {
		const { id, event_name, timestamp, ctwa_clid, custom_data } = automaticEventSchema.parse(row);
		return newEvent(change, {
			kind: 'automaticEvent',
			fields: {
				messageId: id,
				timestamp: isoTime(timestamp),
				eventName: event_name,
				ctwaClid: ctwa_clid,
				customData: camelObject(custom_data),
			},
			as: 'value',
			place: { list: 'automatic_events', row },
			ids: [id, event_name, timestamp],
		});
	});
}
