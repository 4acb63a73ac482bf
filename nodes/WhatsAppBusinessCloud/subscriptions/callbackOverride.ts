import {
	overrideAccount,
	overridePhone,
	readAccount,
	readPhone,
	subscribeAccount,
	type Caller,
} from './subscriptionsApi';
import type { ListenOn } from './listening';

/** The callback of an account or of a number. */
export interface OverrideTarget {
	read(): Promise<string | undefined>;
	/** Meta asks the callback for the token before it answers. @throws NodeApiError */
	write: (callback: string, verifyToken: string) => Promise<void>;
	clear(): Promise<void>;
}

/** @returns the place where a registration puts its address, other than the app */
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
		// Subscribing again, without a callback, is how Meta wants it taken away.
		clear: async () => await subscribeAccount(account, wabaId),
	};
}
