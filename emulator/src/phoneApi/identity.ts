import { readableNumber } from '../readableNumber';
import { UNKNOWN_NAME, type Identity } from '../webhookPayloads';
import { compact } from './content/read';
import type { CustomerView } from './types';

type Addresses = Pick<CustomerView, 'number' | 'userId' | 'hidesNumber'>;

/** What the phone calls a customer without a name: their number, or their user ID when they hide the number. */
export const nameless = ({ number, userId, hidesNumber }: Addresses): string =>
	hidesNumber ? userId : readableNumber(number);

/** Whether the emulator knows no name of a customer. */
export const isNameless = ({ name, number, userId }: Addresses & { name: string }): boolean =>
	[readableNumber(number), userId].includes(name);

/** The name in a customer's profile; undefined when the emulator knows none. */
export const profileName = (customer: CustomerView): string | undefined =>
	isNameless(customer) ? undefined : customer.name;

/**
 * The parts of a webhook that say who a customer is (Meta docs: Business-scoped user IDs > Webhooks).
 * @param name default: that of the profile
 */
export function identityOf(customer: CustomerView, name = profileName(customer) ?? UNKNOWN_NAME): Identity {
	const { number, userId, username, hidesNumber } = customer;
	const profile = compact({ name, username });
	return {
		contact: { profile, ...(hidesNumber ? {} : { wa_id: number }), user_id: userId },
		sender: { ...(hidesNumber ? {} : { from: number }), from_user_id: userId },
	};
}
