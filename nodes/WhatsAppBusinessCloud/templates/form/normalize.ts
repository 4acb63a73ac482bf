import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { kind } from '../check/access';

const wrap = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);

/** The examples of a body are a nested list. Meta's documentation also uses a flat list or a text. */
function bodyExamples(value: unknown): unknown {
	const list = wrap(value);
	return Array.isArray(list) && list.length > 0 && !Array.isArray(list[0]) ? [list] : list;
}

/** Wraps each kind of example in the required lists. WhatsApp docs: Templates > Components. */
const wrappers: Record<string, (value: unknown) => unknown> = {
	body_text: bodyExamples,
	header_text: wrap,
	header_handle: wrap,
};

const normalizeExample = (example: unknown): unknown =>
	isObject(example)
		? Object.fromEntries(
				Object.entries(example).map(([key, value]) => [
					key,
					Object.hasOwn(wrappers, key) ? wrappers[key](value) : value,
				]),
			)
		: example;

const each = (list: unknown, normalize: (entry: IDataObject) => IDataObject): unknown =>
	Array.isArray(list)
		? list.map((entry: unknown) => (isObject(entry) ? normalize(entry as IDataObject) : entry))
		: list;

/** The example of a URL is a list, the example of a copy code button is a text. */
const normalizeButton = (button: IDataObject): IDataObject =>
	kind(button.type) === 'URL' && typeof button.example === 'string' ? { ...button, example: [button.example] } : button;

const normalizeCard = (card: IDataObject): IDataObject =>
	({ ...card, components: each(card.components, normalizeComponent) }) as IDataObject;

/**
 * Completes a component that Meta's examples abbreviate: a text header without `format`, and examples without the
 * enclosing lists. WhatsApp docs: Templates > Components; Templates > Create.
 * @returns a copy: the JSON can be an object of the input item
 */
export function normalizeComponent(component: IDataObject): IDataObject {
	const isTextHeader =
		kind(component.type) === 'HEADER' && kind(component.format) === '' && typeof component.text === 'string';
	return {
		...component,
		...(isTextHeader && { format: 'TEXT' }),
		...(component.example !== undefined && { example: normalizeExample(component.example) }),
		...(component.buttons !== undefined && { buttons: each(component.buttons, normalizeButton) }),
		...(component.cards !== undefined && { cards: each(component.cards, normalizeCard) }),
	} as IDataObject;
}
