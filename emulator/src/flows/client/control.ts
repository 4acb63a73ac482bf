import { Customer, type MessageReference } from '../../customer';
import type { Json } from '../../messages/checks';
import type { State } from '../../state';
import type { FlowView } from './types';
import type { FlowSession } from './session';
import type { AnyFlow } from './sessions';

/** The body of POST /_emulator/flow. */
export type FlowCall = { session?: string } & (
	| ({ action: 'open'; from?: string } & MessageReference & Partial<AnyFlow>)
	| { action: 'fill'; values: Json }
	/** Fills in, then taps the footer button. */
	| { action: 'submit'; values?: Json }
	| { action: 'tap'; text?: string; component?: string; item?: string }
	| { action: 'back' | 'state' }
);

/** A file as shown to callers: the size in place of the bytes. */
const withoutBytes = (view: FlowView): unknown =>
	JSON.parse(
		JSON.stringify(view, (_key, value: unknown) => {
			const bytes = value as { type?: unknown; data?: unknown };
			return typeof value === 'object' && value !== null && bytes.type === 'Buffer' && Array.isArray(bytes.data)
				? { sizeBytes: bytes.data.length }
				: value;
		}),
	);

/**
 * A customer opens a flow, fills it in and submits it.
 * @returns what the customer sees, with the ID of the session
 * @throws RangeError when that is not possible
 */
export async function flowControl(state: State, call: FlowCall): Promise<unknown> {
	const session = call.action === 'open' ? await opened(state, call) : state.flowSessions.find(call.session);
	return { session: session.id, ...(withoutBytes(await act(session, call)) as object) };
}

async function opened(
	state: State,
	{ action: _action, session: _session, from, flowJson, ...on }: Extract<FlowCall, { action: 'open' }>,
): Promise<FlowSession> {
	const customer = from === undefined ? undefined : new Customer(state, from);
	if (flowJson === undefined) {
		if (!customer) throw new RangeError("'from' is needed: the customer's phone number");
		return await customer.openFlow(on);
	}
	return customer ? await customer.openFlow({ ...on, flowJson }) : await state.flowSessions.ofJson({ ...on, flowJson });
}

async function act(session: FlowSession, call: FlowCall): Promise<FlowView> {
	switch (call.action) {
		case 'open':
		case 'state':
			return session.view();
		case 'fill':
			return await session.fill(call.values);
		case 'submit':
			if (call.values) await session.fill(call.values);
			return await session.submit();
		case 'tap':
			return await session.tap({ text: call.text, name: call.component, item: call.item });
		case 'back':
			return await session.back();
		default:
			throw new RangeError(
				`With a flow one cannot '${String((call as { action: unknown }).action)}', but open, fill, submit, tap, back and state`,
			);
	}
}
