import { checkDataModel } from './data/model';
import type { Findings } from './findings';
import { ROOT, childPath } from './path';
import { checkProperties } from './properties';
import { countByType, isInForm, displayName, visibleComponents } from './tree';
import {
	ARRAY,
	BOOLEAN,
	OBJECT,
	STRING,
	type Flow,
	type Node,
	type ValidationContext,
	type PropertySpec,
	type Screen,
	type Version,
} from './types';
import { asText, joinList, ownProperty, quoted } from './values';

/** WhatsApp docs: Flows > Components. */
const ADVISED_COMPONENTS = 50;

/** Flow Builder: MAX_ALLOWED_COMPONENTS_PER_SCREEN. */
const MAX_COMPONENTS = 100;

/** WhatsApp docs: Flows > Error codes > Static validation errors: letters and underscores. */
const ID = /^[A-Za-z_]+$/;

/** First version in which RichText can be combined with a Footer. WhatsApp docs: Flows > Changelog, 14 January 2025. */
const RICH_TEXT_WITH_FOOTER = 603;

const fixedFlag: PropertySpec = { type: BOOLEAN, fixed: true };

/**
 * WhatsApp docs: Flows > Flow JSON > Screens. Documented as optional, but Meta rejects a screen without `title` (Flow
 * Builder: MISSING_REQUIRED_PROPERTY).
 */
const screenProperties: Readonly<Record<string, PropertySpec>> = {
	id: { type: STRING, required: true, fixed: true, notBlank: false },
	title: { type: STRING, required: true, notBlank: true },
	terminal: fixedFlag,
	success: fixedFlag,
	refresh_on_back: fixedFlag,
	sensitive: { type: ARRAY, since: 501, fixed: true, items: { type: STRING, fixed: true } },
	data: { type: OBJECT, fixed: true },
	layout: {
		type: OBJECT,
		required: true,
		fixed: true,
		properties: {
			type: { type: STRING, required: true, fixed: true, values: ['SingleColumnLayout'] },
			children: { type: ARRAY, required: true, fixed: true },
		},
	},
};

function checkId({ findings }: Flow, { raw, id, path }: Screen): void {
	if (typeof raw.id !== 'string') return;
	if (id.toLowerCase() === 'success') {
		findings.add(
			'screen-id-reserved',
			childPath(path, 'id'),
			`${quoted(id)} is reserved for the end of a flow`,
			'Choose another ID',
		);
	} else if (!ID.test(id)) {
		findings.add(
			'screen-id-format',
			childPath(path, 'id'),
			`The ID ${quoted(id)} contains characters other than letters and underscores`,
			'Use letters and underscores, such as DETAILS or STEP_TWO',
		);
	}
}

function checkEnd({ findings, endpoint }: Flow, { raw, path, terminal }: Screen, counts: Map<string, number>): void {
	if (Object.hasOwn(raw, 'success') && !terminal) {
		findings.add(
			'success-not-terminal',
			childPath(path, 'success'),
			"'success' is for terminal screens only",
			'Remove it, or add "terminal": true',
			{ atKey: true },
		);
	}
	if (terminal && !counts.has('Footer')) {
		findings.add(
			'terminal-footer',
			path,
			'The terminal screen has no Footer, so users cannot complete the flow',
			"Add a Footer with 'complete' or 'data_exchange'",
		);
	}
	if (raw.refresh_on_back === true && !endpoint) {
		findings.add(
			'refresh-without-endpoint',
			childPath(path, 'refresh_on_back'),
			"'refresh_on_back' asks the flow's endpoint, but 'data_api_version' is missing",
			'Remove it, or add "data_api_version": "3.0"',
			{ atKey: true },
		);
	}
}

/** Flow Builder: INVALID_SENSITIVE_FIELD. Any component with a name is accepted. */
function checkSensitive({ findings }: Flow, { raw, fields, names: known, forms, path }: Screen): void {
	const names = ownProperty(raw, 'sensitive');
	if (!Array.isArray(names)) return;
	(names as unknown[]).forEach((name, index) => {
		if (typeof name !== 'string' || known.has(name) || forms.some(({ component }) => component.name === name)) return;
		findings.add(
			'sensitive-unknown',
			childPath(path, 'sensitive', index),
			`'sensitive' names ${quoted(name)}, which is no field of this screen`,
			`Use one of ${joinList([...fields.keys()])}`,
		);
	});
}

