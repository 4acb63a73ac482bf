import type { IHookFunctions } from 'n8n-workflow';
import { LruMap } from '../../shared/lruMap';
import type { RegistrationState } from './types';

/** n8n cleans up right after: more registrations do not break off at the same time. */
const MAX_ATTEMPTS = 1000;

/** Registrations that broke off, for the clean-up that n8n calls right after, maybe with static data read anew. */
const attempts = new LruMap<string, { held: RegistrationState | undefined; at: number }>(MAX_ATTEMPTS);

/** ms; n8n cleans up at once. A later call of `delete` is no clean-up. */
const CLEAN_UP = 60_000;

/** Where in the node's static data a registration is kept. */
export const KEY = 'subscription';

const keyOf = (context: IHookFunctions, address: string): string =>
	[context.getWorkflow().id, context.getNode().id, address].join('\n');

/** Notes that checkExists or create broke off. @param held what it had changed by then; undefined for nothing */
export function markUnfinished(context: IHookFunctions, address: string, held?: RegistrationState): void {
	attempts.set(keyOf(context, address), { held, at: Date.now() });
}

export function clearUnfinished(context: IHookFunctions, address: string): void {
	attempts.delete(keyOf(context, address));
}

/** @returns the registration that this call of `delete` is the clean-up of; undefined when it is none */
export function popUnfinished(
	context: IHookFunctions,
	address: string,
): { held: RegistrationState | undefined } | undefined {
	const key = keyOf(context, address);
	const attempt = attempts.get(key);
	attempts.delete(key);
	return attempt && Date.now() - attempt.at < CLEAN_UP ? attempt : undefined;
}

/** n8n keeps static data with a workflow that is published, and with a test run until it ends. */
export function saveRegistration(context: IHookFunctions, held: RegistrationState): void {
	context.getWorkflowStaticData('node')[KEY] = { ...held };
}

export function loadRegistration(context: IHookFunctions): RegistrationState | undefined {
	const held = context.getWorkflowStaticData('node')[KEY] as Partial<RegistrationState> | undefined;
	return typeof held?.address === 'string'
		? ({ ...held, added: [...(held.added ?? [])] } as RegistrationState)
		: undefined;
}

export function clearRegistration(context: IHookFunctions): void {
	delete context.getWorkflowStaticData('node')[KEY];
}
