import type { Level } from './rules';
import { ROOT, childPath, type Path } from './path';
import type { Flow, Node, Screen } from './types';
import { asText, isObject, joinList, namesOf, ownProperty, quoted, typeOf } from './values';

/** WhatsApp docs: Flows > Flow JSON > Routing model. */
const MAX_BRANCHES = 10;

/** Targets of each screen, by ID, and where each route is defined. */
type Routes = Map<string, Map<string, Path>>;

/** Screens that the routing model lacks: not a source, not a destination, and not terminal. */
function missingScreens(screens: Map<string, Screen>, model: Record<string, unknown>): string[] {
	const known = new Set(Object.keys(model).concat(Object.values(model).flat().map(asText)));
	return [...screens].filter(([id, { terminal }]) => !terminal && !known.has(id)).map(([id]) => id);
}

/** The routing model of the flow. Reports findings about its entries. */
function declaredRoutes({ findings, byId }: Flow, model: Record<string, unknown>): Routes {
	const routes: Routes = new Map();
	for (const [from, list] of Object.entries(model)) {
		const path = childPath(ROOT, 'routing_model', from);
		if (!byId.has(from)) {
			findings.add(
				'routing-screen-unknown',
				path,
				`The routing model has ${quoted(from)}, which is no screen`,
				'Use the ID of a screen, or remove the entry',
				{ atKey: true },
			);
			continue;
		}
		const to = new Map<string, Path>();
		routes.set(from, to);
		if (!Array.isArray(list)) {
			findings.add(
				'property-type',
				path,
				`The routes from ${quoted(from)} must be a list, got ${namesOf(typeOf(list))}`,
				'Write a list of screen IDs',
			);
			continue;
		}
		(list as unknown[]).forEach((target, index) => {
			const here = childPath(path, index);
			if (typeof target !== 'string')
				findings.add(
					'property-type',
					here,
					`A route must be the ID of a screen, got ${namesOf(typeOf(target))}`,
					'Write the ID in quotes',
				);
			else if (!byId.has(target))
				findings.add(
					'routing-screen-unknown',
					here,
					`The routing model leads to ${quoted(target)}, which is no screen`,
					'Use the ID of a screen',
				);
			else if (target === from)
				findings.add(
					'routing-self',
					here,
					`Screen ${quoted(from)} leads to itself`,
					'Remove the route: a screen can be refreshed without one',
				);
			else to.set(target, here);
		});
	}
	const missing = missingScreens(byId, model);
	if (missing.length > 0)
		findings.add(
			'routing-screen-missing',
			childPath(ROOT, 'routing_model'),
			`The routing model does not list ${joinList(missing)}`,
			'Add each screen; use an empty list for one that leads nowhere',
		);
	for (const id of byId.keys()) if (!routes.has(id)) routes.set(id, new Map());
	return routes;
}

/** Adds targets of actions in example data: a list of items can come from the data, each with its own action. */
function addFromExamples(found: Set<string>, value: unknown, depth = 0): void {
	if (typeof value !== 'object' || value === null || depth > 10) return;
	const { name, next } = value as { name?: unknown; next?: unknown };
	if (name === 'navigate' && isObject(next) && typeof next.name === 'string') found.add(next.name);
	for (const inner of Array.isArray(value) ? (value as unknown[]) : Object.values(value))
		addFromExamples(found, inner, depth + 1);
}

/** Whether a component gets its items, including their actions, from the data. */
const takesItems = ({ component }: Node): boolean =>
	component.type === 'NavigationList' && typeof component['list-items'] === 'string';

/** The routing model that Meta derives from the actions of a flow without an endpoint. */
function generated({ screens, byId }: Flow): Routes {
	return new Map(
		screens
			.filter(({ id }) => id !== '')
			.map((screen) => {
				const to = new Map(screen.routes.map((route) => [route.to, route.path]));
				const inData = new Set<string>();
				if (screen.nodes.some(takesItems))
					for (const schema of Object.values(screen.data ?? {}))
						addFromExamples(inData, isObject(schema) ? ownProperty(schema, '__example__') : undefined);
				for (const target of inData)
					if (byId.has(target) && target !== screen.id && !to.has(target)) to.set(target, screen.path);
				return [screen.id, to];
			}),
	);
}

