import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/inputError';
import { readJson } from '../../shared/input/jsonParameter';
import { isObject, describeType } from '../../shared/input/parameterValues';
import { variableText } from './parts';
import type { Components } from './types';

export const rawComponentsField = 'Components (JSON)';

const advice =
	'Enter the components as WhatsApp documents them, such as [{"type": "body", "parameters": [{"type": "text", "text": "Ann"}]}]';

const invalid = (what: string): InputError =>
	new InputError(rawComponentsField, (field) => `${what} in ${field}`, advice);

function listOf(value: unknown, what: string): unknown[] {
	if (!Array.isArray(value))
		throw invalid(`${what} is ${value === undefined ? 'missing' : describeType(value)}, not an array,`);
	return value as unknown[];
}

/** @param place location in Meta's notation: `components[0]`, `cards[1]` */
function check(value: unknown, place: string): void {
	if (!isObject(value)) throw invalid(`${place} is ${describeType(value)}, not an object,`);
	const { type, sub_type, index, parameters, cards } = value;
	if (typeof type !== 'string' || type === '') throw invalid(`${place} has no "type"`);
	if (type.toLowerCase() === 'button') {
		if (typeof sub_type !== 'string' || sub_type === '') throw invalid(`${place}, a button, has no "sub_type"`);
		if (index !== undefined && index !== null && !/^\d$/.test(String(index)))
			throw invalid(`${place}, a button, has no "index" from 0 to 9`);
	}
	if (type.toLowerCase() === 'carousel') {
		listOf(cards, `"cards" of ${place}`).forEach((card, at) => {
			if (!isObject(card)) throw invalid(`cards[${at}] of ${place} is ${describeType(card)}, not an object,`);
			checkAll(card.components, `components of cards[${at}]`);
		});
	}
	if (parameters === undefined) return;
	listOf(parameters, `"parameters" of ${place}`).forEach((parameter, at) => {
		if (!isObject(parameter))
			throw invalid(`parameters[${at}] of ${place} is ${describeType(parameter)}, not an object,`);
		if (typeof parameter.type !== 'string') throw invalid(`parameters[${at}] of ${place} has no "type"`);
		if (parameter.type === 'text') variableText(parameter.text, `${rawComponentsField}, parameters[${at}] of ${place}`);
	});
}

function checkAll(value: unknown, place: string): void {
	listOf(value, place).forEach((component, at) => check(component, `${place}[${at}]`));
}

/** Whether a component is a button. */
const isButton = ({ type }: IDataObject): boolean => String(type).toLowerCase() === 'button';

/**
 * Buttons without an index get their position in the list: 0, or the previous button's index plus one. Each card of a
 * carousel counts separately. WhatsApp docs: Messages > Template messages (`index` is required for buttons).
 * @returns a copy: the JSON can be an object of the input item
 */
function withIndexes(components: IDataObject[]): IDataObject[] {
	let next = 0;
	return components.map((component) => {
		if (isButton(component)) {
			const index = component.index ?? String(next);
			next = Number(index) + 1;
			return { ...component, index };
		}
		if (!Array.isArray(component.cards)) return component;
		const cards = component.cards as Array<IDataObject & { components: IDataObject[] }>;
		return { ...component, cards: cards.map((card) => ({ ...card, components: withIndexes(card.components) })) };
	});
}

/**
 * Reads the components as JSON: the array, or an object with `components`. Sent unchanged, except for missing indexes.
 * Required: a type for each component, sub_type for buttons, texts without line breaks.
 * @throws InputError
 */
export function rawComponents(value: unknown): Components {
	const data = readJson(value, rawComponentsField, advice);
	const components = isObject(data) && data.components !== undefined ? data.components : data;
	checkAll(components, 'components');
	return { components: withIndexes(components as IDataObject[]), uploads: [], links: [], authentication: false };
}
