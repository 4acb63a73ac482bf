import type { IWebhookFunctions } from 'n8n-workflow';
import type { ReceivedEvent } from '../receive/types';
import { KEY } from './registrationState';
import type { Scope } from '../../subscriptions/listening';
import type { RegistrationState } from './types';

/** The registered scope. A trigger without a registration accepts all events. */
export function readScope(context: IWebhookFunctions): Scope {
	const { listenOn, wabaId, phoneNumberId } = (context.getWorkflowStaticData('node')[KEY] ??
		{}) as Partial<RegistrationState>;
	if (listenOn === 'businessAccount' && wabaId) return { listenOn, wabaId };
	if (listenOn === 'phoneNumber' && phoneNumberId) return { listenOn, phoneNumberId };
	return { listenOn: 'app' };
}

/**
 * Whether an event belongs to the account or number that a trigger listens to. Events without these IDs always do. A
 * trigger for an account or number can also receive events of others: if the app had no callback, the trigger serves as
 * that one too.
 */
export function isInScope({ json }: ReceivedEvent, { wabaId, phoneNumberId }: Scope): boolean {
	const fits = (given: unknown, wanted: string | undefined): boolean =>
		wanted === undefined || given === undefined || String(given) === wanted;
	return fits(json.wabaId, wabaId) && fits(json.phoneNumberId, phoneNumberId);
}

/** Describes a scope for the log. */
export function describeScope({ wabaId, phoneNumberId }: Scope): string {
	if (phoneNumberId !== undefined) return `the phone number with the ID ${phoneNumberId}`;
	return wabaId === undefined ? 'the whole app' : `the business account ${wabaId}`;
}