/** Back routes are implicit; the routing model contains only forward routes. */
function checkBack({ findings }: Flow, routes: Routes): Set<string> {
	const back = new Set<string>();
	for (const [from, to] of routes) {
		for (const [target, path] of to) {
			if (!routes.get(target)?.has(from) || back.has(`${target} ${from}`)) continue;
			back.add(`${from} ${target}`);
			const second = routes.get(target)?.get(from) ?? path;
			findings.add(
				'routing-back',
				second,
				`The routing model leads from ${quoted(from)} to ${quoted(target)} and back`,
				'Remove the route back: users have the back button',
			);
		}
	}
	return back;
}

/**
 * Finds loops of three or more screens by removing screens without incoming routes until none is left to remove. Meta
 * rejects a loop only when it leaves no entry screen.
 */
function checkLoops({ findings }: Flow, routes: Routes): void {
	const incoming = new Map<string, number>([...routes.keys()].map((id) => [id, 0]));
	for (const to of routes.values())
		for (const target of to.keys()) incoming.set(target, (incoming.get(target) ?? 0) + 1);
	const free = [...incoming].filter(([, number]) => number === 0).map(([id]) => id);
	for (let id = free.pop(); id !== undefined; id = free.pop()) {
		incoming.delete(id);
		for (const target of routes.get(id)?.keys() ?? []) {
			const left = (incoming.get(target) ?? 0) - 1;
			incoming.set(target, left);
			if (left === 0) free.push(target);
		}
	}
	if (incoming.size === 0) return;
	findings.add(
		'routing-loop',
		childPath(ROOT, 'routing_model'),
		`The routing model leads in a circle: ${joinList([...incoming.keys()])}`,
		'Lead forward only; users have the back button',
	);
}

/** All screens that can be reached from the given ones. */
function reached(from: string[], next: (id: string) => Iterable<string>): Set<string> {
	const seen = new Set(from);
	const open = [...from];
	for (let id = open.pop(); id !== undefined; id = open.pop()) {
		for (const target of next(id)) {
			if (seen.has(target)) continue;
			seen.add(target);
			open.push(target);
		}
	}
	return seen;
}

function turned(routes: Routes): Map<string, string[]> {
	const back = new Map<string, string[]>();
	for (const [from, to] of routes) {
		for (const target of to.keys()) {
			const sources = back.get(target);
			if (sources) sources.push(from);
			else back.set(target, [from]);
		}
	}
	return back;
}

/** Where findings about a screen are reported, and their advice. */
interface Report {
	place: (screen: Screen) => Path;
	advice: string;
}

/** Without an endpoint, Meta assumes that a NavigationList leads to all other screens. */
const hasNavigationList = ({ nodes }: Screen): boolean =>
	nodes.some(({ component }) => component.type === 'NavigationList');

/**
 * Every screen has to be connected with the first one, in either direction.
 * @returns the connected screens
 */
function checkConnections(
	flow: Flow,
	routes: Routes,
	back: Map<string, string[]>,
	first: string,
	{ place, advice }: Report,
): Set<string> {
	const { findings, byId, endpoint, screens } = flow;
	const level: Level | undefined = !endpoint && screens.some(hasNavigationList) ? 'warning' : undefined;
	const together = reached([first], (id) => [...(routes.get(id)?.keys() ?? []), ...(back.get(id) ?? [])]);
	for (const id of routes.keys()) {
		const screen = byId.get(id);
		if (screen && !together.has(id))
			findings.add(
				'routing-disconnected',
				place(screen),
				`Screen ${quoted(id)} is not connected with the others`,
				advice,
				{ level },
			);
	}
	return together;
}

/** Components that open a screen with more information, from which users go back. */
const ASIDE = ['EmbeddedLink', 'OptIn'];

const asksEndpoint = ({ nodes }: Screen): boolean =>
	nodes.some(
		({ component }) => isObject(component['on-click-action']) && component['on-click-action'].name === 'data_exchange',
	);

/**
 * Warns about screens from which users cannot end the flow. Meta accepts them, for example terms of use that an OptIn
 * opens.
 */
