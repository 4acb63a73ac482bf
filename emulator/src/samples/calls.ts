import { FROM, PARENT, USER, about, after, contact, error, file, NUMBER, SECONDS, TIME, type Kinds } from './parts';

const CALL = 'wacid.<id>';
const sdp = 'v=0\r\no=- 7669997803033704573 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';
const row = (direction: string, rest: Record<string, unknown>): Record<string, unknown> => ({
	id: CALL,
	...(direction === 'USER_INITIATED'
		? { from: FROM, from_user_id: USER, from_parent_user_id: PARENT, to: NUMBER }
		: { from: NUMBER, to: FROM, to_user_id: USER, to_parent_user_id: PARENT }),
	timestamp: TIME,
	direction,
	...rest,
});
/** Meta docs: Business-scoped user IDs > Calling API: a user whom the business calls has no `name`. */
const called = { ...contact, profile: { username: contact.profile.username } };
const call = (direction: string, rest: Record<string, unknown>): Record<string, unknown> => ({
	...about,
	contacts: [direction === 'USER_INITIATED' ? contact : called],
	calls: [row(direction, rest)],
});
const status = (name: string): Record<string, unknown> => ({
	...about,
	contacts: [called],
	statuses: [
		{
			id: CALL,
			type: 'call',
			status: name,
			timestamp: TIME,
			recipient_id: FROM,
			recipient_user_id: USER,
			recipient_parent_user_id: PARENT,
			biz_opaque_callback_data: 'order 1001',
		},
	],
});

/** Meta docs: Calling API > Webhooks. */
export const calls: Kinds = {
	incomingCall: call('USER_INITIATED', {
		event: 'connect',
		session: { sdp_type: 'offer', sdp },
		cta_payload: 'button-1',
		deeplink_payload: 'link-1',
	}),
	outgoingCallAnswered: call('BUSINESS_INITIATED', {
		event: 'connect',
		session: { sdp_type: 'answer', sdp },
		biz_opaque_callback_data: 'order 1001',
	}),
	callEnded: call('USER_INITIATED', {
		event: 'terminate',
		status: 'COMPLETED',
		start_time: after(-90),
		end_time: SECONDS,
		duration: 90,
	}),
	// Meta docs: Calling API > Reference > Call terminate webhook: the errors are beside the call.
	callFailed: {
		...call('BUSINESS_INITIATED', { event: 'terminate', status: 'FAILED', biz_opaque_callback_data: 'order 1001' }),
		errors: [
			{
				...error(138020, 'Call failed', 'Call failed due to relay connection issues'),
				href: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
			},
		],
	},
	// Meta docs: Calling API > SIP: with callEnded the only event of a call over SIP; no `session`.
	callCreated: call('USER_INITIATED', { event: 'call_created' }),
	// Meta docs: Calling API > Call recording, Call transcription: kept for 7 days.
	recordingAvailable: call('USER_INITIATED', {
		event: 'call_recording_available',
		call_recording: { type: 'audio', audio: file('audio/ogg; codecs=opus') },
	}),
	transcriptAvailable: call('USER_INITIATED', {
		event: 'call_transcription_available',
		call_transcript: { document: file('application/json') },
	}),
	ringing: status('RINGING'),
	accepted: status('ACCEPTED'),
	rejected: status('REJECTED'),
	callError: { ...about, errors: [error(138006, 'Call permission', 'No approved call permission from the recipient')] },
};
