import { sendFlow } from '../flows/send';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { invalid, isObject, object, onlyKeys, optionalText, text, type Json } from './checks';
import { oneOf, parameters, place } from './interactiveChecks';

/**
 * Meta docs: Flows > Guides > Sending a Flow. One of id and name, data only with navigate and never empty; and the flow
 * can be sent. The page only recommends a button text of 30 characters or fewer, without emoji.
 * @param sender omitted when a body is checked on its own
 */
export function checkFlow(action: Json, sender?: { phone: PhoneNumber; state: State }): void {
	const values = parameters(action);
	checkParameters(values);
	if (sender) sendFlow(sender.state, sender.phone, values, values.mode === 'draft' ? 'draft' : 'published');
}

function checkParameters(values: Json): void {
	const keys = [
		'flow_message_version',
		'flow_id',
		'flow_name',
		'flow_cta',
		'flow_token',
		'mode',
		'flow_action',
		'flow_action_payload',
	];
	onlyKeys(values, place('parameters'), keys);
	if (text(values.flow_message_version, place('parameters', 'flow_message_version')) !== '3')
		invalid(`${place('parameters', 'flow_message_version')} must be 3.`);
	text(values.flow_cta, place('parameters', 'flow_cta'));
	if ((values.flow_id === undefined) === (values.flow_name === undefined))
		invalid('Exactly one of flow_id and flow_name is needed.');
	text(values.flow_id ?? values.flow_name, place('parameters', values.flow_id === undefined ? 'flow_name' : 'flow_id'));
	optionalText(values.flow_token, place('parameters', 'flow_token'));
	if (values.mode !== undefined) oneOf(values.mode, ['parameters', 'mode'], ['draft', 'published']);
	const opens =
		values.flow_action === undefined
			? 'navigate'
			: oneOf(values.flow_action, ['parameters', 'flow_action'], ['navigate', 'data_exchange']);
	if (values.flow_action_payload === undefined) return;
	if (opens !== 'navigate') invalid('flow_action_payload goes with flow_action navigate only.');
	const payload = object(values.flow_action_payload, place('parameters', 'flow_action_payload'));
	// Without a screen the flow opens with its first entry screen.
	optionalText(payload.screen, place('parameters', 'flow_action_payload', 'screen'));
	if (payload.data === undefined) return;
	if (!isObject(payload.data) || Object.keys(payload.data).length === 0)
		invalid('flow_action_payload data must be a non-empty object.');
}
