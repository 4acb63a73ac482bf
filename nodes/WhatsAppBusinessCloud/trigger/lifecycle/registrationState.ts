import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { LruMap } from '../../shared/lruMap';
import type { HandedFields } from '../../subscriptions/handedFields';
import type { Scope } from '../../subscriptions/listening';
import type { RegistrationState } from './types';

/** Maximum number of failed registrations to remember. n8n cleans up immediately, so no more than that fail at once. */
const MAX_ATTEMPTS = 1000;

/** Failed registrations, for the cleanup that n8n calls right after, possibly with reloaded static data. */
const attempts = new LruMap<string, { state: RegistrationState | undefined; at: number }>(MAX_ATTEMPTS);

/** ms. n8n cleans up immediately; a later call of `delete` is not a cleanup. */
const CLEAN_UP = 60_000;

/** Key of the registration in the node's static data. */
const KEY = 'subscription';

const keyOf = (context: IHookFunctions, callbackUrl: string): string =>
	[context.getWorkflow().id, context.getNode().id, callbackUrl].join('\n');

/** Records that checkExists or create failed. @param state what it had changed by then; undefined for nothing */
export function markUnfinished(context: IHookFunctions, callbackUrl: string, state?: RegistrationState): void {
	attempts.set(keyOf(context, callbackUrl), { state, at: Date.now() });
}

export function clearUnfinished(context: IHookFunctions, callbackUrl: string): void {
	attempts.delete(keyOf(context, callbackUrl));
}

/** @returns the failed registration that this call of `delete` cleans up; undefined if this is not a cleanup */
export function popUnfinished(
	context: IHookFunctions,
	callbackUrl: string,
): { state: RegistrationState | undefined } | undefined {
	const key = keyOf(context, callbackUrl);
	const attempt = attempts.get(key);
	attempts.delete(key);
	return attempt && Date.now() - attempt.at < CLEAN_UP ? attempt : undefined;
}

/** n8n keeps static data of a published workflow, and of a test run until it ends. */
export function saveRegistration(context: IHookFunctions, state: RegistrationState): void {
	context.getWorkflowStaticData('node')[KEY] = { ...state };
}

export function loadRegistration(context: IHookFunctions): RegistrationState | undefined {
	const state = context.getWorkflowStaticData('node')[KEY] as Partial<RegistrationState> | undefined;
	return typeof state?.callbackUrl === 'string'
		? ({ ...state, added: [...(state.added ?? [])] } as RegistrationState)
		: undefined;
}

export function clearRegistration(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node')[KEY];
}

/** Key of the trigger's own fields in the node's static data, after its registration has ended. */
const OWN_FIELDS = 'ownFields';

/** A trigger's own fields that the app is still subscribed to after the trigger's registration has ended. */
export interface LeftFields {
	appId: string;
	fields: string[];
	/** ms since 1970 */
	at: number;
}

/** Remembers them for the next registration: n8n removes a trigger before it registers it again. */
export function saveLeftFields(context: IHookFunctions, appId: string, fields: string[]): void {
	const stored = context.getWorkflowStaticData('node');
	if (fields.length > 0) stored[OWN_FIELDS] = { appId, fields, at: Date.now() };
	else if (stored[OWN_FIELDS] !== undefined) delete stored[OWN_FIELDS];
}

export function loadLeftFields(context: IHookFunctions): LeftFields | undefined {
	const left = context.getWorkflowStaticData('node')[OWN_FIELDS] as Partial<LeftFields> | undefined;
	return Array.isArray(left?.fields) ? (left as LeftFields) : undefined;
}

/** What a trigger is registered for. A trigger without a registration accepts all events. */
export function registeredScope(context: IWebhookFunctions): Scope {
	const { listenOn, wabaId, phoneNumberId } = (context.getWorkflowStaticData('node')[KEY] ??
		{}) as Partial<RegistrationState>;
	if (listenOn === 'businessAccount' && wabaId) return { listenOn, wabaId };
	if (listenOn === 'phoneNumber' && phoneNumberId) return { listenOn, phoneNumberId };
	return { listenOn: 'app' };
}

/**
 * Receives the fields of another trigger that is unpublished. Only from one of the same account: its callback is seen
 * if it is published again, so that the app's subscription is not removed while it needs these fields.
 */
export function receiveFields(context: IWebhookFunctions, { wabaId, fields }: HandedFields): void {
	const stored = context.getWorkflowStaticData('node');
	const state = stored[KEY] as Partial<RegistrationState> | undefined;
	if (!state?.wabaId || state.wabaId !== wabaId) return;
	stored[KEY] = { ...state, own: [...new Set([...(state.own ?? state.added ?? []), ...fields])].sort() };
}

/** ID of the app that a trigger is registered for; '' without a registration. */
export const registeredAppId = (context: IWebhookFunctions): string =>
	((context.getWorkflowStaticData('node')[KEY] ?? {}) as Partial<RegistrationState>).appId ?? '';
