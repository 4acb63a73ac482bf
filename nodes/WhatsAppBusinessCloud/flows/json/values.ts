import { ANY, ARRAY, BOOLEAN, NULL, NUMBER, OBJECT, STRING, type JsonObject, type Types } from './types';

export { isObject } from '../../shared/input/parameterValues';

/** An own property of the object, never an inherited one, for example `constructor`. */
export const ownProperty = (object: JsonObject, key: string): unknown =>
	Object.hasOwn(object, key) ? object[key] : undefined;

export function typeOf(value: unknown): Types {
	if (value === null) return NULL;
	if (Array.isArray(value)) return ARRAY;
	switch (typeof value) {
		case 'string':
			return STRING;
		case 'number':
			return NUMBER;
		case 'boolean':
			return BOOLEAN;
		default:
			return OBJECT;
	}
}

const NAMES: ReadonlyArray<[Types, string]> = [
	[STRING, 'text'],
	[NUMBER, 'a number'],
	[BOOLEAN, 'true or false'],
	[OBJECT, 'an object'],
	[ARRAY, 'a list'],
	[NULL, 'null'],
];

/** Names of the types, for messages: `text or a list`. */
export const namesOf = (types: Types): string =>
	types === ANY
		? 'any value'
		: NAMES.filter(([type]) => (types & type) !== 0)
				.map(([, name]) => name)
				.join(' or ');

const SCHEMA_TYPES: ReadonlyMap<unknown, Types> = new Map([
	['string', STRING],
	['number', NUMBER],
	['integer', NUMBER],
	['boolean', BOOLEAN],
	['object', OBJECT],
	['array', ARRAY],
]);

/** The types that a schema's `type` allows; any when it is missing or unknown, which the data model's check reports. */
export const schemaTypes = (type: unknown): Types => SCHEMA_TYPES.get(type) ?? ANY;

/** A value as text. Never calls an object's `toString`, which could throw. */
export const asText = (value: unknown): string =>
	typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : String(value);

/** Text of the flow for a message: shortened, on one line. */
export function quoted(value: unknown, length = 60): string {
	const text = asText(value);
	const line = text.slice(0, length * 2).replace(/\s+/g, ' ');
	return `'${line.length > length || text.length > length * 2 ? `${line.slice(0, length)}…` : line}'`;
}

/** A list of names for a message, truncated when long. */
export const joinList = (names: string[], most = 10): string =>
	names
		.slice(0, most)
		.map((name) => quoted(name, 40))
		.join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');
