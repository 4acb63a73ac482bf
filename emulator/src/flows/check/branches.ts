import type { Flow, Part, Screen } from './flow';
import { isObject, list, type Report } from './report';

/** Meta docs: Flows > Components > If, Switch. */
const inBranches = [
	'TextHeading',
	'TextSubheading',
	'TextBody',
	'TextCaption',
	'CheckboxGroup',
	'DatePicker',
	'Dropdown',
	'EmbeddedLink',
	'Footer',
	'Image',
	'OptIn',
	'RadioButtonsGroup',
	'TextArea',
	'TextInput',
];

/** Meta docs: Flows > Error codes > If component errors; Components > If. */
function checkIf(report: Report, { component, path, branches }: Part): void {
	if (Array.isArray(component.then) && component.then.length === 0)
		report.add('INVALID_PROPERTY_VALUE', 'Expected array to contain at least one component.', [...path, 'then']);
	if (branches.filter(({ type }) => type === 'If').length === 3)
		report.add('MAXIMUM_IF_NESTING', "The 'If' component can only be nested up to 3 levels deep.", path);
}

/** Meta docs: Flows > Error codes > Switch component errors; Components > Switch. */
function checkSwitch(report: Report, { component, path }: Part): void {
	if (isObject(component.cases) && Object.keys(component.cases).length === 0)
		report.add('EMPTY_SWITCH_CASES', "The 'cases' property of a Switch component cannot be empty.", [...path, 'cases']);
	if (typeof component.value === 'string' && !/\$\{|^`/.test(component.value))
		report.wrongValue('value', component.value, [...path, 'value']);
}

/** The branches of an If or Switch, as written. */
function branchesOf({ component, type }: Part): unknown[] {
	if (type === 'If') return [component.then, component.else];
	return type === 'Switch' && isObject(component.cases) ? Object.values(component.cases) : [];
}

/** Meta docs: Flows > Error codes > Footer errors; Components > If > Rules > Footer. */
function checkFooters(report: Report, { type, path, branches }: Part, own: unknown[]): void {
	const isFooter = (child: unknown): boolean => isObject(child) && child.type === 'Footer';
	const withFooter = own.filter((branch) => list(branch).some(isFooter)).length;
	if (withFooter > 0 && branches.some((one) => one.type === 'If'))
		report.add('INVALID_PROPERTY_VALUE', 'A Footer can be added within If only in the first level.', path);
	if (withFooter > 0 && withFooter < own.length) {
		report.add(
			type === 'If' ? 'MISSING_FOOTER_IN_IF_ELSE_BRANCHES' : 'MISSING_FOOTER_IN_SWITCH_BRANCHES',
			`Footer component must be present in all branches of '${type}' if it exists in one.`,
			path,
		);
	}
}

/** Whether a component may be in a branch of an If or Switch. Meta docs: Flows > Components > If, Switch; Changelog. */
function mayBeIn(parent: string, type: string, version: number): boolean {
	if (inBranches.includes(type)) return true;
	if (type === 'ChipsSelector') return version >= 701;
	return parent === 'If' && ['If', 'Switch'].includes(type);
}

/** If and Switch, and the components in them. */
export function checkBranches(report: Report, { version }: Flow, _screen: Screen, part: Part): void {
	const { type, path, branches } = part;
	if (type === 'If') checkIf(report, part);
	if (type === 'Switch') checkSwitch(report, part);
	const own = branchesOf(part);
	for (const branch of own) if (branch !== undefined && !Array.isArray(branch)) report.wrongType('array', path);
	checkFooters(report, part, own);
	const parent = branches.at(-1)?.type;
	if (parent !== undefined && !mayBeIn(parent, type, version)) report.wrongValue('type', type, [...path, 'type']);
}
