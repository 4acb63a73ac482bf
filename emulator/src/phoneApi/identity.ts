import type { Identity } from '../webhookPayloads';
import { compact } from './content/read';
import type { CustomerView } from './types';

/** The name in a profile. Customers whom the emulator met without one are called Customer. */
export const profileName = ({ name }: CustomerView): string => (/^(?:\+\d|[A-Z]{2}\.)/.test(name) ? 'Customer' : name);

/**
 * The parts of a webhook that say who a customer is (Meta docs: Business-scoped user IDs > Webhooks).
 * @param name default: that of the profile
 */
export function identityOf(customer: CustomerView, name = profileName(customer)): Identity {
	const { number, userId, username, hidesNumber } = customer;
	const profile = compact({ name, username });
	return {
		contact: { profile, ...(hidesNumber ? {} : { wa_id: number }), user_id: userId },
		sender: { ...(hidesNumber ? {} : { from: number }), from_user_id: userId },
	};
}
