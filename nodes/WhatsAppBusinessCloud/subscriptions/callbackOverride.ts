import {
	overrideAccount,
	overridePhone,
	readAccount,
	readPhone,
	subscribeAccount,
	type Caller,
} from './subscriptionsApi';
import type { ListenOn } from './listening';

/** The callback override of an account or a number. */
export interface OverrideTarget {
	read(): Promise<string | undefined>;
	/** Meta verifies the callback with the token before it responds. @throws NodeApiError */
	write: (callback: string, verifyToken: string) => Promise<void>;
	clear(): Promise<void>;
}

/** @returns the override that a registration writes its URL to, when it does not use the app's own callback */
export function overrideTargetFor(
	account: Caller,
	target: { listenOn: ListenOn; wabaId: string; phoneNumberId: string; appId: string },
): OverrideTarget {
	const { wabaId, phoneNumberId, appId } = target;
	if (target.listenOn === 'phoneNumber') {
		return {
			read: async () => await readPhone(account, phoneNumberId),
			write: async (callback, token) => await overridePhone(account, phoneNumberId, callback, token),
			clear: async () => await overridePhone(account, phoneNumberId, ''),
		};
	}
	return {
		read: async () => (await readAccount(account, wabaId, appId)).override,
		write: async (callback, token) => await overrideAccount(account, wabaId, callback, token),
		// To remove the callback, Meta requires subscribing again without one.
		clear: async () => await subscribeAccount(account, wabaId),
	};
}
