import { z } from 'zod';
import { anything } from '../../../shared/input/parseInput';
import { texts } from '../../../shared/lenientSchemas';
import { camelObject, isoTime, objects, part } from '../../../shared/untrustedJson';
import { MARKETING_CLICKS } from '../../webhookFields';
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
		const { user } = contact;
		const waId = preference.wa_id ?? user.waId;
		return newEvent(change, {
			kind: 'userPreference',
			fields: {
				...user,
				from: waId,
				waId,
				userId: preference.user_id ?? user.userId,
				parentUserId: preference.parent_user_id ?? user.parentUserId,
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

const actionSchema = z.object(texts('action_type', 'timestamp'));

const clickSchema = z.object(texts('click_component', 'product_id', 'click_id', 'tracking_token', 'client_user_agent'));

/** Actions that this version knows. */
const ACTIONS = ['marketing_messages_link_click', 'landing_page_view'];

/**
 * What users did after tapping a marketing message, one event per row. The message is found by the tracking token, or
 * else by the click ID. WhatsApp docs: Marketing Messages API > User action webhooks.
 */
export const readUserActions = (change: Change): ReceivedEvent[] =>
	objects(change.value.user_actions).map((row) => {
		const { action_type = '', timestamp } = actionSchema.parse(row);
		const click = clickSchema.parse(part(row[`${action_type}_data`]));
		return newEvent(change, {
			kind: 'userAction',
			isKnown: ACTIONS.includes(action_type),
			update: MARKETING_CLICKS,
			fields: {
				timestamp: isoTime(timestamp),
				actionType: action_type === '' ? undefined : action_type,
				clickComponent: click.click_component,
				productId: click.product_id,
				clickId: click.click_id,
				trackingToken: click.tracking_token,
				clientUserAgent: click.client_user_agent,
			},
			as: 'value',
			place: { list: 'user_actions', row },
		});
	});
