import { flowControl, type FlowCall } from '../flows/client/control';
import { FormIncomplete } from '../flows/client/types';
import type { State } from '../state';

/**
 * A step of a customer in a Flow.
 * @returns what the customer sees, with the problem of each field that is missing or invalid
 * @throws RangeError when that is not possible
 */
export async function flowStep(state: State, call: FlowCall & { customer?: string }): Promise<unknown> {
	const { customer, ...rest } = call;
	const from = customer === undefined ? undefined : state.phone.customers.get(customer).number;
	try {
		return await flowControl(state, { ...rest, ...(from === undefined ? {} : { from }) });
	} catch (error) {
		if (!(error instanceof FormIncomplete)) throw error;
		const view = (await flowControl(state, { action: 'state', session: call.session })) as object;
		return { ...view, problems: error.problems };
	}
}
