import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { readJson } from '../../shared/input/jsonParameter';
import { addErrorOf, addIssueOf, addProblem, anything, checkInput } from '../../shared/input/parseInput';
import { variableText } from './parts';
import type { Components } from './types';

export const rawComponentsField = 'Components (JSON)';

const advice =
	'Enter the components as WhatsApp documents them, such as [{"type": "body", "parameters": [{"type": "text", "text": "Ann"}]}]';

const isOf = (type: string, component: { type: string }): boolean => component.type.toLowerCase() === type;

const shape = z.array(
	z
		.object({
			type: z.string().min(1),
			sub_type: anything,
			index: anything,
			parameters: z.array(z.object({ type: z.string(), text: anything }).passthrough()).optional(),
			cards: anything,
		})
		.passthrough(),
);

type Component = z.infer<typeof shape>[number];

const subType = z.string().min(1);

function checkComponent(component: Component, path: [number], context: z.RefinementCtx): void {
	const { index, parameters = [] } = component;
	if (isOf('button', component)) {
		addIssueOf(context, [...path, 'sub_type'], subType, component.sub_type);
		if (index !== undefined && index !== null && !/^\d$/.test(String(index)))
			addProblem(context, [...path, 'index'], 'is not a number from 0 to 9');
	}
	if (isOf('carousel', component)) addIssueOf(context, [...path, 'cards'], cards, component.cards);
	parameters.forEach(({ type, text }, at) => {
		if (type === 'text') addErrorOf(context, [...path, 'parameters', at, 'text'], () => variableText(text, 'text'));
	});
}

/** The components of a message or of a card. WhatsApp docs: Messages > Template messages. */
const list = shape.superRefine((found, context) =>
	found.forEach((component, at) => checkComponent(component, [at], context)),
);

const cards = z.array(z.object({ components: list }).passthrough());

const message = z.object({ components: list }).passthrough();

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
	return { components: withIndexes(components) as IDataObject[], uploads: [], links: [], authentication: false };
}
