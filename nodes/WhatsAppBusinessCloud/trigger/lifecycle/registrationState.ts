import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { LruMap } from '../../shared/lruMap';
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

/** What a trigger is registered for. A trigger without a registration accepts all events. */
export function registeredScope(context: IWebhookFunctions): Scope {
	const { listenOn, wabaId, phoneNumberId } = (context.getWorkflowStaticData('node')[KEY] ??
		{}) as Partial<RegistrationState>;
	if (listenOn === 'businessAccount' && wabaId) return { listenOn, wabaId };
	if (listenOn === 'phoneNumber' && phoneNumberId) return { listenOn, phoneNumberId };
	return { listenOn: 'app' };
}

/** ID of the app that a trigger is registered for; '' without a registration. */
export const registeredAppId = (context: IWebhookFunctions): string =>
	((context.getWorkflowStaticData('node')[KEY] ?? {}) as Partial<RegistrationState>).appId ?? '';
