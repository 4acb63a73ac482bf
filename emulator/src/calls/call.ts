import { problem } from '../groups/group';
import type { Json } from '../messages/checks';
import { isCallingOn, isSipOn } from '../numbers/settings';
import { showCall } from '../phoneApi/calls';
import { identityOf } from '../phoneApi/identity';
import { transcript } from '../samples/send';
import type { State } from '../state';
import { metadata, UNKNOWN_NAME, userId } from '../webhookPayloads';
import { noteCall, userKey } from './permissions';

/** Whether a call is recorded or transcribed, and what both sides hear about it. */
export interface Artifact {
	status: 'ENABLED' | 'DISABLED';
	purpose: string;
	announcement_language: string;
}

export interface Call {
	id: string;
	phoneNumberId: string;
	/** Digits of the user's number, or their ID if only that is known. */
	user: string;
	direction: 'BUSINESS_INITIATED' | 'USER_INITIATED';
	state: 'ringing' | 'accepted' | 'ended';
	/** When it was picked up, in seconds. */
	start_time?: number;
	biz_opaque_callback_data?: string;
	recording?: Artifact;
	transcription?: Artifact;
}

/** A session description (RFC 8866) without media: the emulator makes no sound. */
const sdp = 'v=0\r\no=- 7669997803033704573 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';

/** The user's number and ID, as far as known. */
const personOf = (user: string): { wa_id?: string; user_id: string } =>
	/^\d+$/.test(user) ? { wa_id: user, user_id: userId(user) } : { user_id: user };

/** What a webhook about a call has beside the event. Meta docs: Calling API > Webhooks. */
function about(state: State, { phoneNumberId, user }: Call): Json {
	const customer = state.phone.customers.at(user);
	const contact = customer ? identityOf(customer).contact : { profile: { name: UNKNOWN_NAME }, ...personOf(user) };
	return { messaging_product: 'whatsapp', metadata: metadata(state.phones.get(phoneNumberId)!), contacts: [contact] };
}

function send(state: State, { phoneNumberId }: Call, value: Json): void {
	state.webhooks.events([{ field: 'calls', value, phoneNumberId }]);
}

/** Tells an event of a call: `connect`, `terminate`, or that a recording or transcript is there. */
export function tellCall(state: State, call: Call, event: string, rest: Json = {}, beside: Json = {}): void {
	const { wa_id, user_id } = personOf(call.user);
	const business = metadata(state.phones.get(call.phoneNumberId)!).display_phone_number;
	const isFromUser = call.direction === 'USER_INITIATED';
	const person = isFromUser
		? { ...(wa_id && { from: wa_id }), from_user_id: user_id, to: business }
		: { from: business, ...(wa_id && { to: wa_id }), to_user_id: user_id };
	const { biz_opaque_callback_data: data } = call;
	const one = {
		id: call.id,
		...person,
		event,
		timestamp: String(state.clock.seconds()),
		direction: call.direction,
		...(data === undefined ? {} : { biz_opaque_callback_data: data }),
		...rest,
	};
	send(state, call, { ...about(state, call), calls: [one], ...beside });
}

/** Tells the status of a call of the business. */
function tellStatus(state: State, call: Call, status: 'RINGING' | 'ACCEPTED' | 'REJECTED'): void {
	const { wa_id, user_id } = personOf(call.user);
	const { id, biz_opaque_callback_data: data } = call;
	const one = {
		id,
		type: 'call',
		status,
		timestamp: String(state.clock.seconds()),
		...(wa_id && { recipient_id: wa_id }),
		recipient_user_id: user_id,
		...(data === undefined ? {} : { biz_opaque_callback_data: data }),
	};
	send(state, call, { ...about(state, call), statuses: [one] });
}

/** Picks a call up. */
export function pickUp(state: State, call: Call): void {
	call.state = 'accepted';
	call.start_time = state.clock.seconds();
	noteCall(state, call.phoneNumberId, call.user, true);
	showCall(state, call);
}

/**
 * The user's phone rings. They answer at once, or do so in the browser, or do not answer, as when their phone is not
 * online: the call then ends, without having begun.
 */
export async function ring(state: State, call: Call): Promise<void> {
	const step = async (): Promise<boolean> =>
		(await state.timers.wait(state.settings.statusDelayMs)) && call.state === 'ringing';
	if (!(await step())) return;
	tellStatus(state, call, 'RINGING');
	showCall(state, call);
	if (!(await step())) return;
	const { condition, calls } = state.phone.customers.at(call.user) ?? { condition: 'online', calls: 'atOnce' };
	if (condition !== 'online' || calls === 'never') miss(state, call);
	else if (calls === 'atOnce') answerCall(state, call);
}

