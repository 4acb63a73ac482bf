import { whatsappError } from '../errors';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import type { Flow } from './types';

/** Messages per hour while a flow is throttled (Meta docs: Error codes, 132069). */
const throttledPerHour = 10;
const HOUR = 3_600_000;

/**
 * A flow by ID or name, as messages and templates specify it; must belong to the account. Throws 131009 when there is
 * none.
 */
export function flowNamed(
	state: State,
	wabaId: string,
	{ flow_id: id, flow_name: name }: { flow_id?: unknown; flow_name?: unknown },
): Flow {
	const found = id === undefined ? state.flows.named(wabaId, String(name)) : state.flows.find(String(id));
	if (found?.wabaId === wabaId) return found;
	throw whatsappError(
		131009,
		`Flow with ${id === undefined ? `name "${String(name)}"` : `id "${String(id)}"`} does not exist in the WhatsApp Business Account.`,
	);
}

/**
 * Checks that the flow's state allows the message (Meta docs: Flows > Guides > Sending a Flow): drafts with mode draft,
 * the others with mode published, blocked ones never (132068), throttled ones ten times an hour (132069).
 */
export function sendFlow(
	state: State,
	phone: PhoneNumber,
	named: { flow_id?: unknown; flow_name?: unknown },
	mode: 'draft' | 'published',
): Flow {
	const flow = flowNamed(state, phone.wabaId, named);
	if (flow.status === 'BLOCKED') throw whatsappError(132068, 'The flow is blocked.');
	if (flow.status === 'DEPRECATED') throw whatsappError(131009, 'The flow is deprecated and cannot be sent.');
	if ((flow.status === 'DRAFT') !== (mode === 'draft'))
		throw whatsappError(131009, `The flow is ${flow.status}, which does not go with mode ${mode}.`);
	if (flow.status === 'THROTTLED') {
		const now = Date.now();
		flow.sentAt = flow.sentAt.filter((at) => at > now - HOUR);
		if (flow.sentAt.length >= throttledPerHour)
			throw whatsappError(132069, `The flow is throttled: ${throttledPerHour} messages per hour.`);
		flow.sentAt.push(now);
	}
	return flow;
}
