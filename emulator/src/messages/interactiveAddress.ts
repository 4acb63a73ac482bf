import { invalid, object, onlyKeys, optionalText, text, type Json } from './checks';
import { limited, objects, parameters, place } from './interactiveChecks';

const parts = [
	'name',
	'phone_number',
	'in_pin_code',
	'house_number',
	'floor_number',
	'tower_number',
	'building_name',
	'address',
	'landmark_area',
	'city',
	'state',
];

/**
 * Meta docs: Messages > Address messages. India only, with an address, saved addresses and validation errors for its
 * fields.
 */
export function checkAddress(action: Json): void {
	const values = parameters(action);
	onlyKeys(values, place('parameters'), ['country', 'values', 'saved_addresses', 'validation_errors']);
	if (text(values.country, place('parameters', 'country')) !== 'IN')
		invalid(`${place('parameters', 'country')} must be IN.`);
	if (values.values !== undefined) checkParts(values.values, 'values');
	if (values.saved_addresses !== undefined) {
		objects(values.saved_addresses, ['parameters', 'saved_addresses']).forEach((entry, index) => {
			optionalText(entry.id, place('parameters', 'saved_addresses', index, 'id'));
			checkParts(entry.value, 'saved_addresses', index, 'value');
		});
	}
	if (values.validation_errors !== undefined) checkParts(values.validation_errors, 'validation_errors');
}

function checkParts(value: unknown, ...keys: Array<string | number>): void {
	const address = object(value, place('parameters', ...keys));
	onlyKeys(address, place('parameters', ...keys), parts);
	// Meta's own example has an empty building_name.
	for (const [part, words] of Object.entries(address)) optionalText(words, place('parameters', ...keys, part));
	if (keys[0] !== 'validation_errors') limited('PIN code', address.in_pin_code, 0, 6);
}
