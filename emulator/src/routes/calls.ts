import { z } from 'zod';
import { currentCall, end, newCall, pickUp, ring, type Call } from '../calls/call';
import { callLimits, permissionOf, requestLimits, usage } from '../calls/permissions';
import { parameterError, whatsappError } from '../errors';
import type { Json } from '../messages/checks';
import { readRecipient } from '../messages/recipient';
import { isCallingOn, isSipOn } from '../numbers/settings';
import { oneOf, paramsOf, part, says, text, whatsapp } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';
import { seed } from '../seed';
import type { State } from '../state';
import { messagingPhone } from './nodes';

type Limit = (typeof requestLimits)[number];

/** Meta docs: Calling API > Call permissions: how much of each limit is used, and until when a full one holds. */
function limitsOf(limits: Limit[], times: number[], now: number): Json[] {
	return limits.map(({ time_period, ms, max_allowed }) => {
		const current_usage = usage(times, ms, now);
		const oldest = Math.min(...times.filter((at) => at > now - ms));
		const full = current_usage < max_allowed ? {} : { limit_expiration_time: Math.ceil((oldest + ms) / 1000) };
		return { time_period, max_allowed, current_usage, ...full };
	});
}

const isFree = (limits: Limit[], times: number[], now: number): boolean =>
	limits.every(({ ms, max_allowed }) => usage(times, ms, now) < max_allowed);

/** GET /{phone}/call_permissions?user_wa_id= or ?recipient= (Meta docs: Calling API > Call permissions). */
export function getCallPermissions(ctx: RequestContext, id: string): RouteResponse {
	const { state, params } = ctx;
	const phone = messagingPhone(ctx, id);
	const { user_wa_id: to, recipient } = params;
	state.rates.readCallPermission(phone.id);
	if (to === undefined && recipient === undefined) throw parameterError('The parameter user_wa_id is required.');
	const { key } = readRecipient({ to, recipient }, phone, state);
	const { status, until, requests, calls } = permissionOf(state, phone.id, key);
	const now = state.clock.now();
	const action = (action_name: string, can_perform_action: boolean, limits: Json[]): Json => ({
		action_name,
		can_perform_action,
		limits,
	});
	const canAsk = status !== 'permanent' && isFree(requestLimits, requests, now);
	const canCall = status !== 'no_permission' && isFree(callLimits, calls, now);
	return {
		json: {
			messaging_product: 'whatsapp',
			permission: { status, ...(until === undefined ? {} : { expiration_time: until }) },
			actions: [
				action('send_call_permission_request', canAsk, limitsOf(requestLimits, requests, now)),
				action('start_call', canCall, limitsOf(callLimits, calls, now)),
			],
		},
	};
}

/** Meta docs: Calling API > Call recording > Languages of the announcement. */
const languages = /^(?:en(?:_(?:US|AU|CA|GB|IN|NZ))?|fr|de|hi|it|kn|pt|es|te|vi|nl|es_ES)$/;

const artifact = part({
	status: oneOf('ENABLED', 'DISABLED'),
	purpose: text(250),
	announcement_language: z.string(says('must be a string')).regex(languages, 'is not a supported language'),
}).optional();

const session = (type: 'offer' | 'answer') => part({ sdp_type: oneOf(type), sdp: text(100_000) });
const common = { messaging_product: whatsapp, biz_opaque_callback_data: text(512, 0).optional() };
const artifacts = { recording: artifact, transcription: artifact };
const connect = z.object({ ...common, session: session('offer'), ...artifacts });
const answer = z.object({ ...common, call_id: text(1000), session: session('answer'), ...artifacts });
const ending = z.object({ ...common, call_id: text(1000) });

/** Starts a call to a user who has allowed it (Meta docs: Calling API > Business-initiated calls). */
function startCall(ctx: RequestContext, phoneId: string): RouteResponse {
	const { state, params } = ctx;
	const { session: _session, messaging_product: _product, ...read } = paramsOf(params, connect);
	const { key: user } = readRecipient(
		{ to: params.to, recipient: params.recipient },
		state.phones.get(phoneId)!,
		state,
	);
	const { status, calls } = permissionOf(state, phoneId, user);
	if (status === 'no_permission') throw whatsappError(138006, 'The user has not given permission to call them.');
	if (!isFree(callLimits, calls, state.clock.now()))
		throw whatsappError(138012, 'The limit of calls to this user in 24 hours is reached.');
	if (user === seed.undeliverableRecipient) throw whatsappError(138001, 'The user cannot be called.');
	if (currentCall(state, phoneId, user)) throw whatsappError(138003, 'There is a call with this user already.');
	const call = newCall(state, { phoneNumberId: phoneId, user, direction: 'BUSINESS_INITIATED', ...read });
	void ring(state, call);
	return { json: { messaging_product: 'whatsapp', calls: [{ id: call.id }] } };
}

/** A call of a number that has not ended. */
function callOf({ collections }: State, phoneId: string, id: string): Call {
	const call = collections.calls.get(id);
	if (call?.phoneNumberId !== phoneId) throw whatsappError(131009, `There is no call '${id}' of this phone number.`);
	if (call.state === 'ended') throw whatsappError(131009, `The call '${id}' has ended.`);
	return call;
}

const success: RouteResponse = { json: { messaging_product: 'whatsapp', success: true } };

/** Takes a call of a user (Meta docs: Calling API > User-initiated calls). A call is accepted once. */
function acceptCall({ state, params }: RequestContext, phoneId: string): RouteResponse {
	const { call_id, session: _session, messaging_product: _product, ...read } = paramsOf(params, answer);
	const call = callOf(state, phoneId, call_id);
	if (call.direction !== 'USER_INITIATED') throw whatsappError(131009, 'Only calls of users can be accepted.');
	if (call.state === 'accepted') throw whatsappError(138003, 'The call is accepted already.');
	Object.assign(call, read);
	if (params.action === 'accept') pickUp(state, call);
	return success;
}

/** Rejects a call of a user, or ends a call. */
function endCall({ state, params }: RequestContext, phoneId: string): RouteResponse {
	const call = callOf(state, phoneId, paramsOf(params, ending).call_id);
	if (params.action === 'reject' && (call.direction !== 'USER_INITIATED' || call.state !== 'ringing'))
		throw whatsappError(131009, 'Only ringing calls of users can be rejected.');
	void state.timers.wait(state.settings.statusDelayMs).then((isDue) => {
		if (isDue && call.state !== 'ended') end(state, call);
	});
	return success;
}

const actions = {
	connect: startCall,
	pre_accept: acceptCall,
	accept: acceptCall,
	reject: endCall,
	terminate: endCall,
};

/** POST /{phone}/calls (Meta docs: Calling API > Reference). */
export function postCalls(ctx: RequestContext, id: string): RouteResponse {
	const phone = messagingPhone(ctx, id);
	const { action } = paramsOf(
		ctx.params,
		z.object({ messaging_product: whatsapp, action: oneOf('connect', 'pre_accept', 'accept', 'reject', 'terminate') }),
	);
	if (!phone.registered) throw whatsappError(133010, 'The phone number is not registered.');
	if (!isCallingOn(phone)) throw whatsappError(138000, 'Calling is not enabled for this phone number.');
	// Meta docs: Calling API > SIP: a number with SIP does not take calls of the Graph API.
	if (isSipOn(phone)) throw whatsappError(131055, 'SIP is enabled for this phone number. Use SIP for its calls.');
	return actions[action](ctx, phone.id);
}
