import type { Level } from './rules';
import { checkPayload } from './payload';
import { childPath, type Path } from './path';
import type { Property } from './property';
import {
	OBJECT,
	STRING,
	type ActionName,
	type ActionSlot,
	type JsonObject,
	type PropertySpec,
	type Version,
} from './types';
import { isObject, joinList, namesOf, ownProperty, quoted, typeOf } from './values';
import { versionText } from './versions';

const name: PropertySpec = { type: STRING, required: true, fixed: true };
const payload: PropertySpec = { type: OBJECT, expected: true };

interface ActionSpec {
	since?: Version;
	properties: Readonly<Record<string, PropertySpec>>;
}

/** WhatsApp docs: Flows > Flow JSON > Actions. */
const actions: Readonly<Record<ActionName, ActionSpec>> = {
	navigate: {
		properties: {
			name,
			next: {
				type: OBJECT,
				required: true,
				properties: {
					type: { type: STRING, required: true, fixed: true, values: ['screen'] },
					name: { type: STRING, required: true, fixed: true },
				},
			},
			payload,
		},
	},
	data_exchange: { properties: { name, payload } },
	complete: { properties: { name, payload } },
	open_url: { since: 600, properties: { name, url: { type: STRING, required: true, format: 'url' } } },
	update_data: { since: 600, properties: { name, payload } },
};

/** The properties of an action with a required payload. */
const withPayload = (properties: ActionSpec['properties']): ActionSpec['properties'] =>
	Object.hasOwn(properties, 'payload')
		? { ...properties, payload: { ...payload, expected: false, required: true } }
		: properties;

const isAction = (value: unknown): value is ActionName => typeof value === 'string' && Object.hasOwn(actions, value);

/** @returns whether the property accepts the action in this version */
function isAllowed(property: Property, action: ActionName, slot: ActionSlot): boolean {
	const { place, path } = property;
	const { findings, version } = place.flow;
	const since = actions[action].since ?? 0;
	const here = childPath(path, 'name');
	if (since > version) {
		const message = `Action '${action}' works from version ${versionText(since)} on; this flow has ${versionText(version)}`;
		findings.add('action-since', here, message, "Raise 'version', or use another action");
		return false;
	}
	if (slot.allowed.includes(action)) return true;
	const allowed = slot.allowed.filter((one) => (actions[one].since ?? 0) <= version);
	if (slot.undocumented?.includes(action)) {
		findings.add(
			'action-undocumented',
			here,
			`${property.name} does not list '${action}' in Meta's reference, though it may work`,
			'Upload it to Meta to be sure',
		);
		return true;
	}
	findings.add('action-place', here, `${property.name} cannot be '${action}'`, `Use one of ${joinList([...allowed])}`);
	return false;
}

/**
 * First version in which Meta rejects a terminal screen whose first Footer does not end the flow. Flow Builder:
 * INVALID_PROPERTY_VALUE.
 */
const TERMINAL_FOOTER_CHECKED_SINCE = 703;

function checkTerminalFooter({ place, path }: Property): void {
	const { flow, screen } = place;
	const first = screen.nodes.find(({ component }) => component.type === 'Footer');
	const isFirst = first !== undefined && path.parent === first.path;
	const level: Level = isFirst && flow.version >= TERMINAL_FOOTER_CHECKED_SINCE ? 'error' : 'warning';
	const message = 'The Footer of a terminal screen leads to another screen, so the flow does not end here';
	flow.findings.add(
		'terminal-navigate',
		childPath(path, 'name'),
		message,
		`Use 'complete' or 'data_exchange', or remove "terminal" from the screen`,
		{ level },
	);
}

function checkNavigate(property: Property, action: JsonObject): void {
	const { place, path } = property;
	const { flow, screen } = place;
	const to = isObject(action.next) ? ownProperty(action.next, 'name') : undefined;
	if (typeof to !== 'string' || to.includes('${')) return;
	const here = childPath(path, 'next', 'name');
	if (to === screen.id) {
		flow.findings.add(
			'navigate-self',
			here,
			'The action leads to its own screen',
			"Name another screen, or use 'update_data' to change this one",
		);
		return;
	}
	if (!flow.byId.has(to)) {
		flow.findings.add('navigate-screen', here, `There is no screen ${quoted(to)}`, 'Use the ID of one of the screens');
		return;
	}
	screen.routes.push({ to, path: here, component: place.component });
	if (screen.terminal && place.component === 'Footer') checkTerminalFooter(property);
}

/** Checks what an action requires of the rest of the flow. */
function checkSurroundings(property: Property, action: JsonObject, kind: ActionName, path: Path): void {
	const { flow, screen } = property.place;
	if (kind === 'data_exchange' && !flow.endpoint) {
		flow.findings.add(
			'endpoint-missing',
			childPath(path, 'name'),
			"'data_exchange' asks the flow's endpoint, but 'data_api_version' is missing",
			'Add "data_api_version": "3.0" and a routing_model, or use another action',
		);
	}
	if (kind === 'complete' && !screen.terminal) {
		flow.findings.add(
			'complete-not-terminal',
			childPath(path, 'name'),
			"'complete' ends the flow, but this screen is not terminal",
			'Add "terminal": true to the screen',
		);
	}
	if (kind === 'navigate') checkNavigate(property, action);
}

/** An action that its property accepts in this version of Flow JSON. */
export interface Action {
	kind: ActionName;
	object: JsonObject;
	/** The properties of this kind of action. */
	specs: ActionSpec['properties'];
}

/** Reads an action. @returns undefined, with a finding, when it is invalid or the property does not accept it */
export function readAction(property: Property, value: unknown, slot: ActionSlot): Action | undefined {
	const { place, path } = property;
	const { findings } = place.flow;
	if (!isObject(value)) {
		const message = `${property.name} needs an action, got ${namesOf(typeOf(value))}`;
		findings.add('property-type', path, message, 'Write { "name": "…", "payload": {} }');
		return undefined;
	}
	const kind = ownProperty(value, 'name');
	if (!isAction(kind)) {
		const advice = `Use one of ${joinList(Object.keys(actions))}`;
		if (typeof kind === 'string')
			findings.add('action-unknown', childPath(path, 'name'), `There is no action ${quoted(kind)}`, advice);
		else findings.add('property-required', path, `${property.name} has no 'name' of the action`, advice);
		return undefined;
	}
	if (!isAllowed(property, kind, slot)) return undefined;
	const { properties } = actions[kind];
	return { kind, object: value, specs: slot.needsPayload ? withPayload(properties) : properties };
}

/** Checks the target and the payload of an action. */
export function checkActionUse(property: Property, { kind, object }: Action): void {
	const { place, path } = property;
	checkSurroundings(property, object, kind, path);
	const payload = ownProperty(object, 'payload');
	if (isObject(payload)) checkPayload(place, kind, object, payload, childPath(path, 'payload'));
	else if (payload === undefined && kind === 'navigate') checkPayload(place, kind, object, {}, path);
}
