import { formatNumber } from '../../shared/formatNumber';
import { checkMaxLength, SHORTEN } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import type { Limit } from '../../shared/input/limit';
import { emptyFieldError } from '../../shared/input/parameterValues';
import { templateCounts, templateTexts } from '../definitionLimits';
import type { Part } from '../types';
import { checkPlaces, readVariables, type Variables } from '../variables';
import { objectOf, textOf } from './access';
import { objects } from '../../shared/untrustedJson';

export const textFields = { header: 'Header Text', body: 'Body', footer: 'Footer' };

/** The examples of a part by variable, from the positional or named list. */
function examplesOf(example: Part, key: 'header_text' | 'body_text', field: string): Map<string, string> {
	const namedParams = example[`${key}_named_params`];
	if (Array.isArray(namedParams)) {
		const pairs = objects(namedParams).map(
			({ param_name: name, example: text }) => [textOf(name, field), textOf(text, field)] as const,
		);
		return new Map(pairs);
	}
	const value = example[key];
	const rows = Array.isArray(value) ? (value as unknown[]) : [];
	// The examples of a body are a nested list; a flat list is accepted too.
	const list = Array.isArray(rows[0]) ? (rows[0] as unknown[]) : rows;
	return new Map(list.map((text, index) => [String(index + 1), textOf(text, field)]));
}

/**
 * Every variable requires an example. WhatsApp docs: Templates > Components.
 * @throws InputError naming the variables without one
 */
function checkExamples({ names }: Variables, part: Part, key: 'header_text' | 'body_text', field: string): void {
	if (names.length === 0) return;
	const examples = examplesOf(objectOf(part.example, field), key, field);
	const lacking = names.filter((name) => !examples.get(name));
	if (lacking.length === 0) return;
	const list = lacking
		.slice(0, 10)
		.map((name) => `{{${name}}}`)
		.join(', ');
	throw new InputError(
		field,
		`has no example for ${list}`,
		"Enter an example for each variable: Meta's reviewers require them",
	);
}

/**
 * A text header. WhatsApp docs: Templates > Components > Text header.
 * @returns its variables
 * @throws InputError
 */
export function checkHeaderText(part: Part): Variables {
	const field = textFields.header;
	const text = textOf(part.text, field);
	if (text === '') throw emptyFieldError(part.text, field, 'Enter the header, or choose another kind of header');
	if (/[\n\r]/.test(text)) throw new InputError(field, 'contains a line break', 'Write the header on one line');
	checkMaxLength(text, templateTexts.header, field, SHORTEN);
	const variables = readVariables(text, field);
	if (variables.names.length > templateCounts.headerVariables.max) {
		throw new InputError(
			field,
			`has ${variables.names.length} variables, WhatsApp allows ${templateCounts.headerVariables.max}`,
			'Put the others into the body',
		);
	}
	checkExamples(variables, part, 'header_text', field);
	return variables;
}

/**
 * A body written by the business. WhatsApp docs: Templates > Components > Body.
 * @param limit maximum length, which is shorter in offers and on cards
 * @param field display name of the body
 * @param isCard Meta restricts the position of variables only in the main body
 * @returns its variables
 * @throws InputError
 */
export function checkBody(part: Part, limit: Limit, field: string, isCard = false): Variables {
	const text = textOf(part.text, field);
	if (text === '') throw emptyFieldError(part.text, field, 'Enter the text of the message');
	checkMaxLength(text, limit, field, SHORTEN);
	const variables = readVariables(text, field);
	if (!isCard) checkPlaces(text, field);
	checkExamples(variables, part, 'body_text', field);
	return variables;
}

/**
 * A footer. WhatsApp docs: Templates > Components > Footer; variables: Catalog templates and Utility templates.
 * @returns its variables
 * @throws InputError
 */
export function checkFooter(part: Part): Variables {
	const field = textFields.footer;
	const text = textOf(part.text, field);
	if (text === '') throw emptyFieldError(part.text, field, 'Enter the footer, or remove it');
	checkMaxLength(text, templateTexts.footer, field, SHORTEN);
	return readVariables(text, field);
}

/** Rejects more than the maximum number of list entries. @throws InputError naming limit and count */
export function atMost(count: number, max: number, field: string, noun: string): void {
	if (count <= max) return;
	throw new InputError(
		field,
		`has ${formatNumber(count)} ${noun}, WhatsApp allows ${formatNumber(max)}`,
		`Remove some of the ${noun}`,
	);
}
