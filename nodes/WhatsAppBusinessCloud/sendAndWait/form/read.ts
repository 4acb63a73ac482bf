import { jsonParse } from 'n8n-workflow';
import { formatNumber } from '../../shared/formatNumber';
import { InputError, withPath } from '../../shared/inputError';
import { checkNumbers } from '../../shared/input/jsonParameter';
import { MAX_JSON_LENGTH } from '../../shared/input/limit';
import { isObject, describeType } from '../../shared/input/parameterValues';
import { scalarText } from '../../shared/untrustedJson';
import type { Language } from '../language/languages';
import { type FieldKind, type FormField, kinds } from './types';
import { mapEntries } from '../../shared/input/listParameter';

const MAX_FIELDS = 200;
/** Maximum characters of all custom HTML in a form: a page to read, not a place for data. */
const MAX_HTML = 100_000;
const fieldsTitle = 'Form Elements';
const jsonTitle = 'Form Fields';

const flag = (value: unknown): boolean => value === true || value === 'true';

function count(value: unknown): number | undefined {
	const number = Number(value);
	return scalarText(value) === '' || !Number.isInteger(number) || number < 0 ? undefined : number;
}

function optionsOf(value: unknown): string[] {
	const list = isObject(value) ? value.values : value;
	if (list === undefined || list === null) return [];
	if (!Array.isArray(list))
		throw new InputError(
			'Field Options',
			'needs a list',
			'Give options such as [{ "option": "Yes" }, { "option": "No" }]',
		);
	const options = list
		.map((entry) => scalarText(isObject(entry) ? entry.option : entry).trim())
		.filter((option) => option !== '');
	return [...new Set(options)];
}

function selections({ limitSelection, numberOfSelections, minSelections, maxSelections }: Record<string, unknown>): {
	min?: number;
	max?: number;
} {
	if (limitSelection === 'exact') {
		const exact = count(numberOfSelections) ?? 1;
		return { min: exact, max: exact };
	}
	return limitSelection === 'range' ? { min: count(minSelections) ?? 0, max: count(maxSelections) } : {};
}

function readField(entry: unknown, index: number): FormField {
	if (!isObject(entry))
		throw new InputError(
			[],
			`needs an object, got ${describeType(entry)}`,
			'Give each element as { "fieldLabel": "...", "fieldType": "text" }',
		);
	const kind = (scalarText(entry.fieldType) || 'text') as FieldKind;
	if (!kinds.includes(kind)) {
		throw new InputError('Element Type', 'has an unknown value', `Use one of: ${kinds.join(', ')}`);
	}
	const label = scalarText(entry.fieldLabel).trim() || scalarText(entry.fieldName).trim();
	if (label === '' && kind !== 'html') {
		throw new InputError('Field Name', 'is empty', 'Enter a name: it is shown above the field and used in the output');
	}
	const options = optionsOf(entry.fieldOptions);
	if (['checkbox', 'dropdown', 'radio'].includes(kind) && options.length === 0) {
		throw new InputError('Field Options', 'is empty', 'Add at least one option');
	}
	return {
		id: `field-${index}`,
		kind,
		name: kind === 'html' ? scalarText(entry.elementName) : label,
		label,
		placeholder: scalarText(entry.placeholder),
		initial: scalarText(entry.defaultValue),
		isRequired: flag(entry.requiredField),
		options,
		isMultiple: flag(kind === 'file' ? entry.multipleFiles : entry.multiselect),
		...(kind === 'checkbox' ? selections(entry) : {}),
		accept: scalarText(entry.acceptFileTypes),
		html: scalarText(entry.html),
		value: entry.fieldValue ?? '',
		dateFormat: scalarText(entry.formatDate),
	};
}

const notJson = (): InputError =>
	new InputError(jsonTitle, 'is not valid JSON', 'Give a list such as [{ "fieldLabel": "Name", "fieldType": "text" }]');

/**
 * Reads a list of fields from JSON text, including JavaScript object syntax, or from an expression.
 * @throws InputError
 */
export function listOfJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.length > MAX_JSON_LENGTH) {
		throw new InputError(
			jsonTitle,
			`has ${formatNumber(value.length)} characters, ${formatNumber(MAX_JSON_LENGTH)} are allowed`,
			'Shorten it, or ask in two forms',
		);
	}
	checkNumbers(value, jsonTitle);
	try {
		// n8n accepts JavaScript syntax only for objects, so the list is wrapped in one.
		return jsonParse<{ list: unknown }>(`{"list":${value}}`, { acceptJSObject: true }).list;
	} catch {
		throw notJson();
	}
}

/** @throws InputError naming the element at which the custom HTML of a form becomes too long */
function checkHtml(fields: FormField[]): void {
	let size = 0;
	for (const [index, { html }] of fields.entries()) {
		size += html.length;
		if (size <= MAX_HTML) continue;
		throw new InputError(
			['element', index + 1, 'HTML'],
			`makes the HTML of this form ${formatNumber(size)} characters long; ${formatNumber(MAX_HTML)} are allowed`,
			'Shorten it, or link to a page with it',
		);
	}
}

/**
 * Reads the fields of a custom form.
 * @param form `fields` = the entries of the fixed collection; `json` = the list from JSON
 * @throws InputError naming the element that cannot be shown
 */
export function readFields(form: { fields: unknown } | { json: unknown }): FormField[] {
	const [list, title] = 'json' in form ? [form.json, jsonTitle] : [form.fields ?? [], fieldsTitle];
	if (!Array.isArray(list))
		throw new InputError(
			title,
			`needs a list, got ${describeType(list)}`,
			'Give a list such as [{ "fieldLabel": "Name", "fieldType": "text" }]',
		);
	if (list.length === 0) throw new InputError(title, 'is empty', 'Add at least one element');
	if (list.length > MAX_FIELDS)
		throw new InputError(
			title,
			`has ${list.length} elements, a form can have ${MAX_FIELDS}`,
			'Remove elements, or ask in two forms',
		);
	return withPath([title], () => {
		const fields = mapEntries(list, 'element', readField);
		checkHtml(fields);
		return fields;
	});
}

/** The only field of a free-text answer; its name does not appear in the output. */
export const freeTextField = ({ texts }: Language): FormField =>
	readField({ fieldLabel: texts.response, fieldType: 'textarea', requiredField: true }, 0);
