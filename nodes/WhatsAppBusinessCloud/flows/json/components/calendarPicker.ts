import { childPath } from '../path';
import { isDynamic, staticValue } from '../properties';
import {
	BOOLEAN,
	OBJECT,
	STRING,
	type ComponentSpec,
	type Node,
	type ValidationContext,
	type PropertySpec,
	type Types,
} from '../types';
import { isObject, ownProperty, typeOf } from '../values';
import {
	choice,
	date,
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
import { checkDates } from './dates';
import { ordered } from './options';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** One value for a single date, or one for each end of a range. */
const perMode = (single: PropertySpec): PropertySpec => {
	const end: PropertySpec = { ...single, required: false, outsideForm: false };
	return { ...single, type: single.type | OBJECT, properties: { 'start-date': end, 'end-date': end } };
};

const PER_MODE: ReadonlyArray<[string, Types]> = [
	['label', STRING],
	['helper-text', STRING],
	['required', BOOLEAN],
	['init-value', STRING],
	['error-message', STRING],
];

const RANGE_ONLY = ['title', 'description', 'min-days', 'max-days'];

function checkMode({ component, path }: Node, { flow, what }: ValidationContext): void {
	const mode = isDynamic(component, 'mode') ? undefined : (staticValue(component, 'mode') ?? 'single');
	if (mode === 'single') {
		for (const key of RANGE_ONLY) {
			if (Object.hasOwn(component, key))
				flow.findings.add(
					'calendar-mode',
					childPath(path, key),
					`'${key}' of ${what} works with mode 'range' only`,
					'Remove it, or add "mode": "range"',
					{ atKey: true },
				);
		}
	}
	if (mode !== 'single' && mode !== 'range') return;
	for (const [key, single] of PER_MODE) {
		const value = ownProperty(component, key);
		if (value === undefined || isDynamic(component, key)) continue;
		const expectedTypes = mode === 'range' ? OBJECT : single;
		const found = typeOf(value);
		if ((found & expectedTypes) !== 0 || (found & (single | OBJECT)) === 0) continue;
		const needs = mode === 'range' ? 'an object with start-date and end-date' : 'one value, not an object';
		flow.findings.add(
			'calendar-mode',
			childPath(path, key),
			`'${key}' of ${what} needs ${needs} in mode '${mode}'`,
			'Change it, or the mode',
		);
	}
}

/**
 * In mode 'range', an object requires a start date, and a label an end date too. Flow Builder:
 * MISSING_CALENDAR_PICKER_RANGE_MODE_PROP.
 */
function checkEnds({ component, path }: Node, { flow, what }: ValidationContext): void {
	if (staticValue(component, 'mode') !== 'range') return;
	for (const [key] of PER_MODE) {
		const value = ownProperty(component, key);
		if (!isObject(value)) continue;
		const ends = key === 'label' ? ['start-date', 'end-date'] : ['start-date'];
		for (const end of ends) {
			if (!Object.hasOwn(value, end))
				flow.findings.add('calendar-mode', childPath(path, key), `'${key}' of ${what} has no '${end}'`, `Add '${end}'`);
		}
	}
}

/** WhatsApp docs: Flows > Components > CalendarPicker. */
export const calendarPicker: ComponentSpec = {
	type: 'CalendarPicker',
	since: 601,
	value: (component) => (isDynamic(component, 'mode') ? STRING | OBJECT : component.mode === 'range' ? OBJECT : STRING),
	properties: {
		type,
		name,
		title: text(80),
		description: text(300),
		label: perMode(required(40)),
		'helper-text': perMode(text(80)),
		required: perMode(flag()),
		visible: visibility,
		enabled: flag(),
		mode: choice(['single', 'range']),
		'min-date': date(),
		'max-date': date(),
		'unavailable-dates': list(date()),
		'include-days': list(choice(DAYS)),
		'min-days': number([0, Infinity]),
		'max-days': number([0, Infinity]),
		'on-select-action': selectAction(['data_exchange'], { unlisted: ['update_data'] }),
		'init-value': perMode(date({ outsideForm: true })),
		'error-message': perMode(errorMessage(80)),
	},
	checks: [checkMode, checkEnds, checkDates, ordered('min-date', 'max-date'), ordered('min-days', 'max-days')],
};
