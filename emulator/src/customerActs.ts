import { callBusiness, hangUp } from './calls/call';
import { join, leave } from './groups/group';
import { signUpFor } from './routes/signUps';
import type { State } from './state';

interface OfNumber {
	/** Default: the first number. */
	phoneNumberId?: string;
}

/** What a customer can do without a message. */
export type BeyondMessages = OfNumber &
	(
		| /** Calls the business; `payload` is that of the button or link that they use. */
		  { action: 'call'; payload?: string }
		| { action: 'hangUp' }
		/** Signs up for marketing messages, with the link of a sign-up. */
		| { action: 'signUp'; signUp: string }
		/** Opens the invite link of a group. */
		| { action: 'joinGroup'; link: string }
		/** Also takes back the request to join it. */
		| { action: 'leaveGroup'; group: string }
	);

/**
 * Carries out an action without a message.
 * @returns the ID of what it is about: a call, a sign-up, a group, a request to join
 * @throws RangeError when WhatsApp does not let the customer do it
 */
export function actBeyondMessages(state: State, from: string, act: BeyondMessages): string {
	switch (act.action) {
		case 'call':
			return callBusiness(state, from, act.phoneNumberId, act.payload);
		case 'hangUp':
			return hangUp(state, from, act.phoneNumberId);
		case 'signUp':
			return signUpFor(state, act.signUp, from, act.phoneNumberId);
		case 'joinGroup':
			return join(state, from, act.link);
		case 'leaveGroup':
			return leave(state, from, act.group);
		default:
			throw new RangeError(`A customer cannot '${String((act as { action: unknown }).action)}'`);
	}
}
