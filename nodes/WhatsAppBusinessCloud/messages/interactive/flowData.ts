import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { readJson } from '../../shared/input/jsonParameter';
import {
	describeType,
	emptyFieldError,
	isBlank,
	isObject,
	optionalFlag,
	optionalText,
} from '../../shared/input/parameterValues';
import { objects } from '../../shared/untrustedJson';

type Read = (value: unknown, field: string) => unknown;

function readNumber(value: unknown, field: string): number {
	const number = typeof value === 'string' ? Number(value.trim()) : value;
	if (typeof number === 'number' && Number.isFinite(number)) return number;
	throw new InputError(field, `needs a number, got ${describeType(value)}`, 'Enter digits, such as 12.5');
}

function readList(value: unknown, field: string): object {
	const list = readJson(value, field, 'Enter a JSON list, such as ["a", "b"]');
	if (Array.isArray(list)) return list as unknown[];
	throw new InputError(field, 'needs a list, got an object', 'Enter a JSON list, such as ["a", "b"]');
}

function readObject(value: unknown, field: string): object {
	const object = readJson(value, field, 'Enter a JSON object, such as {"name": "Ada"}');
	if (!Array.isArray(object)) return object;
	throw new InputError(field, 'needs an object, got a list', 'Enter a JSON object, such as {"name": "Ada"}');
}

/** By the type of the field, which is that of the screen's data model. WhatsApp rejects values of another type. */
const readers: Readonly<Record<string, Read>> = {
	string: optionalText,
	number: readNumber,
	boolean: optionalFlag,
	object: readObject,
	array: readList,
};

/**
 * The data of a Flow's first screen, from the form that was generated from the screen's data model. Empty fields are
 * left out. WhatsApp docs: Flows > Guides > Sending a Flow (`flow_action_payload.data`).
 * @param form as saved by n8n: `{value, schema}`
 * @returns undefined when there is none, since WhatsApp rejects an empty object
 * @throws InputError naming the field
 */
export function readDataFields(form: unknown): IDataObject | undefined {
	const { value, schema } = isObject(form) ? form : {};
	const values = isObject(value) ? value : {};
	const declared = new Map(objects(schema).map((field) => [String(field.id), field]));
	for (const [id, { required }] of declared) {
		if (required === true && isBlank(values[id]))
			throw emptyFieldError(values[id], id, 'Fill it in: the first screen needs it');
	}
	const data: IDataObject = {};
	for (const [id, entered] of Object.entries(values)) {
		if (isBlank(entered)) continue;
		const type = String(declared.get(id)?.type ?? '');
		const read = Object.hasOwn(readers, type) ? readers[type] : undefined;
		data[id] = (read ? read(entered, id) : entered) as IDataObject[string];
	}
	return Object.keys(data).length > 0 ? data : undefined;
}
