import type { Call } from '../calls/call';
import type { State } from '../state';
import type { PhoneCall } from './types';

/** The calls with customers that have not ended, for the phone. */
export const callsOnPhone = (state: State): PhoneCall[] =>
	[...state.collections.calls.values()].flatMap((call) => {
		const customer = state.phone.customers.at(call.user);
		if (!customer || call.state === 'ended') return [];
		return {
			id: call.id,
			customer: customer.id,
			business: call.phoneNumberId,
			isIncoming: call.direction === 'BUSINESS_INITIATED',
			state: call.state,
		};
	});

/** What the chat says about a call that has ended. */
function words({ direction, start_time }: Call, seconds: number): string {
	if (start_time !== undefined)
		return `Call, ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} minutes`;
	return direction === 'BUSINESS_INITIATED' ? 'Missed call' : 'The business did not answer your call';
}

/** Tells open pages about a call that changed, and adds a line to the chat when it has ended. */
export function showCall(state: State, call: Call): void {
	const { phone, clock } = state;
	if (!phone.isOn) return;
	const customer = phone.recipient(call.user);
	if (call.state === 'ended')
		phone.line(customer.id, call.phoneNumberId, words(call, clock.seconds() - (call.start_time ?? clock.seconds())));
	phone.listeners.tell({ type: 'calls', calls: callsOnPhone(state) });
}
