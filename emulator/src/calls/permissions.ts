import { whatsappError } from '../errors';
import { isObject, type Json } from '../messages/checks';
import { templateOf } from '../phoneApi/content/template';
import type { State } from '../state';
import type { Component } from '../templates/types';

const HOUR = 3600_000;
const DAY = 24 * HOUR;
/** Meta docs: Calling API > Call permissions: how long a temporary permission holds. */
const TEMPORARY_SECONDS = 7 * 24 * 3600;

/** Meta docs: Calling API > Limits: requests for permission, and connected calls, to one user. */
export const requestLimits = [
	{ time_period: 'PT24H', ms: DAY, max_allowed: 1 },
	{ time_period: 'P7D', ms: 7 * DAY, max_allowed: 2 },
];
export const callLimits = [{ time_period: 'PT24H', ms: DAY, max_allowed: 100 }];
/** Calls in a row that the user does not answer, after which the permission ends. */
const MAX_UNANSWERED = 4;

/** What a number may do to call a user. */
export interface CallPermission {
	status: 'no_permission' | 'temporary' | 'permanent';
	/** In seconds; of a temporary permission. */
	until?: number;
	/** When the user was asked, in ms, since the last connected call. */
	requests: number[];
	/** When calls were connected, in ms. */
	calls: number[];
	unanswered: number;
}

/** A user by number, also when they are addressed by ID. */
export const userKey = (user: string): string => /^[A-Z]{2}\.(\d+)0001$/.exec(user)?.[1] ?? user.replace(/^\+/, '');

/** The permission of a user; a temporary one that is over is none. */
export function permissionOf({ collections, clock }: State, phoneId: string, user: string): CallPermission {
	const key = `${phoneId} ${userKey(user)}`;
	const known = collections.callPermissions.get(key) ?? {
		status: 'no_permission',
		requests: [],
		calls: [],
		unanswered: 0,
	};
	collections.callPermissions.set(key, known);
	if (known.until !== undefined && known.until <= clock.seconds()) {
		known.status = 'no_permission';
		delete known.until;
	}
	return known;
}

/** How many of some times are in a period up to now. */
export const usage = (times: number[], ms: number, now: number): number => times.filter((at) => at > now - ms).length;

/**
 * The message asks for permission to call: an interactive message, or a template with that component (Meta docs: Calling
 * API > Call permissions > Template messages).
 */
export function asksToCall({ templates }: State, { interactive, template }: Json): boolean {
	if (isObject(interactive)) return interactive.type === 'call_permission_request';
	if (!isObject(template)) return false;
	return templateOf(template, templates)?.components.some(isPermissionRequest) === true;
}

const isPermissionRequest = ({ type }: Component): boolean => type.toUpperCase() === 'CALL_PERMISSION_REQUEST';

/**
 * Checks and notes a message that asks a user for permission to call. Throws 138009 above the limit, 138017 when there is
 * a permanent permission (Meta docs: Calling API > Troubleshooting).
 */
export function noteRequest(state: State, phoneId: string, user: string, body: Json): void {
	if (!asksToCall(state, body)) return;
	const permission = permissionOf(state, phoneId, user);
	if (permission.status === 'permanent') throw whatsappError(138017, 'The user has given a permanent permission.');
	const now = state.clock.now();
	if (requestLimits.some(({ ms, max_allowed }) => usage(permission.requests, ms, now) >= max_allowed))
		throw whatsappError(138009, 'The limit of requests for permission to call this user is reached.');
	permission.requests.push(now);
}

/** Notes the answer of a user in a message from them. */
export function noteReply(state: State, phoneId: string, user: string, { interactive }: Json): void {
	const reply = isObject(interactive) ? interactive.call_permission_reply : undefined;
	if (!isObject(reply)) return;
	const permission = permissionOf(state, phoneId, user);
	permission.unanswered = 0;
	delete permission.until;
	if (reply.response !== 'accept') permission.status = 'no_permission';
	else if (reply.is_permanent === true) permission.status = 'permanent';
	else {
		permission.status = 'temporary';
		permission.until = Number(reply.expiration_timestamp ?? state.clock.seconds() + TEMPORARY_SECONDS);
	}
}

/** A call between a number and a user was connected, or the user did not answer it. */
export function noteCall(state: State, phoneId: string, user: string, isConnected: boolean): void {
	const permission = permissionOf(state, phoneId, user);
	if (isConnected) {
		permission.calls.push(state.clock.now());
		permission.requests = [];
		permission.unanswered = 0;
		return;
	}
	permission.unanswered += 1;
	if (permission.unanswered < MAX_UNANSWERED) return;
	permission.status = 'no_permission';
	delete permission.until;
}
