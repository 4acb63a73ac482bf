import { components } from './components';
import { childPath, type Path } from './path';
import type { Flow, JsonObject, Node, Screen } from './types';
import { asText, isObject, joinList, namesOf, ownProperty, quoted, typeOf } from './values';
import { versionText } from './versions';

/** Maximum depth of the tree. Form, Switch and three If make six; no real flow needs more. */
const MAX_DEPTH = 20;

/** Maximum number of components to read per screen, far above the 50 that a screen may have. */
const MAX_NODES = 1000;

/** Components that contain others and are not visible themselves. */
const CONTAINERS = ['Form', 'If', 'Switch'];

/** The name of a component in messages: TextInput 'email'. */
export function displayName({ component }: Node): string {
	const name = ownProperty(component, 'name');
	return `${asText(component.type)}${typeof name === 'string' ? ` ${quoted(name, 40)}` : ''}`;
}

function checkType(flow: Flow, node: Node): void {
	const { component, path, parent, spec } = node;
	const type = ownProperty(component, 'type');
	if (spec === undefined) {
		const known = [...components.keys()].map(String);
		if (typeof type === 'string')
			flow.findings.add(
				'component-unknown',
				childPath(path, 'type'),
				`There is no component ${quoted(type)}`,
				`Use one of ${joinList(known, 30)}`,
			);
		else
			flow.findings.add('property-required', path, "The component has no 'type'", `Use one of ${joinList(known, 30)}`);
		return;
	}
	if ((spec.since ?? 0) > flow.version) {
		const text = `${spec.type} works from version ${versionText(spec.since ?? 0)} on; this flow has ${versionText(flow.version)}`;
		flow.findings.add('component-since', childPath(path, 'type'), text, "Raise 'version', or use another component");
	}
	if (parent?.spec?.holds?.(spec.type, flow.version) === false) {
		flow.findings.add(
			'component-place',
			path,
			`${spec.type} is not allowed inside ${parent.spec.type}`,
			`Move it out of ${parent.spec.type}`,
		);
	}
}

function grow(
	flow: Flow,
	screen: Screen,
	component: JsonObject,
	path: Path,
	parent: Node | undefined,
	depth: number,
): Node {
	const node: Node = { component, path, parent, spec: components.get(component.type), branches: [] };
	screen.nodes.push(node);
	checkType(flow, node);
	for (const { keys, children } of node.spec?.branches?.(component) ?? []) {
		if (screen.nodes.length >= MAX_NODES) break;
		node.branches.push(growBranch(flow, screen, children, childPath(path, ...keys), node, depth + 1));
	}
	return node;
}

/** The components of a layout or a branch. */
function growBranch(
	flow: Flow,
	screen: Screen,
	children: unknown,
	path: Path,
	parent: Node | undefined,
	depth: number,
): Node[] {
	if (!Array.isArray(children)) {
		const inSwitch = parent?.component.type === 'Switch';
		if (inSwitch)
			flow.findings.add(
				'property-type',
				path,
				`A case needs a list of components, got ${namesOf(typeOf(children))}`,
				'Write a list',
			);
		return [];
	}
	if (depth > MAX_DEPTH) {
		flow.findings.add(
			'nesting-depth',
			path,
			`Components nest deeper than ${MAX_DEPTH} levels`,
			'Make the screen flatter',
		);
		return [];
	}
	const nodes: Node[] = [];
	(children as unknown[]).slice(0, MAX_NODES).forEach((child, index) => {
		const here = childPath(path, index);
		if (screen.nodes.length >= MAX_NODES) return;
		if (isObject(child)) nodes.push(grow(flow, screen, child, here, parent, depth));
		else
			flow.findings.add(
				'property-type',
				here,
				`A component must be an object, got ${namesOf(typeOf(child))}`,
				'Write { "type": "…" }',
			);
	});
	return nodes;
}

/** Reads the components of a screen into a tree, and finds its inputs. Their properties are checked later. */
export function buildTree(flow: Flow, screen: Screen, children: unknown, path: Path): void {
	screen.roots = growBranch(flow, screen, children, path, undefined, 0);
	for (const node of screen.nodes) {
		if (node.component.type === 'Form') screen.forms.push(node);
		const name = ownProperty(node.component, 'name');
		if (typeof name !== 'string' || node.spec === undefined || node.component.type === 'Form') continue;
		if (!Object.hasOwn(node.spec.properties, 'name')) continue;
		if (screen.names.has(name)) {
			flow.findings.add(
				'name-duplicate',
				childPath(node.path, 'name'),
				`The screen has two components of the name ${quoted(name)}`,
				'Give each a different name',
			);
			continue;
		}
		screen.names.add(name);
		if (node.spec.value) screen.fields.set(name, { node, types: node.spec.value(node.component) });
	}
}

/** Counts components by type. For If and Switch, the branch with the most of a type counts. */
function count(nodes: Node[], sums: Map<string, number>): Map<string, number> {
	for (const { component, branches, spec } of nodes) {
		const type = spec?.type ?? asText(component.type);
		sums.set(type, (sums.get(type) ?? 0) + 1);
		if (branches.length === 1) count(branches[0], sums);
		else if (branches.length > 1) {
			const most = new Map<string, number>();
			for (const branch of branches)
				for (const [inner, number] of count(branch, new Map())) most.set(inner, Math.max(number, most.get(inner) ?? 0));
			for (const [inner, number] of most) sums.set(inner, (sums.get(inner) ?? 0) + number);
		}
	}
	return sums;
}

export const countByType = (screen: Screen): Map<string, number> => count(screen.roots, new Map());

/** Number of components that a screen can show, in all branches. */
export const visibleComponents = (screen: Screen): number =>
	screen.nodes.filter(({ component }) => !CONTAINERS.includes(asText(component.type))).length;

export function isInForm(node: Node): boolean {
	for (let parent = node.parent; parent; parent = parent.parent) if (parent.component.type === 'Form') return true;
	return false;
}
