import type { Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { findContact, newEvent, senderFields, unknownEvent } from './base';
import { errorFields, isoTime, number, objects, part, text } from '../../../shared/untrustedJson';

function readCall(change: Change, row: Data, isAlone: boolean): ReceivedEvent {
	const { value } = change;
	const session = part(row.session);
	const isOutgoing = text(row.direction) === 'BUSINESS_INITIATED';
	const ids = isOutgoing
		? [row.to_user_id, row.to, row.to_parent_user_id]
		: [row.from_user_id, row.from, row.from_parent_user_id];
	const contact = findContact(value.contacts, ids, isAlone);
	const person = senderFields(contact);
	const [userId, , parentUserId] = ids;
	// Meta reports errors of a failed call next to the call. WhatsApp docs: Calling API > Webhooks > Call terminate.
	const errors = objects(row.errors).length > 0 ? row.errors : isAlone ? value.errors : undefined;
	return newEvent(change, {
		kind: 'call',
		isKnown: row.event === 'connect' || row.event === 'terminate',
		fields: {
			...person,
			from: text(row.from) ?? (isOutgoing ? undefined : person.waId),
			to: text(row.to) ?? (isOutgoing ? person.waId : undefined),
			userId: text(userId) ?? person.userId,
			parentUserId: text(parentUserId) ?? person.parentUserId,
			callId: text(row.id),
			timestamp: isoTime(row.timestamp),
			event: text(row.event),
			direction: text(row.direction),
			status: text(row.status),
			startTime: isoTime(row.start_time),
			endTime: isoTime(row.end_time),
			duration: number(row.duration),
			sdpType: text(session.sdp_type),
			sdp: text(session.sdp),
			...errorFields(errors),
			callbackData: text(row.biz_opaque_callback_data),
			ctaPayload: text(row.cta_payload),
			deeplinkPayload: text(row.deeplink_payload),
		},
		as: 'value',
		place: { list: 'calls', row },
		contact,
		ids: [row.id, row.event],
	});
}

function readCallStatus(change: Change, row: Data, isAlone: boolean): ReceivedEvent {
	const { value } = change;
	const contact = findContact(
		value.contacts,
		[row.recipient_user_id, row.recipient_id, row.recipient_parent_user_id],
		isAlone,
	);
	const person = senderFields(contact);
	return newEvent(change, {
		kind: 'callStatus',
		fields: {
			recipientId: text(row.recipient_id) ?? person.waId,
			...person,
			userId: text(row.recipient_user_id) ?? person.userId,
			parentUserId: text(row.recipient_parent_user_id) ?? person.parentUserId,
			callId: text(row.id),
			timestamp: isoTime(row.timestamp),
			type: text(row.type),
			status: text(row.status),
			...errorFields(objects(row.errors).length > 0 ? row.errors : isAlone ? value.errors : undefined),
			callbackData: text(row.biz_opaque_callback_data),
		},
		as: 'value',
		place: { list: 'statuses', row },
		contact,
		ids: [row.id, row.status],
	});
}

/** Reads the field `calls`. WhatsApp docs: Calling API > Webhooks. */
export function readCalls(change: Change): ReceivedEvent[] {
	const { value } = change;
	const calls = objects(value.calls);
	const statuses = objects(value.statuses);
	const isAlone = calls.length + statuses.length === 1;
	const read = [
		...calls.map((row) => readCall(change, row, isAlone)),
		...statuses.map((row) => readCallStatus(change, row, isAlone)),
	];
	if (read.length > 0) return read;
	if (objects(value.errors).length > 0)
		return [newEvent(change, { kind: 'callError', fields: errorFields(value.errors), as: 'value' })];
	return [unknownEvent(change)];
}