function checkEnds(
	{ findings, byId, screens }: Flow,
	routes: Routes,
	back: Map<string, string[]>,
	connected: Set<string>,
	{ place, advice }: Report,
): void {
	const ends = [...routes.keys()].filter((id) => byId.get(id)?.terminal);
	if (ends.length === 0) return;
	const ending = reached(ends, (id) => back.get(id) ?? []);
	const aside = new Set(
		screens.flatMap((screen) => screen.routes.filter(({ component }) => ASIDE.includes(component)).map(({ to }) => to)),
	);
	for (const id of routes.keys()) {
		const screen = byId.get(id);
		if (!screen || !connected.has(id) || ending.has(id) || aside.has(id) || asksEndpoint(screen)) continue;
		findings.add(
			'routing-end',
			place(screen),
			`No terminal screen follows screen ${quoted(id)}: users can only go back from it`,
			advice,
		);
	}
}

function checkGraph(flow: Flow, routes: Routes, report: Report): void {
	const { findings, byId } = flow;
	const back = turned(routes);
	for (const [id, to] of routes) {
		const screen = byId.get(id);
		if (screen && to.size > MAX_BRANCHES)
			findings.add(
				'routing-branches',
				report.place(screen),
				`Screen ${quoted(id)} leads to ${to.size} screens; allowed are ${MAX_BRANCHES}`,
				'Lead over screens in between',
			);
	}
	const ids = [...routes.keys()];
	const entry = ids.find((id) => !back.has(id));
	const modelPath = flow.endpoint ? childPath(ROOT, 'routing_model') : childPath(ROOT, 'screens');
	if (entry === undefined)
		findings.add(
			'routing-entry',
			modelPath,
			'There is no first screen: another screen leads to each of them',
			'Remove the routes to the first screen',
		);
	const connected = checkConnections(flow, routes, back, entry ?? ids[0], report);
	checkEnds(flow, routes, back, connected, report);
}

/** The routing model has to contain the targets of all actions. Meta does not check screens with a NavigationList. */
function checkNavigates({ findings, screens }: Flow, routes: Routes): void {
	for (const screen of screens) {
		const { id, routes: taken } = screen;
		const level: Level | undefined = hasNavigationList(screen) ? 'warning' : undefined;
		for (const { to, path } of taken) {
			if (!routes.has(id) || routes.get(id)?.has(to)) continue;
			findings.add(
				'routing-navigate',
				path,
				`'navigate' leads from ${quoted(id)} to ${quoted(to)}, which the routing model does not`,
				`Add ${quoted(to)} to the routes of ${quoted(id)}`,
				{ level },
			);
		}
	}
}

/**
 * Checks the routes between screens: the routing model of a flow with an endpoint, otherwise the one that Meta derives
 * from the actions. WhatsApp docs: Flows > Flow JSON > Routing model; Error codes > Routing model errors:
 * INVALID_ROUTING_MODEL.
 */
export function checkRouting(flow: Flow): void {
	const { raw, findings, endpoint, byId } = flow;
	const model = ownProperty(raw, 'routing_model');
	if (endpoint && model === undefined) {
		findings.add(
			'routing-missing',
			ROOT,
			"A flow with 'data_api_version' needs a 'routing_model'",
			'Add it: for each screen, the list of screens that follow it',
		);
	}
	if (!endpoint && model !== undefined) {
		findings.add(
			'routing-unneeded',
			childPath(ROOT, 'routing_model'),
			"'routing_model' is for flows with an endpoint; Meta makes its own for this one",
			"Remove it, or add 'data_api_version'",
			{ atKey: true },
		);
	}
	if (byId.size === 0) return;
	if (!endpoint) {
		const advice = "Lead to it and on from it with 'navigate', or remove the screen";
		return checkGraph(flow, generated(flow), { place: (screen) => screen.path, advice });
	}
	if (!isObject(model)) return;
	const routes = declaredRoutes(flow, model);
	const back = checkBack(flow, routes);
	if (back.size === 0) checkLoops(flow, routes);
	checkNavigates(flow, routes);
	const place = ({ id }: Screen): Path =>
		Object.hasOwn(model, id) ? childPath(ROOT, 'routing_model', id) : childPath(ROOT, 'routing_model');
	checkGraph(flow, routes, {
		place,
		advice: 'Change the routing model: the routes lead from one first screen to a terminal one',
	});
}
