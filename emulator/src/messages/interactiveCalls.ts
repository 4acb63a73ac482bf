import { onlyKeys, type Json } from './checks';
import { integer, limited, parameters, place } from './interactiveChecks';

/** Meta docs: Calling API > Call button messages: all properties of the button are optional. */
export function checkVoiceCall(action: Json): void {
	if (action.parameters === undefined) return;
	const values = parameters(action);
	onlyKeys(values, place('parameters'), ['display_text', 'ttl_minutes', 'payload']);
	if (values.display_text !== undefined) limited('Display text', values.display_text, 1, 20);
	if (values.ttl_minutes !== undefined) integer(values.ttl_minutes, ['parameters', 'ttl_minutes'], 1, 43200);
	if (values.payload !== undefined) limited('Payload', values.payload, 1, 512);
}
