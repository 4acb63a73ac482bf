import { isObject } from '../shared/input/parameterValues';
import { objects } from '../shared/untrustedJson';

/** An input of a screen: an entry of its data model. */
export interface ScreenInput {
	name: string;
	/** As declared; '' when it is missing. */
	type: string;
	/** The `__example__`; undefined when there is none. */
	example: unknown;
	required: boolean;
}

/** A screen that a Flow can open with. */
export interface OpeningScreen {
	id: string;
	title: string;
	/** Whether no other screen leads to it. If no screen is selected, the Flow opens with the first entry screen. */
	isEntry: boolean;
	inputs: ScreenInput[];
}

const string = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Maximum nesting depth to search for actions; no real Flow needs more. */
const MAX_DEPTH = 50;

/** Adds the screens that actions below a value lead to: `{"name": "navigate", "next": {"type": "screen", "name": ID}}`. */
function addTargets(value: unknown, targets: Set<string>, depth = 0): void {
	if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
	const { next } = value as Record<string, unknown>;
	if (isObject(next) && next.type === 'screen') targets.add(string(next.name));
	for (const inner of Object.values(value)) addTargets(inner, targets, depth + 1);
}

function inputsOf(data: unknown): ScreenInput[] {
	if (!isObject(data)) return [];
	const required: unknown[] = Array.isArray(data.required) ? (data.required as unknown[]) : [];
	return Object.entries(data).flatMap(([name, schema]) =>
		isObject(schema)
			? [{ name, type: string(schema.type), example: schema.__example__, required: required.includes(name) }]
			: [],
	);
}

/**
 * Reads which screens a Flow has, and what data each takes. WhatsApp docs: Flows > Flow JSON > Declaring screen
 * properties, Routing model; Flows > Guides > Sending a Flow.
 * @param text Flow JSON; untrusted
 * @returns undefined when it is not Flow JSON or has no screen
 */
export function readOpeningScreens(text: string): OpeningScreen[] | undefined {
	let flow: unknown;
	try {
		flow = JSON.parse(text);
	} catch {
		return undefined;
	}
	const screens = isObject(flow) ? objects(flow.screens).filter(({ id }) => string(id) !== '') : [];
	if (!isObject(flow) || screens.length === 0) return undefined;
	const targets = new Set<string>();
	// With an endpoint, the routing model has all routes. Otherwise, the actions of the screens are the routes.
	if (isObject(flow.routing_model)) {
		for (const next of Object.values(flow.routing_model))
			if (Array.isArray(next)) next.forEach((target) => targets.add(string(target)));
	} else screens.forEach((screen) => addTargets(screen, targets));
	return screens.map(({ id, title, data }) => ({
		id: string(id),
		title: string(title),
		isEntry: !targets.has(string(id)),
		inputs: inputsOf(data),
	}));
}
