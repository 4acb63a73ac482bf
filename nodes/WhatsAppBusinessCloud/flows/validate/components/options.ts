import { at } from '../path';
import { own, isObject, quoted } from '../values';
import type { Node, Place, PropertySpec } from '../types';
import { action, flag, image, list, needed, object, optionImage, text } from './build';

const title = needed(30);
const select = action(['update_data'], { since: 600 });

/** An entry of `data-source`. WhatsApp docs: Flows > Components > CheckboxGroup, RadioButtonsGroup, Dropdown. */
const option = object({
	id: needed(),
	title,
	description: text(300),
	metadata: text(20),
	enabled: flag(),
	image: image(optionImage),
	'alt-text': text(),
	color: text(undefined, { format: 'color' }),
	'on-select-action': select,
	'on-unselect-action': select,
});

/** @param count of options */
export const options = (count: readonly [number, number]): PropertySpec => list(option, count, { required: true });

/** An entry of ChipsSelector's `data-source`; its actions came with 7.1. WhatsApp docs: Flows > Components > Chips Selector; Changelog, 10 June 2025. */
const chip = object({
	id: needed(),
	title: needed(),
	enabled: flag(),
	'on-select-action': action(['update_data'], { since: 701 }),
	'on-unselect-action': action(['update_data'], { since: 701 }),
});

/** WhatsApp docs: Flows > Components > Chips Selector. */
export const chips = list(chip, [2, 20], { required: true });

/** Options that share an ID cannot be told apart in the answer. */
export function checkOptionIds({ component, path }: Node, { flow, what }: Place): void {
	const source = own(component, 'data-source');
	if (!Array.isArray(source)) return;
	const seen = new Set<unknown>();
	(source as unknown[]).forEach((entry, index) => {
		const id = isObject(entry) ? own(entry, 'id') : undefined;
		if (typeof id !== 'string') return;
		if (seen.has(id)) {
			flow.findings.add('option-duplicate', at(path, 'data-source', index, 'id'), `${what} has two options with the ID ${quoted(id)}`, 'Give each option an ID of its own');
		}
		seen.add(id);
	});
}

/** Least and most of a pair of properties, where both are fixed. */
export const ordered =
	(least: string, most: string) =>
	({ component, path }: Node, { flow, what }: Place): void => {
		const [low, high] = [own(component, least), own(component, most)].map((value) =>
			typeof value === 'number' || (typeof value === 'string' && /^[\d-]{1,10}$/.test(value)) ? value : undefined,
		);
		if (low === undefined || high === undefined) return;
		// Dates compare as text, all else as numbers.
		const isDate = typeof low === 'string' && low.includes('-');
		if (isDate ? low <= high : Number(low) <= Number(high)) return;
		flow.findings.add('min-max', at(path, least), `'${least}' of ${what} is beyond '${most}'`, 'Change one of them');
	};
