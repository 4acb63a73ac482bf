import type { IWebhookFunctions } from 'n8n-workflow';
import type { ReceivedEvent } from '../receive/types';
import { KEY } from './registrationState';
import type { Scope } from '../../subscriptions/listening';
import type { RegistrationState } from './types';

/** What was registered. A trigger without a registration takes all that comes. */
export function readScope(context: IWebhookFunctions): Scope {
	const { listenOn, wabaId, phoneNumberId } = (context.getWorkflowStaticData('node')[KEY] ??
		{}) as Partial<RegistrationState>;
	if (listenOn === 'businessAccount' && wabaId) return { listenOn, wabaId };
	if (listenOn === 'phoneNumber' && phoneNumberId) return { listenOn, phoneNumberId };
	return { listenOn: 'app' };
}

/**
 * Whether an event is about the account or number that a trigger listens to; events that name none are. A trigger for an account
 * or a number can get those of others too: where the app had no callback, it holds that one as well.
 */
export function isInScope({ json }: ReceivedEvent, { wabaId, phoneNumberId }: Scope): boolean {
	const fits = (given: unknown, wanted: string | undefined): boolean =>
		wanted === undefined || given === undefined || String(given) === wanted;
	return fits(json.wabaId, wabaId) && fits(json.phoneNumberId, phoneNumberId);
}

/** A scope in words, for the log. */
export function describeScope({ wabaId, phoneNumberId }: Scope): string {
	if (phoneNumberId !== undefined) return `the phone number with the ID ${phoneNumberId}`;
	return wabaId === undefined ? 'the whole app' : `the business account ${wabaId}`;
}
