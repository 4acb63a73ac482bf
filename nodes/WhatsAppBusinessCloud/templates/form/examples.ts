import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { toEntries, assertObject, mapEntries } from '../../shared/input/listParameter';
import { optionalText } from '../../shared/input/parameterValues';
import { readVariables } from '../variables';

const fields = { list: 'Variable Examples', variable: 'Variable', text: 'Example' };

/** One example for each variable of a text. */
export const variableExamples: INodeProperties = {
	displayName: fields.list,
	name: 'bodyExamples',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Example',
	default: {},
	description: "Example values for the variables, for Meta's review. Each variable needs one.",
	options: [
		{
			displayName: 'Example',
			name: 'example',
			values: [
				{
					displayName: fields.variable,
					name: 'variable',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1 or first_name',
					description: 'Number or name of the variable, without braces. Leave empty to assign the examples in order.',
				},
				{
					displayName: fields.text,
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. Pablo',
					description: 'Example value for the variable',
				},
			],
		},
	],
};

interface Entry {
	/** Without brackets; when undefined, the order determines the variable. */
	variable?: string;
	text: string;
}

function read(value: unknown): Entry[] {
	return mapEntries(toEntries(value, 'example', fields.list), 'example', (entry) => {
		if (typeof entry !== 'object') return { text: optionalText(entry, fields.text) ?? '' };
		const { variable, text } = assertObject(entry);
		const name = optionalText(variable, fields.variable)?.replace(/[{}\s]/g, '');
		return { variable: name === '' ? undefined : name, text: optionalText(text, fields.text) ?? '' };
	});
}

/** @throws InputError on an example for a variable that is not in the text */
function assign(names: string[], entries: Entry[], field: string): Map<string, string> {
	const stranger = entries.find(({ variable }) => variable !== undefined && !names.includes(variable));
	if (stranger) {
		throw new InputError(
			fields.list,
			`name {{${stranger.variable}}}, which '${field}' does not have`,
			names.length > 0
				? `It has: ${names.map((name) => `{{${name}}}`).join(', ')}`
				: 'Remove the example, or write the variable into the text',
		);
	}
	const examples = new Map(
		entries.flatMap(({ variable, text }) => (variable === undefined ? [] : [[variable, text] as const])),
	);
	const rest = names.filter((name) => !examples.has(name));
	entries
		.filter(({ variable }) => variable === undefined)
		.forEach(({ text }, index) => {
			if (rest[index] !== undefined) examples.set(rest[index], text);
		});
	return examples;
}

/**
 * The `example` of a text with variables, in Meta's format. WhatsApp docs: Templates > Components.
 * @param value the form's examples, or a plain list of texts
 * @returns undefined when the text has no variables
 * @throws InputError
 */
export function textExample(
	text: string,
	value: unknown,
	part: 'header' | 'body',
	field: string,
): IDataObject | undefined {
	const { names, format } = readVariables(text, field);
	const examples = assign(names, read(value), field);
	if (names.length === 0) return undefined;
	if (format === 'NAMED') {
		return {
			[`${part}_text_named_params`]: names.map((name) => ({ param_name: name, example: examples.get(name) ?? '' })),
		};
	}
	const list = names.map((name) => examples.get(name) ?? '');
	return { [`${part}_text`]: part === 'body' ? [list] : list };
}