/** Checks the combination of components on a screen. */
function checkTogether({ findings, version }: Flow, screen: Screen, counts: Map<string, number>): void {
	const children = childPath(screen.path, 'layout', 'children');
	const all = screen.nodes.filter((node) => !ofType('Form')(node)).length;
	const visibleCount = visibleComponents(screen);
	const advice = 'Spread them over several screens';
	if (all > MAX_COMPONENTS)
		findings.add(
			'components-count',
			children,
			`The screen has ${all} components; allowed are ${MAX_COMPONENTS}`,
			advice,
		);
	else if (visibleCount > ADVISED_COMPONENTS)
		findings.add(
			'components-advised',
			children,
			`The screen has ${visibleCount} components; documented are ${ADVISED_COMPONENTS}`,
			advice,
		);
	const seen = new Map<string, number>();
	for (const node of screen.nodes) {
		const most = node.spec?.perScreen;
		const type = asText(node.component.type);
		const nth = (seen.get(type) ?? 0) + 1;
		seen.set(type, nth);
		if (most === undefined || (counts.get(type) ?? 0) <= most || nth !== most + 1) continue;
		findings.add(
			'component-count',
			node.path,
			`The screen has ${counts.get(type)} ${type} components; allowed are ${most}`,
			'Remove some, or put them on another screen',
		);
	}
	checkRichText(findings, screen, version);
	checkNavigationList(findings, screen);
}

const ofType =
	(type: string) =>
	({ component }: Node): boolean =>
		component.type === type;

/** WhatsApp docs: Flows > Components > Rich Text; Changelog, 14 January 2025; Flow Builder: INVALID_RICHTEXT_PLACEMENT. */
function checkRichText(findings: Findings, { nodes }: Screen, version: Version): void {
	const rich = nodes.find(ofType('RichText'));
	const withFooter = version >= RICH_TEXT_WITH_FOOTER;
	if (!rich || nodes.every((node) => node === rich || (withFooter && ofType('Footer')(node)))) return;
	findings.add(
		'rich-text-alone',
		rich.path,
		`RichText must be the only component of its screen${withFooter ? ', besides a Footer' : ''}`,
		"Use TextBody with 'markdown' next to other components",
	);
}

/**
 * A screen with a NavigationList has no other components, and is not terminal. WhatsApp docs: Flows > Components >
 * Navigation List.
 */
function checkNavigationList(findings: Findings, { nodes, terminal }: Screen): void {
	const list = nodes.find(ofType('NavigationList'));
	if (!list) return;
	if (terminal)
		findings.add(
			'navigation-terminal',
			list.path,
			`${displayName(list)} is not allowed on a terminal screen`,
			'Let its items lead to another screen that ends the flow',
		);
	if (!nodes.every((node) => ofType('NavigationList')(node) || ofType('Form')(node)))
		findings.add(
			'navigation-alone',
			list.path,
			`${displayName(list)} must be the only component of its screen`,
			'Put the other components on another screen',
		);
}

function checkComponent(flow: Flow, screen: Screen, node: Node): void {
	const { component, path, spec } = node;
	if (spec === undefined) return;
	const place: ValidationContext = {
		flow,
		screen,
		what: displayName(node),
		inForm: isInForm(node),
		component: spec.type,
	};
	checkProperties(place, component, spec.properties, path, place.what);
	for (const check of spec.checks ?? []) check(node, place);
	if (spec.value && screen.forms.length > 0 && !place.inForm) {
		flow.findings.add(
			'form-outside',
			path,
			`${place.what} is outside the Form of its screen`,
			'Move it into the Form, or use no Form at all',
		);
	}
}

function checkScreen(flow: Flow, screen: Screen): void {
	const { raw, path, id } = screen;
	const what = id === '' ? 'The screen' : `Screen ${quoted(id, 40)}`;
	checkProperties({ flow, screen, what, inForm: false, component: '' }, raw, screenProperties, path, what);
	checkId(flow, screen);
	if (screen.data) checkDataModel(flow.findings, screen.data, childPath(path, 'data'));
	const counts = countByType(screen);
	checkEnd(flow, screen, counts);
	checkSensitive(flow, screen);
	checkTogether(flow, screen, counts);
	for (const node of screen.nodes) checkComponent(flow, screen, node);
}

/**
 * At least one screen ends the flow, and at least one ends it successfully. WhatsApp docs: Flows > Error codes >
 * Terminal screen errors.
 */
function checkTerminals({ findings, screens }: Flow): void {
	const terminals = screens.filter(({ terminal }) => terminal);
	const path = childPath(ROOT, 'screens');
	if (screens.length === 0) return;
	if (terminals.length === 0) {
		findings.add('terminal-missing', path, 'No screen ends the flow', 'Add "terminal": true to the last screen');
	} else if (terminals.every(({ raw }) => raw.success === false)) {
		findings.add(
			'success-missing',
			childPath(terminals[0].path, 'success'),
			'No terminal screen ends the flow with success',
			'Remove "success": false from one of them',
		);
	}
}

/** Checks components with a maximum number per flow. */
function checkPerFlow({ findings, screens }: Flow): void {
	const seen = new Map<string, number>();
	for (const { spec, path } of screens.flatMap(({ nodes }) => nodes)) {
		if (spec?.perFlow === undefined) continue;
		const nth = (seen.get(spec.type) ?? 0) + 1;
		seen.set(spec.type, nth);
		if (nth === spec.perFlow + 1)
			findings.add(
				'component-count',
				path,
				`The flow has more than ${spec.perFlow} ${spec.type} components`,
				'Remove some',
			);
	}
}

export function checkScreens(flow: Flow): void {
	for (const screen of flow.screens) checkScreen(flow, screen);
	checkTerminals(flow);
	checkPerFlow(flow);
}
