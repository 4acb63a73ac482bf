import { childPath } from '../path';
import { ownProperty, isObject, quoted } from '../values';
import type { Node, ValidationContext, PropertySpec } from '../types';
import { flag, image, required, object, optionImage, optionList, selectAction, text } from './build';

const title = required(30);
const select = selectAction(['update_data'], { since: 600 });

/** An entry of `data-source`. WhatsApp docs: Flows > Components > CheckboxGroup, RadioButtonsGroup, Dropdown. */
const option = object({
	id: required(),
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

/** @param count documented number of options; Meta accepts any number from 1 */
export const options = (count: readonly [number, number]): PropertySpec => optionList(option, count);

/**
 * An entry of ChipsSelector's `data-source`; actions since 7.1. WhatsApp docs: Flows > Components > Chips Selector;
 * Changelog, 10 June 2025.
 */
const chip = object({
	id: required(),
	title: required(),
	enabled: flag(),
	'on-select-action': selectAction(['update_data'], { since: 701 }),
	'on-unselect-action': selectAction(['update_data'], { since: 701 }),
});

/** WhatsApp docs: Flows > Components > Chips Selector. */
export const chips = optionList(chip, [2, 20]);

/** Options with the same ID cannot be distinguished in the response. */
export function checkOptionIds({ component, path }: Node, { flow, what }: ValidationContext): void {
	const source = ownProperty(component, 'data-source');
	if (!Array.isArray(source)) return;
	const seen = new Set<unknown>();
	(source as unknown[]).forEach((entry, index) => {
		const id = isObject(entry) ? ownProperty(entry, 'id') : undefined;
		if (typeof id !== 'string') return;
		if (seen.has(id)) {
			flow.findings.add(
				'option-duplicate',
				childPath(path, 'data-source', index, 'id'),
				`${what} has two options with the ID ${quoted(id)}`,
				'Give each option a different ID',
			);
		}
		seen.add(id);
	});
}

/** Indexes of the entries of a static `data-source` that have the property. */
function optionsWith({ component }: Node, key: string): number[] {
	const source = ownProperty(component, 'data-source');
	if (!Array.isArray(source)) return [];
	return (source as unknown[]).flatMap((entry, index) => (isObject(entry) && Object.hasOwn(entry, key) ? [index] : []));
}

/**
 * A component's options can have images or colors, not both. Flow Builder: DATA_SOURCE_ITEMS_HAVE_BOTH_IMAGE_AND_COLOR.
 */
export function checkImagesOrColors(node: Node, { flow, what }: ValidationContext): void {
	const [withColor] = optionsWith(node, 'color');
	if (withColor === undefined || optionsWith(node, 'image').length === 0) return;
	const path = childPath(node.path, 'data-source', withColor, 'color');
	flow.findings.add(
		'option-image-color',
		path,
		`${what} has options with images and options with colors`,
		"Use 'image' or 'color' for all options, not both",
		{ atKey: true },
	);
}

/** An action belongs either to the component or to its options. Flow Builder: INVALID_PROPERTY_KEY. */
export function checkActionPlaces(node: Node, { flow, what }: ValidationContext): void {
	for (const key of ['on-select-action', 'on-unselect-action']) {
		const [index] = Object.hasOwn(node.component, key) ? optionsWith(node, key) : [];
		if (index === undefined) continue;
		const path = childPath(node.path, 'data-source', index, key);
		flow.findings.add(
			'action-twice',
			path,
			`${what} has '${key}' on the component and on an option`,
			'Keep one of them',
			{ atKey: true },
		);
	}
}

/** Checks that the minimum does not exceed the maximum, when both are static. */
export const ordered =
	(least: string, most: string) =>
	({ component, path }: Node, { flow, what }: ValidationContext): void => {
		const [low, high] = [ownProperty(component, least), ownProperty(component, most)].map((value) =>
			typeof value === 'number' || (typeof value === 'string' && /^[\d-]{1,10}$/.test(value)) ? value : undefined,
		);
		if (low === undefined || high === undefined) return;
		// Dates compare as text, everything else as numbers.
		const isDate = typeof low === 'string' && low.includes('-');
		if (isDate ? low <= high : Number(low) <= Number(high)) return;
		flow.findings.add(
			'min-max',
			childPath(path, least),
			`'${least}' of ${what} is beyond '${most}'`,
			'Change one of them',
		);
	};