/** The user takes a call of the business. */
export function answerCall(state: State, call: Call): void {
	pickUp(state, call);
	tellStatus(state, call, 'ACCEPTED');
	tellCall(state, call, 'connect', { session: { sdp_type: 'answer', sdp } });
}

/** The user rejects a call of the business (Meta docs: Calling API > Business-initiated calls). */
export function declineCall(state: State, call: Call): void {
	tellStatus(state, call, 'REJECTED');
	end(state, call);
}

/** The user does not answer a call of the business. */
export function miss(state: State, call: Call): void {
	noteCall(state, call.phoneNumberId, call.user, false);
	end(state, call, 138019);
}

/** Ends a call, and makes its recording and transcript available. @param code why it failed */
export function end(state: State, call: Call, code?: number): void {
	call.state = 'ended';
	const { start_time } = call;
	const end_time = state.clock.seconds();
	const times = start_time === undefined ? {} : { start_time, end_time, duration: Math.max(0, end_time - start_time) };
	const failed = code === undefined ? {} : { errors: [problem(code, 'The user did not answer.')] };
	tellCall(state, call, 'terminate', { status: code === undefined ? 'COMPLETED' : 'FAILED', ...times }, failed);
	showCall(state, call);
	if (start_time !== undefined) void addArtifacts(state, call);
}

/** Meta docs: Calling API > Call recording, Call transcription: files like any media. */
async function addArtifacts(state: State, call: Call): Promise<void> {
	if (!(await state.timers.wait(state.settings.statusDelayMs))) return;
	const add = async (mimeType: string, content: Buffer | { generatedBytes: number }): Promise<Json> => {
		const { id, sha256 } = await state.media.add(
			{ mimeType, content, expiresAt: state.media.expiry('call') },
			call.phoneNumberId,
		);
		return { id, mime_type: mimeType, sha256: Buffer.from(sha256, 'hex').toString('base64') };
	};
	if (call.recording?.status === 'ENABLED') {
		const audio = await add('audio/ogg; codecs=opus', { generatedBytes: 2000 });
		tellCall(state, call, 'call_recording_available', { call_recording: { type: 'audio', audio } });
	}
	if (call.transcription?.status === 'ENABLED') {
		const document = await add('application/json', transcript);
		tellCall(state, call, 'call_transcription_available', { call_transcript: { document } });
	}
}

const newId = (state: State): string => `wacid.${state.newRequestId()}`;

/** Keeps a new call. */
export function newCall(state: State, call: Omit<Call, 'id' | 'state'>): Call {
	const kept: Call = { ...call, id: newId(state), state: 'ringing' };
	state.collections.calls.set(kept.id, kept);
	return kept;
}

/** The call with a user that has not ended. */
export const currentCall = ({ collections }: State, phoneId: string, user: string): Call | undefined =>
	[...collections.calls.values()].find(
		(one) => one.state !== 'ended' && one.phoneNumberId === phoneId && userKey(one.user) === userKey(user),
	);

/**
 * A customer calls a number. @param payload of the button or the link that they used
 * @returns the ID of the call
 */
export function callBusiness(
	state: State,
	user: string,
	phoneNumberId = state.seed.phoneNumberId,
	payload?: string,
): string {
	const phone = state.phones.get(phoneNumberId);
	if (!phone) throw new RangeError(`There is no phone number with the id '${phoneNumberId}'`);
	if (!isCallingOn(phone)) throw new RangeError('The number takes no calls: calling is not enabled in its settings');
	if (currentCall(state, phoneNumberId, user)) throw new RangeError(`${user} is in a call already`);
	const call = newCall(state, { phoneNumberId, user, direction: 'USER_INITIATED' });
	const cta = payload === undefined ? {} : { cta_payload: payload };
	// Meta docs: Calling API > SIP: the offer goes to the SIP server, and the webhook has no session.
	if (isSipOn(phone)) tellCall(state, call, 'call_created', cta);
	else tellCall(state, call, 'connect', { session: { sdp_type: 'offer', sdp }, ...cta });
	showCall(state, call);
	return call.id;
}

/** A customer ends their call. @returns its ID @throws RangeError when there is none */
export function hangUp(state: State, user: string, phoneNumberId = state.seed.phoneNumberId): string {
	const call = currentCall(state, phoneNumberId, user);
	if (!call) throw new RangeError(`${user} is in no call`);
	end(state, call);
	return call.id;
}
