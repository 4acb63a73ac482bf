import type { Change, Data, ReceivedEvent } from '../types';
import { contactOf, newEvent, personFields, unknownEvent } from './base';
import { errorFields, isoTime, number, objects, part, text } from './values';

function readCall(change: Change, row: Data, isAlone: boolean): ReceivedEvent {
	const { value } = change;
	const session = part(row.session);
	const person = personFields(contactOf(value.contacts, [row.from, row.from_user_id, row.to, row.to_user_id], isAlone));
	return newEvent(change, {
		event: 'call',
		isKnown: row.event === 'connect' || row.event === 'terminate',
		fields: {
			from: text(row.from),
			to: text(row.to),
			...person,
			userId: text(row.direction) === 'BUSINESS_INITIATED' ? (text(row.to_user_id) ?? person.userId) : (text(row.from_user_id) ?? person.userId),
			callId: text(row.id),
			timestamp: isoTime(row.timestamp),
			type: text(row.event),
			direction: text(row.direction),
			status: text(row.status),
			startTime: isoTime(row.start_time),
			endTime: isoTime(row.end_time),
			duration: number(row.duration),
			sdpType: text(session.sdp_type),
			sdp: text(session.sdp),
			...errorFields(row.errors),
			callbackData: text(row.biz_opaque_callback_data),
			ctaPayload: text(row.cta_payload),
			deeplinkPayload: text(row.deeplink_payload),
		},
		as: 'value',
		place: { list: 'calls', row },
		ids: [row.id, row.event],
	});
}

function readCallStatus(change: Change, row: Data, isAlone: boolean): ReceivedEvent {
	const person = personFields(contactOf(change.value.contacts, [row.recipient_id, row.recipient_user_id], isAlone));
	return newEvent(change, {
		event: 'callStatus',
		fields: {
			recipientId: text(row.recipient_id),
			...person,
			userId: text(row.recipient_user_id) ?? person.userId,
			callId: text(row.id),
			timestamp: isoTime(row.timestamp),
			status: text(row.status),
			callbackData: text(row.biz_opaque_callback_data),
		},
		as: 'value',
		place: { list: 'statuses', row },
		ids: [row.id, row.status],
	});
}

/** The field `calls`. WhatsApp docs: Calling API > Webhooks. */
export function readCalls(change: Change): ReceivedEvent[] {
	const { value } = change;
	const calls = objects(value.calls);
	const statuses = objects(value.statuses);
	const read = [
		...calls.map((row) => readCall(change, row, calls.length === 1)),
		...statuses.map((row) => readCallStatus(change, row, statuses.length === 1)),
	];
	if (read.length > 0) return read;
	if (objects(value.errors).length > 0) return [newEvent(change, { event: 'callError', fields: errorFields(value.errors), as: 'value' })];
	return [unknownEvent(change)];
}
