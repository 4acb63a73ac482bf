import type { IDataObject } from 'n8n-workflow';
import { compact, objects, part, text, type Data } from '../shared/untrustedJson';

/** What keeps an entity from sending, one entry per reason. */
function problemsOf(entity: Data): IDataObject[] {
	const base = {
		entity: text(entity.entity_type),
		id: text(entity.id),
		canSendMessage: text(entity.can_send_message),
		canReceiveSipCall: text(entity.can_receive_call_sip),
	};
	const isFine = [base.canSendMessage, base.canReceiveSipCall].every((one) => one === undefined || one === 'AVAILABLE');
	const reasons = objects(entity.errors).map((error) => ({
		code: error.error_code,
		problem: text(error.error_description),
		solution: text(error.possible_solution),
	}));
	const notes = Array.isArray(entity.additional_info)
		? entity.additional_info.map((note) => ({ problem: text(note) }))
		: [];
	const all = [...reasons, ...notes];
	if (all.length > 0) return all.map((reason) => compact({ ...base, ...reason }));
	return isFine ? [] : [compact(base)];
}

/**
 * One item that says whether messages can be sent, and what is in the way.
 * @param response as Meta returns it; any part may be missing
 */
export function simplifyHealth(id: string, response: IDataObject): IDataObject {
	const health = part(response.health_status);
	const entities = objects(health.entities);
	const sip = entities.map((entity) => text(entity.can_receive_call_sip)).find((one) => one !== undefined);
	return compact({
		id,
		canSendMessage: text(health.can_send_message),
		canReceiveSipCall: text(health.can_receive_call_sip) ?? sip,
		problems: entities.flatMap(problemsOf),
	});
}
