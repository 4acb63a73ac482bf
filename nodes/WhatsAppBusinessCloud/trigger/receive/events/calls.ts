import { z } from 'zod';
import { anything } from '../../../shared/input/parseInput';
import { number, optionalObject, texts } from '../../../shared/lenientSchemas';
import { isoTime, objects, text, type Data } from '../../../shared/untrustedJson';
import type { Change, ReceivedEvent } from '../types';
import { newEvent, unknownEvent } from './base';
import { findContact } from './contacts';
import { errorFields, hasErrors } from './errors';

const fileSchema = optionalObject(texts('id', 'url', 'mime_type', 'sha256'));

const callSchema = z.object({
	...texts('id', 'event', 'direction', 'status', 'timestamp', 'start_time', 'end_time'),
	...texts('from', 'from_user_id', 'from_parent_user_id', 'to', 'to_user_id', 'to_parent_user_id'),
	...texts('biz_opaque_callback_data', 'cta_payload', 'deeplink_payload'),
	duration: number,
	session: optionalObject(texts('sdp_type', 'sdp')),
	call_recording: optionalObject({ audio: fileSchema }),
	call_transcript: optionalObject({ document: fileSchema }),
	errors: anything,
});

/** Events of a call. WhatsApp docs: Calling API > Webhooks; SIP calls have only `call_created` and `terminate`. */
const EVENTS = ['connect', 'terminate', 'call_created'];

/** Files of a call: Meta keeps them for 7 days. WhatsApp docs: Calling API > Recording, Transcription. */
const FILES: Readonly<Record<string, string>> = {
	call_recording_available: 'callRecording',
	call_transcription_available: 'callTranscript',
};

/** The recording or transcript of a call, with the names that media of messages have. */
function fileFields({ call_recording: recording, call_transcript: transcript }: z.infer<typeof callSchema>): Data {
	const { id, url, mime_type, sha256 } = recording?.audio ?? transcript?.document ?? {};
	return { mediaId: id, mediaUrl: url, mimeType: mime_type, sha256 };
}

/** The file in one of `calls`, e.g. `mediaId`; without properties if it has none. */
export const callFile = (row: Data): Data => fileFields(callSchema.parse(row));

const kindOf = (event = ''): string => (Object.hasOwn(FILES, event) ? FILES[event] : 'call');

function readCall(change: Change, row: Data, isAlone: boolean): ReceivedEvent {
	const { value } = change;
	const call = callSchema.parse(row);
	const isOutgoing = call.direction === 'BUSINESS_INITIATED';
	const [userId, number, parentUserId] = isOutgoing
		? [call.to_user_id, call.to, call.to_parent_user_id]
		: [call.from_user_id, call.from, call.from_parent_user_id];
	const contact = findContact(value.contacts, [userId, number, parentUserId], isAlone);
	const { user } = contact;
	const kind = kindOf(call.event);
	const file = fileFields(call);
	return newEvent(change, {
		kind,
		isKnown: kind !== 'call' || EVENTS.includes(call.event ?? ''),
		fields: {
			...user,
			from: call.from ?? (isOutgoing ? undefined : user.waId),
			to: call.to ?? (isOutgoing ? user.waId : undefined),
			userId: userId ?? user.userId,
			parentUserId: parentUserId ?? user.parentUserId,
			callId: call.id,
			timestamp: isoTime(call.timestamp),
			event: call.event,
			direction: call.direction,
			status: call.status,
			startTime: isoTime(call.start_time),
			endTime: isoTime(call.end_time),
			duration: call.duration,
			sdpType: call.session?.sdp_type,
			sdp: call.session?.sdp,
			...file,
			// Meta reports errors of a failed call next to the call. WhatsApp docs: Calling API > Webhooks > Call terminate.
			...errorFields(hasErrors(call.errors) ? call.errors : isAlone ? value.errors : undefined),
			callbackData: call.biz_opaque_callback_data,
			ctaPayload: call.cta_payload,
			deeplinkPayload: call.deeplink_payload,
		},
		as: 'value',
		place: { list: 'calls', row },
		contact,
		ids: [call.id, call.event, ...(kind === 'call' ? [] : [text(file.mediaId)])],
	});
}

const callStatusSchema = z.object({
	...texts('id', 'type', 'status', 'timestamp', 'biz_opaque_callback_data'),
	...texts('recipient_id', 'recipient_user_id', 'recipient_parent_user_id'),
	errors: anything,
});

function readCallStatus(change: Change, row: Data, isAlone: boolean): ReceivedEvent {
	const { value } = change;
	const status = callStatusSchema.parse(row);
	const ids = [status.recipient_user_id, status.recipient_id, status.recipient_parent_user_id];
	const contact = findContact(value.contacts, ids, isAlone);
	const { user } = contact;
	return newEvent(change, {
		kind: 'callStatus',
		fields: {
			recipientId: status.recipient_id ?? user.waId,
			...user,
			userId: status.recipient_user_id ?? user.userId,
			parentUserId: status.recipient_parent_user_id ?? user.parentUserId,
			callId: status.id,
			timestamp: isoTime(status.timestamp),
			type: status.type,
			status: status.status,
			...errorFields(hasErrors(status.errors) ? status.errors : isAlone ? value.errors : undefined),
			callbackData: status.biz_opaque_callback_data,
		},
		as: 'value',
		place: { list: 'statuses', row },
		contact,
		ids: [status.id, status.status],
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
	if (hasErrors(value.errors))
		return [newEvent(change, { kind: 'callError', fields: errorFields(value.errors), as: 'value' })];
	return [unknownEvent(change)];
}
