import type { Property } from '../property';
import { ARRAY, OBJECT, type Schema } from '../types';
import { isObject, namesOf, ownProperty, quoted, schemaTypes } from '../values';

/**
 * Checks that the declared list entries have what the property requires of each entry, for example 'id' and 'title' of
 * options. WhatsApp docs: Flows > Error codes > Screen data model errors.
 */
export function checkItemsSchema(property: Property, schema: Schema, text: string): void {
	const { place, path, spec } = property;
	const { items } = spec;
	if (schemaTypes(schema.type) !== ARRAY || items === undefined || !isObject(schema.items)) return;
	const { findings } = place.flow;
	const types = schemaTypes(schema.items.type);
	if ((types & items.type) === 0) {
		findings.add(
			'reference-items',
			path,
			`${property.name} needs a list of ${namesOf(items.type)}; ${quoted(text)} is one of ${namesOf(types)}`,
			"Change the 'items' of its declaration in the screen's 'data'",
		);
		return;
	}
	const { properties } = schema.items;
	if ((types & OBJECT) === 0 || !isObject(properties) || !items.properties) return;
	for (const [key, expectedItem] of Object.entries(items.properties)) {
		const declared = ownProperty(properties, key);
		if (declared === undefined) {
			if (!expectedItem.required) continue;
			findings.add(
				'reference-items',
				path,
				`${property.name} needs '${key}' of each entry, which the declaration of ${quoted(text)} does not have`,
				`Add '${key}' to the 'properties' of its 'items' in the screen's 'data'`,
			);
		} else if (isObject(declared) && (schemaTypes(declared.type) & expectedItem.type) === 0) {
			const needed = `${property.name} needs ${namesOf(expectedItem.type)} for '${key}' of each entry`;
			findings.add(
				'reference-items',
				path,
				`${needed}; the declaration of ${quoted(text)} says ${namesOf(schemaTypes(declared.type))}`,
				'Change its type in the declaration',
			);
		}
	}
}
