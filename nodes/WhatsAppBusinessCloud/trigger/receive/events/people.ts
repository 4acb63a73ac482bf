import type { Change, ReceivedEvent } from '../types';
import { findContact, newEvent, senderFields, unknownEvent } from './base';
import { camelObject, isoTime, objects, part, text } from '../../../shared/untrustedJson';

/** Users who stop or resume marketing messages. WhatsApp docs: Webhooks > user_preferences. */
export function readPreferences(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.user_preferences);
	if (rows.length === 0) return [unknownEvent(change)];
	return rows.map((row) => {
		const contact = findContact(change.value.contacts, [row.user_id, row.wa_id, row.parent_user_id], rows.length === 1);
		const person = senderFields(contact);
		const waId = text(row.wa_id) ?? person.waId;
		return newEvent(change, {
			kind: 'userPreference',
			fields: {
				...person,
				from: waId,
				waId,
				userId: text(row.user_id) ?? person.userId,
				parentUserId: text(row.parent_user_id) ?? person.parentUserId,
				timestamp: isoTime(row.timestamp),
				category: text(row.category),
				// In an item, `value` is Meta's object.
				preference: text(row.value),
				detail: text(row.detail),
				signupId: text(row.signup_id),
			},
			as: 'value',
			place: { list: 'user_preferences', row },
			contact,
		});
	});
}

/** Users whose user ID changed. WhatsApp docs: Webhooks > user_id_update. */
export function readUserIds(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.user_id_update);
	if (rows.length === 0) return [unknownEvent(change)];
	return rows.map((row) => {
		const ids = part(row.user_id);
		const parents = part(row.parent_user_id);
		const contact = findContact(change.value.contacts, [ids.current, row.wa_id, ids.previous], rows.length === 1);
		const person = senderFields(contact);
		const waId = text(row.wa_id) ?? person.waId;
		return newEvent(change, {
			kind: 'userIdUpdate',
			fields: {
				...person,
				from: waId,
				waId,
				userId: text(ids.current) ?? person.userId,
				previousUserId: text(ids.previous),
				parentUserId: text(parents.current) ?? person.parentUserId,
				previousParentUserId: text(parents.previous),
				timestamp: isoTime(row.timestamp),
				detail: text(row.detail),
			},
			as: 'value',
			place: { list: 'user_id_update', row },
			contact,
		});
	});
}

/** Leads and purchases that Meta detected in chats. WhatsApp docs: Webhooks > automatic_events. */
export function readAutomaticEvents(change: Change): ReceivedEvent[] {
	const rows = objects(change.value.automatic_events);
	if (rows.length === 0) return [unknownEvent(change)];
	return rows.map((row) =>
		newEvent(change, {
			kind: 'automaticEvent',
			fields: {
				messageId: text(row.id),
				timestamp: isoTime(row.timestamp),
				eventName: text(row.event_name),
				ctwaClid: text(row.ctwa_clid),
				customData: camelObject(row.custom_data),
			},
			as: 'value',
			place: { list: 'automatic_events', row },
			ids: [row.id, row.event_name, row.timestamp],
		}),
	);
}
