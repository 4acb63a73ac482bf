import type { Findings } from '../findings';
import { childPath, type Path } from '../path';
import { ANY, ARRAY, OBJECT, type JsonObject, type Types } from '../types';
import { isObject, namesOf, ownProperty, quoted, schemaTypes, typeOf } from '../values';

/** Maximum nesting depth of a schema; no real flow needs more. */
const MAX_DEPTH = 30;

const TYPES = ['string', 'number', 'boolean', 'object', 'array'];

const EXAMPLE = '__example__';

/** Checks the type of a schema and its nested schemas. */
function checkSchema(findings: Findings, schema: JsonObject, path: Path, depth: number): void {
	if (depth > MAX_DEPTH) {
		findings.add('nesting-depth', path, `The declaration nests deeper than ${MAX_DEPTH} levels`, 'Make it flatter');
		return;
	}
	const type = ownProperty(schema, 'type');
	if (typeof type !== 'string') {
		const message =
			type === undefined ? "The declaration has no 'type'" : `'type' has to be text, got ${namesOf(typeOf(type))}`;
		findings.add(
			'data-type',
			type === undefined ? path : childPath(path, 'type'),
			message,
			`Set 'type' to one of ${TYPES.join(', ')}`,
		);
		return;
	}
	if (!TYPES.includes(type)) {
		findings.add(
			'data-type-unknown',
			childPath(path, 'type'),
			`${quoted(type)} is not a type that Meta documents`,
			`Use one of ${TYPES.join(', ')}`,
		);
	}
	if (depth > 0 && Object.hasOwn(schema, EXAMPLE)) {
		findings.add(
			'data-example-nested',
			childPath(path, EXAMPLE),
			`'${EXAMPLE}' is only allowed at the top level of a declaration`,
			'Move it there',
			{ atKey: true },
		);
	}
	if (type === 'array') checkItems(findings, schema, path, depth);
	const properties = ownProperty(schema, 'properties');
	if (type === 'object' && isObject(properties)) checkInner(findings, properties, childPath(path, 'properties'), depth);
}

function checkItems(findings: Findings, schema: JsonObject, path: Path, depth: number): void {
	const items = ownProperty(schema, 'items');
	if (items === undefined) {
		findings.add(
			'data-items',
			path,
			"The declaration of a list has no 'items'",
			'Describe an entry, such as "items": { "type": "string" }',
		);
	} else if (isObject(items)) checkSchema(findings, items, childPath(path, 'items'), depth + 1);
	else if (typeof items !== 'boolean') {
		findings.add(
			'data-items',
			childPath(path, 'items'),
			`'items' must be an object, got ${namesOf(typeOf(items))}`,
			'Describe an entry, such as { "type": "string" }',
		);
	}
}

function checkInner(findings: Findings, properties: JsonObject, path: Path, depth: number): void {
	for (const [key, inner] of Object.entries(properties)) {
		const here = childPath(path, key);
		if (key === EXAMPLE)
			findings.add(
				'data-example-nested',
				here,
				`'${EXAMPLE}' is only allowed at the top level of a declaration`,
				'Move it there',
				{ atKey: true },
			);
		else if (isObject(inner)) checkSchema(findings, inner, here, depth + 1);
		else
			findings.add(
				'data-type',
				here,
				`The declaration of ${quoted(key)} must be an object, got ${namesOf(typeOf(inner))}`,
				'Write { "type": "string" }, or another type',
			);
	}
}

/** A declaration, prepared for checking many values. */
interface Shape {
	types: Types;
	items?: Shape;
	properties: Array<[string, Shape]>;
}

function shapeOf(schema: JsonObject, depth: number): Shape {
	const { items, properties } = schema;
	const inner = depth < MAX_DEPTH;
	return {
		types: schemaTypes(schema.type),
		items: inner && isObject(items) ? shapeOf(items, depth + 1) : undefined,
		properties:
			inner && isObject(properties)
				? Object.entries(properties).flatMap(([key, one]) => (isObject(one) ? [[key, shapeOf(one, depth + 1)]] : []))
				: [],
	};
}

/** Where a value does not match, from the inside out, and the expected types; undefined when it matches. */
interface Misfit {
	keys: Array<string | number>;
	wanted: Types;
	found: Types;
}

function misfit(shape: Shape, value: unknown): Misfit | undefined {
	const found = typeOf(value);
	if ((shape.types & found) === 0) return { keys: [], wanted: shape.types, found };
	if (found === ARRAY && shape.items) {
		const list = value as unknown[];
		for (let index = 0; index < list.length; index++) {
			const inner = misfit(shape.items, list[index]);
			if (inner) return { ...inner, keys: [...inner.keys, index] };
		}
	}
	if (found === OBJECT) {
		for (const [key, property] of shape.properties) {
			const member = ownProperty(value as JsonObject, key);
			const inner = member === undefined ? undefined : misfit(property, member);
			if (inner) return { ...inner, keys: [...inner.keys, key] };
		}
	}
	return undefined;
}

/** Checks an example against its declaration. Reports one finding, at the first mismatch. */
function checkExample(findings: Findings, schema: JsonObject, path: Path): void {
	const wrong = misfit(shapeOf(schema, 0), schema[EXAMPLE]);
	if (!wrong) return;
	const { keys, wanted, found } = wrong;
	const message =
		wanted === ANY
			? 'There is no null in Flow JSON'
			: `The example has to be ${namesOf(wanted)}, got ${namesOf(found)}`;
	findings.add(
		'data-example-type',
		childPath(path, EXAMPLE, ...keys.reverse()),
		message,
		'Change the example, or the type',
	);
}

/** The list of required names, as in any JSON Schema; not a declaration. */
export const isRequiredList = (name: string, value: unknown): boolean => name === 'required' && Array.isArray(value);

/**
 * Checks a screen's `data`.
 * WhatsApp docs: Flows > Flow JSON > Declaring screen properties; Error codes > Screen data model errors.
 */
export function checkDataModel(findings: Findings, data: JsonObject, path: Path): void {
	for (const [name, schema] of Object.entries(data)) {
		const here = childPath(path, name);
		if (isRequiredList(name, schema)) continue;
		if (!isObject(schema)) {
			findings.add(
				'data-type',
				here,
				`The declaration of ${quoted(name)} must be an object, got ${namesOf(typeOf(schema))}`,
				'Write { "type": "string", "__example__": "…" }, or another type',
			);
			continue;
		}
		checkSchema(findings, schema, here, 0);
		if (!Object.hasOwn(schema, EXAMPLE)) {
			findings.add(
				'data-example-missing',
				here,
				`The declaration of ${quoted(name)} has no '${EXAMPLE}'`,
				'Add one: the preview shows it',
			);
		} else checkExample(findings, schema, here);
	}
}
