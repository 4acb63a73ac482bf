import { childPath } from '../path';
import {
	ANY,
	ARRAY,
	OBJECT,
	STRING,
	type ComponentSpec,
	type Node,
	type ValidationContext,
	type Version,
} from '../types';
import { isObject, ownProperty } from '../values';
import { type } from './build';

/** Components allowed in a branch. WhatsApp docs: Flows > Components > If, Switch. */
const HELD = [
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

/** ChipsSelector from 7.1. WhatsApp docs: Flows > Changelog, 10 June 2025. */
const isHeld = (component: string, version: Version): boolean =>
	HELD.includes(component) || (component === 'ChipsSelector' && version >= 701);

/** Maximum number of nested If components. */
const MAX_IF = 3;

const isIf = ({ component }: Node): boolean => component.type === 'If';

function ancestors(node: Node): Node[] {
	const found: Node[] = [];
	for (let parent = node.parent; parent; parent = parent.parent) found.push(parent);
	return found;
}

function checkNesting(node: Node, { flow }: ValidationContext): void {
	const depth = ancestors(node).filter(isIf).length + 1;
	if (depth === MAX_IF + 1)
		flow.findings.add(
			'if-nesting',
			node.path,
			`This If is the ${depth}th inside each other; allowed are ${MAX_IF}`,
			'Join conditions with &&, or use a Switch',
		);
}

const hasFooter = (branch: Node[]): boolean => branch.some(({ component }) => component.type === 'Footer');

/** If one branch has a Footer, every branch needs one. */
function checkFooters(node: Node, { flow }: ValidationContext): void {
	const isConditional = node.component.type === 'If';
	if (!node.branches.some(hasFooter)) return;
	if (ancestors(node).some(isIf)) {
		flow.findings.add(
			'footer-nested',
			node.path,
			'A Footer is only allowed in the outermost If, not in a nested one',
			'Move the Footer out',
		);
	}
	if (isConditional && !Object.hasOwn(node.component, 'else')) {
		flow.findings.add(
			'footer-branches',
			node.path,
			"There is a Footer in 'then', but no 'else' with one",
			"Add 'else' with a Footer",
		);
		return;
	}
	if (node.branches.every(hasFooter)) return;
	flow.findings.add(
		'footer-branches',
		node.path,
		'There is a Footer in one branch, but not in each',
		'Add a Footer to each branch, or move it out',
	);
}

/** The tree checks these components. */
const components = { type: ARRAY, fixed: true };

/** WhatsApp docs: Flows > Components > If. */
export const conditional: ComponentSpec = {
	type: 'If',
	properties: {
		type,
		condition: { type: STRING, required: true, condition: true },
		then: { ...components, required: true, count: [1, Infinity] },
		else: components,
	},
	branches: (component) =>
		['then', 'else']
			.filter((key) => Object.hasOwn(component, key))
			.map((key) => ({ keys: [key], children: component[key] })),
	holds: (component, version) => isHeld(component, version) || component === 'If' || component === 'Switch',
	checks: [checkNesting, checkFooters],
};

function checkCases({ component, path }: Node, { flow }: ValidationContext): void {
	const cases = ownProperty(component, 'cases');
	if (isObject(cases) && Object.keys(cases).length === 0) {
		flow.findings.add('items-count', childPath(path, 'cases'), "'cases' of Switch is empty", 'Add at least one case');
	}
}

/** WhatsApp docs: Flows > Components > Switch. */
export const switchComponent: ComponentSpec = {
	type: 'Switch',
	properties: {
		type,
		value: { type: ANY, required: true, dynamic: true },
		cases: { type: OBJECT, required: true, fixed: true },
	},
	branches: (component) => {
		const cases = ownProperty(component, 'cases');
		return isObject(cases) ? Object.entries(cases).map(([key, children]) => ({ keys: ['cases', key], children })) : [];
	},
	holds: isHeld,
	checks: [checkCases, checkFooters],
};
