import type { StarterText } from './types';

/** Maximum lengths. WhatsApp docs: Flows > Components; Flow JSON > Screens for the title. */
const limits = { body: 4096, button: 35, dateLabel: 40, groupLabel: 30, label: 20, option: 30, optIn: 120, title: 30 };

/** Maximum number of options. WhatsApp docs: Flows > Components > RadioButtonsGroup, CheckboxGroup; Dropdown. */
const optionCounts = { group: 20, dropdown: 200 };

const label = (displayName: string, text: string, max = limits.label): StarterText => ({
	displayName,
	default: text,
	max,
});

/** Texts that every starter has, and labels and options of its inputs. */
export const texts = {
	title: (text: string): StarterText => ({
		displayName: 'Screen Title',
		default: text,
		max: limits.title,
		main: true,
	}),
	introduction: (text: string): StarterText => ({
		displayName: 'Introduction',
		default: text,
		max: limits.body,
		main: true,
	}),
	button: (text: string): StarterText => ({
		displayName: 'Button Text',
		default: text,
		max: limits.button,
		main: true,
	}),
	label,
	dateLabel: (displayName: string, text: string): StarterText => label(displayName, text, limits.dateLabel),
	groupLabel: (displayName: string, text: string): StarterText => label(displayName, text, limits.groupLabel),
	optIn: (displayName: string, text: string): StarterText => label(displayName, text, limits.optIn),
	options: (displayName: string, options: string[], kind: keyof typeof optionCounts): StarterText => ({
		displayName,
		default: options.join('\n'),
		max: limits.option,
		description: 'One per line',
		list: { max: optionCounts[kind] },
		main: true,
	}),
};

export const body = (text: string): object => ({ type: 'TextBody', text });

/** An input; `more` has the properties of its type. */
export const input = (type: string, name: string, text: string, more: object = {}): object => ({
	type,
	name,
	label: text,
	required: true,
	...more,
});

/** Options whose ID, which the response contains, is their title. */
export const choice = (type: string, name: string, text: string, options: string[], more: object = {}): object =>
	input(type, name, text, { 'data-source': options.map((title) => ({ id: title, title })), ...more });

/** The button that ends the Flow and sends the inputs to the workflow. */
export const finish = (text: string, names: string[]): object => ({
	type: 'Footer',
	label: text,
	'on-click-action': {
		name: 'complete',
		payload: Object.fromEntries(names.map((name) => [name, `\${form.${name}}`])),
	},
});
