import type { INodeProperties } from 'n8n-workflow';
import { InputError, withPath } from '../inputError';
import { readJson } from './jsonParameter';
import type { Parameters } from './parameters';
import { readEnum, readCollection, isObject, describeType } from './parameterValues';

/** A list that is entered as fields or as JSON. */
export interface ListSpec {
	/** Parameter of the list; `define<Name>` and `<name>Json` are derived from it. */
	name: string;
	/** Key of an entry inside the fixed collection. */
	key: string;
	/** Display name of the list, e.g. Buttons. */
	title: string;
	/** Display name of a single entry. */
	one: string;
	description?: string;
	/** Number of empty entries in a new form; default 1, since most lists need one. */
	openEntries?: number;
	/** The fields of one entry. */
	values: INodeProperties[];
	json: { default: string; description: string; hint?: string };
}

const inputModes = ['fields', 'json'] as const;
const capital = (name: string): string => name[0].toUpperCase() + name.slice(1);
const defineName = ({ name }: ListSpec): string => `define${capital(name)}`;
const defineTitle = ({ title }: ListSpec): string => `Define ${title}`;
const jsonTitle = ({ title }: ListSpec): string => `${title} (JSON)`;

/** The fields of a list: the input mode, the fixed collection, and the JSON field. */
export function listFields(spec: ListSpec): INodeProperties[] {
	const { name, key, title, one, description, openEntries = 1, values, json } = spec;
	const { default: example } = json;
	const lower = title.toLowerCase();
	const onlyFor = (mode: (typeof inputModes)[number]): INodeProperties['displayOptions'] => ({
		show: { [defineName(spec)]: [mode] },
	});
	return [
		{
			displayName: defineTitle(spec),
			name: defineName(spec),
			type: 'options',
			noDataExpression: true,
			default: 'fields',
			description: `How to enter the ${lower}`,
			options: [
				{
					name: 'Using Fields',
					value: 'fields',
					description: `Enter ${lower} one by one`,
				},
				{
					name: 'Using JSON',
					value: 'json',
					description: 'Enter a list as JSON or as an expression',
				},
			],
		},
		{
			displayName: title,
			name,
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: `Add ${one}`,
			// n8n adds the defaults of an entry's fields. This works only for collections with multiple values: n8n
			// cannot load a node that has entries in the default of another one, unless it is inside a collection.
			default: { [key]: Array.from({ length: openEntries }, () => ({})) },
			...(description === undefined ? {} : { description }),
			options: [{ displayName: one, name: key, values }],
			displayOptions: onlyFor('fields'),
		},
		{
			displayName: jsonTitle(spec),
			name: `${name}Json`,
			type: 'json',
			typeOptions: { rows: 8 },
			required: true,
			default: example,
			description: json.description,
			...(json.hint === undefined ? {} : { hint: json.hint }),
			displayOptions: onlyFor('json'),
		},
	];
}

/**
 * The entries of a fixed collection, or of an array in its place.
 * @param value `{[key]: [...]}`, `{[key]: {...}}`, or an array
 * @throws InputError on any other value
 */
export function toEntries(value: unknown, key: string, field: string): unknown[] {
	const list = Array.isArray(value) ? value : readCollection(value, field)[key];
	if (list === undefined || list === null || list === '') return [];
	return Array.isArray(list) ? list : [list];
}

/**
 * Reads each entry of a list.
 * @param noun what an entry is called in errors, e.g. `button`
 * @throws InputError of `read`, with the entry in front of its path
 */
export const mapEntries = <E, T>(entries: readonly E[], noun: string, read: (entry: E, index: number) => T): T[] =>
	entries.map((entry, index) => withPath([noun, index + 1], () => read(entry, index)));

/** An entry as an object. @throws InputError about the entry itself, for mapEntries or withPath to name it */
export function assertObject(entry: unknown): Record<string, unknown> {
	if (isObject(entry)) return entry;
	throw new InputError(
		[],
		`needs an object with fields, got ${describeType(entry)}`,
		'Check the expression or the JSON',
	);
}

/**
 * Reads the list that the user entered.
 * @returns entries as in the form or the JSON, and the display name of the field they come from
 * @throws InputError
 */
export function readList(
	parameters: Parameters,
	spec: ListSpec,
): { entries: unknown[]; field: string; isJson: boolean } {
	if (readEnum(parameters[defineName(spec)], defineTitle(spec), inputModes, 'fields') === 'fields') {
		return { entries: toEntries(parameters[spec.name], spec.key, spec.title), field: spec.title, isJson: false };
	}
	const field = jsonTitle(spec);
	const data = readJson(
		parameters[`${spec.name}Json`],
		field,
		`Enter a list such as ${spec.json.default.replace(/\s+/g, ' ')}`,
	);
	return { entries: Array.isArray(data) ? data : [data], field, isJson: true };
}
