import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { kind } from '../check/access';

const wrap = (value: unknown): unknown => (typeof value === 'string' ? [value] : value);

/** The examples of a body are a list within a list. Meta's own pages also print one list, or a text. */
function bodyExamples(value: unknown): unknown {
	const list = wrap(value);
	return Array.isArray(list) && list.length > 0 && !Array.isArray(list[0]) ? [list] : list;
}

/** What wraps each kind of example. WhatsApp docs: Templates > Components. */
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

/** The example of a URL is a list, that of a copy code button a text. */
const normalizeButton = (button: IDataObject): IDataObject =>
	kind(button.type) === 'URL' && typeof button.example === 'string' ? { ...button, example: [button.example] } : button;

const normalizeCard = (card: IDataObject): IDataObject =>
	({ ...card, components: each(card.components, normalizeComponent) }) as IDataObject;

/**
 * A component as Meta's reference wants it, where Meta's examples write it shorter: a text header without `format`, and examples
 * without the lists around them. WhatsApp docs: Templates > Components; Templates > Create.
 * @returns a copy: the JSON may be an object of the input item
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
