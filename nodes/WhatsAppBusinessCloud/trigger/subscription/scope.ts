import type { IWebhookFunctions } from 'n8n-workflow';
import type { ReceivedEvent } from '../receive/types';
import { KEY } from './memory';
import type { Held } from './types';

/**
 * Which events a trigger listens to. One for an account or a number can get those of others too: where the app had no
 * callback, it holds that one as well.
 * @returns whether an event is about the account or number that was registered; events that name none are
 */
export function scopeOf(context: IWebhookFunctions): (event: ReceivedEvent) => boolean {
	const held = context.getWorkflowStaticData('node')[KEY] as Partial<Held> | undefined;
	const fits = (given: unknown, wanted: string | undefined): boolean => !wanted || given === undefined || String(given) === wanted;
	if (held?.listenOn === 'businessAccount') return ({ json }) => fits(json.wabaId, held.wabaId);
	if (held?.listenOn === 'phoneNumber') return ({ json }) => fits(json.phoneNumberId, held.phoneNumberId);
	return () => true;
}
