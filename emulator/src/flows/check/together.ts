import { checkBranches } from './branches';
import { checkCounts } from './counts';
import { checkDates } from './dates';
import type { Flow, Part, Screen } from './flow';
import { checkNavigationList } from './navigationList';
import { checkOptions } from './options';
import type { Report } from './report';

const inputs = [
	'TextInput',
	'TextArea',
	'CheckboxGroup',
	'RadioButtonsGroup',
	'Dropdown',
	'ChipsSelector',
	'DatePicker',
	'CalendarPicker',
	'OptIn',
	'PhotoPicker',
	'DocumentPicker',
];

/** Meta docs: Flows > Components > Rich Text. */
function checkRichText(report: Report, { version }: Flow, { parts }: Screen): void {
	const alone = (type: string): boolean => type === 'RichText' || (version >= 603 && type === 'Footer');
	const rich = parts.filter(({ type }) => type === 'RichText');
	if (rich.length > 1 || (rich.length === 1 && !parts.every(({ type }) => alone(type))))
		report.add(
			'INVALID_RICHTEXT_PLACEMENT',
			'RichText cannot be used with other components on the same screen.',
			rich[0].path,
		);
}

/** Meta docs: Flows > Media upload components > Limitations and restrictions. */
function checkOnePicker(report: Report, _flow: Flow, { parts, path }: Screen): void {
	if (parts.some(({ type }) => type === 'PhotoPicker') && parts.some(({ type }) => type === 'DocumentPicker'))
		report.add(
			'COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN',
			'You can only have a maximum of 1 component of type PhotoPicker or DocumentPicker per screen.',
			path,
		);
}

/** Meta docs: Flows > Error codes > Naming errors. */
function checkNames(report: Report, _flow: Flow, { parts, path }: Screen): void {
	const names = parts
		.filter(({ type, component }) => type !== 'Form' && typeof component.name === 'string')
		.map(({ component }) => String(component.name));
	for (const name of new Set(names.filter((one, index) => names.indexOf(one) !== index)))
		report.add('DUPLICATE_FORM_COMPONENT_NAMES', `Duplicate name found for Form components: '${name}'.`, path);
}

/** Meta docs: Flows > Error codes > Optional form; Flow JSON > Building forms guidelines. */
function checkForm(report: Report, _flow: Flow, { parts }: Screen, { type, path, inForm }: Part): void {
	if (!inForm && inputs.includes(type) && parts.some((part) => part.type === 'Form'))
		report.add(
			'COMPONENTS_OUTSIDE_FORM',
			`Component '${type}' is not allowed outside Form when Form component is present.`,
			path,
		);
	if (inForm && type === 'Form') report.wrongValue('type', type, [...path, 'type']);
}

const ofScreens = [checkCounts, checkRichText, checkOnePicker, checkNames];
const ofParts = [checkForm, checkBranches, checkOptions, checkNavigationList, checkDates];

/** Combinations of components that a screen may not have. */
export function checkTogether(report: Report, flow: Flow, screen: Screen): void {
	for (const check of ofScreens) check(report, flow, screen);
	for (const part of screen.parts) for (const check of ofParts) check(report, flow, screen, part);
}
