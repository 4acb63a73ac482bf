import { childPath } from '../path';
import { ARRAY, STRING, type ComponentSpec, type Node, type ValidationContext } from '../types';
import { isObject, ownProperty } from '../values';
import {
	choice,
	errorMessage,
	flag,
	list,
	name,
	required,
	number,
	selectAction,
	text,
	type,
	visibility,
} from './build';
import { checkActionPlaces, checkImagesOrColors, checkOptionIds, chips, options, ordered } from './options';

/** WhatsApp docs: Flows > Components > CheckboxGroup. */
const onSelect = selectAction(['data_exchange', 'update_data']);

const onUnselect = selectAction(['update_data'], { since: 600 });

const group = {
	type,
	name,
	label: required(30),
	description: text(300),
	'data-source': options([1, 20]),
	required: flag(),
	enabled: flag(),
	visible: visibility,
	'on-select-action': onSelect,
	'on-unselect-action': onUnselect,
	'error-message': errorMessage(),
	'media-size': choice(['regular', 'large']),
};

const several = {
	'min-selected-items': number([0, Infinity]),
	'max-selected-items': number([1, Infinity]),
	'init-value': list({ type: STRING }, undefined, { outsideForm: true }),
};

const ofOptions = [checkOptionIds, checkActionPlaces];

const selected = ordered('min-selected-items', 'max-selected-items');

export const checkboxGroup: ComponentSpec = {
	type: 'CheckboxGroup',
	value: () => ARRAY,
	properties: { ...group, ...several },
	checks: [...ofOptions, checkImagesOrColors, selected],
};

/** WhatsApp docs: Flows > Components > RadioButtonsGroup. */
export const radioButtonsGroup: ComponentSpec = {
	type: 'RadioButtonsGroup',
	value: () => STRING,
	properties: { ...group, 'init-value': text(undefined, { outsideForm: true }) },
	checks: [...ofOptions, checkImagesOrColors],
};

/** With images, the documented maximum is half as many options. */
function checkImages({ component, path }: Node, { flow, what }: ValidationContext): void {
	const source = ownProperty(component, 'data-source');
	if (!Array.isArray(source) || source.length <= 100 || source.length > 200) return;
	if (!source.some((entry) => isObject(entry) && Object.hasOwn(entry, 'image'))) return;
	flow.findings.add(
		'items-advised',
		childPath(path, 'data-source'),
		`${what} has ${source.length} options, some with images; documented are 100 then`,
		'Remove options, or the images',
	);
}

/** WhatsApp docs: Flows > Components > Dropdown. */
export const dropdown: ComponentSpec = {
	type: 'Dropdown',
	value: () => STRING,
	properties: {
		type,
		name,
		label: required(20),
		'data-source': options([1, 200]),
		required: flag(),
		enabled: flag(),
		visible: visibility,
		'on-select-action': onSelect,
		'on-unselect-action': onUnselect,
		'init-value': text(undefined, { outsideForm: true }),
		'error-message': errorMessage(),
	},
	checks: [...ofOptions, checkImagesOrColors, checkImages],
};

/** WhatsApp docs: Flows > Components > Chips Selector; Changelog, 10 June 2025 for the actions. */
export const chipsSelector: ComponentSpec = {
	type: 'ChipsSelector',
	since: 603,
	value: () => ARRAY,
	properties: {
		type,
		name,
		label: required(80),
		description: text(300),
		'data-source': chips,
		required: flag(),
		enabled: flag(),
		visible: visibility,
		'on-select-action': selectAction(['data_exchange', 'update_data'], { since: 701 }),
		'on-unselect-action': selectAction(['update_data'], { since: 701 }),
		'error-message': errorMessage(),
		...several,
	},
	checks: [...ofOptions, selected],
};
