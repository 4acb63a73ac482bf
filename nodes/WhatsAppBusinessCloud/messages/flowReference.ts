import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../shared/inputError';
import { listLocator } from '../shared/input/listLocator';
import { isObject, optionalId, optionalText } from '../shared/input/parameterValues';

const FIELD = 'Flow';
const ADVICE = 'Pick a flow from the list, or enter its ID or name as WhatsApp Manager shows it';

/**
 * A flow, selected from the account's list or entered by ID or, where WhatsApp supports it, by name.
 * @param names parameter name and display name, if there are several
 */
export function flowPicker(
	description: string,
	{ name = 'flow', displayName = FIELD, byName = true } = {},
): INodeProperties {
	return listLocator({
		field: displayName,
		name,
		description,
		noun: 'a Flow',
		search: 'searchFlows',
		modes: [
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 1434689960874242' },
			...(byName
				? [{ displayName: 'By Name', name: 'name', type: 'string' as const, placeholder: 'e.g. table_booking' }]
				: []),
		],
	});
}

/**
 * How a message or template refers to the flow.
 * @param value of the picker; an expression can return just the text: digits are an ID, everything else a name
 * @returns `{flow_id}` or `{flow_name}`
 * @throws InputError when there is none
 */
export function readFlowReference(value: unknown, field = FIELD): IDataObject {
	const isPicked = isObject(value);
	const text = optionalId(isPicked ? value.value : value, field);
	if (text === undefined) throw new InputError(field, 'is empty', ADVICE);
	const isName = isPicked ? value.mode === 'name' : !/^\d+$/.test(text);
	if (isName) return { flow_name: optionalText(text, field) };
	if (/^\d{1,20}$/.test(text)) return { flow_id: text };
	throw new InputError(field, 'is not an ID', `${ADVICE}. IDs are long numbers.`);
}
