import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { readJson } from '../../shared/input/jsonParameter';
import { checkInput, jsonError, withJsonPath, type Path } from '../../shared/input/parseInput';
import { variableText } from './parts';
import type { Components } from './types';

export const rawComponentsField = 'Components (JSON)';

const advice =
	'Enter the components as WhatsApp documents them, such as [{"type": "body", "parameters": [{"type": "text", "text": "Ann"}]}]';

/** Keys of an object that pass unchecked, such as `sub_type` here, are those that only some types have. */
const list = z.array(
	z
		.object({
			type: z.string().min(1),
			parameters: z.array(z.object({ type: z.string() }).passthrough()).optional(),
		})
		.passthrough(),
);
const subType = z.string().min(1);
const cards = z.array(z.object({ components: list }).passthrough());
const message = z.object({ components: list }).passthrough();

type Component = z.infer<typeof list>[number];

const isOf = (type: string, component: Component): boolean => component.type.toLowerCase() === type;

/** The rules that depend on the type of a component. @param at its place in the JSON */
function checkComponent(component: Component, at: Path): void {
	const { index, parameters = [] } = component;
	if (isOf('button', component)) {
		checkInput(subType, component.sub_type, rawComponentsField, { at: [...at, 'sub_type'], advice });
		if (index !== undefined && index !== null && !/^\d$/.test(String(index)))
			throw jsonError(rawComponentsField, [...at, 'index'], 'is not a number from 0 to 9', advice);
	}
	parameters.forEach(({ type, text }, position) => {
		if (type !== 'text') return;
		withJsonPath(rawComponentsField, [...at, 'parameters', position, 'text'], () => variableText(text, 'text'));
	});
	if (!isOf('carousel', component)) return;
	checkInput(cards, component.cards, rawComponentsField, { at: [...at, 'cards'], advice }).forEach(
		({ components }, card) => checkComponents(components, [...at, 'cards', card, 'components']),
	);
}

const checkComponents = (components: Component[], at: Path): void =>
	components.forEach((component, position) => checkComponent(component, [...at, position]));

/**
 * Buttons without an index get their position in the list: 0, or the previous button's index plus one. Each card of a
 * carousel counts separately. WhatsApp docs: Messages > Template messages (`index` is required for buttons).
 * @returns a copy: the JSON can be an object of the input item
 */
function withIndexes(components: Component[]): Component[] {
	let next = 0;
	return components.map((component) => {
		if (isOf('button', component)) {
			const index = component.index ?? String(next);
			next = Number(index) + 1;
			return { ...component, index };
		}
		if (!isOf('carousel', component)) return component;
		const cardsOfIt = component.cards as Array<{ components: Component[] }>;
		return { ...component, cards: cardsOfIt.map((card) => ({ ...card, components: withIndexes(card.components) })) };
	});
}

/**
 * Reads the components as JSON: the array, or an object with `components`. Sent unchanged, except for missing indexes.
 * Required: a type for each component, sub_type for buttons, texts without line breaks.
 * @throws InputError
 */
export function rawComponents(value: unknown): Components {
	const data = readJson(value, rawComponentsField, advice);
	const { components } = checkInput(message, Array.isArray(data) ? { components: data } : data, rawComponentsField, {
		advice,
	});
	checkComponents(components, ['components']);
	return { components: withIndexes(components) as IDataObject[], uploads: [], links: [], authentication: false };
}
