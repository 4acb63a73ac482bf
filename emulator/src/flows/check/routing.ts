import type { Flow, Screen } from './flow';
import { isObject, list, type Json, type Path, type Report } from './report';

/** The destinations of each screen. */
type Routes = Map<string, Set<string>>;

const hasNavigationList = ({ parts }: Screen): boolean => parts.some(({ type }) => type === 'NavigationList');

/** The routes that Meta derives from the navigate actions. */
function generated({ screens, actions }: Flow): Routes {
	const routes: Routes = new Map(screens.map(({ id }) => [id, new Set<string>()]));
	for (const { action, screen } of actions) {
		const next = action.name === 'navigate' && isObject(action.next) ? action.next.name : undefined;
		if (typeof next === 'string' && routes.has(next) && next !== screen.id) routes.get(screen.id)?.add(next);
	}
	return routes;
}

function checkGraph(report: Report, flow: Flow, routes: Routes, place: Path): void {
	const wrong = (message: string): void => report.add('INVALID_ROUTING_MODEL', message, place);
	const targets = new Set([...routes.values()].flatMap((to) => [...to]));
	const ids = flow.screens.map(({ id }) => id);
	if (ids.length > 0 && ids.every((id) => targets.has(id)))
		wrong('No entry screen found in the routing model. Expected a screen with no inbound edges as the entry screen.');
	for (const [id, to] of routes)
		if (to.size > 10) wrong(`Number of branches exceeds the max limit of 10 for screen: ${id}.`);
	if (!flow.hasEndpoint && flow.screens.some(hasNavigationList)) return;
	const near = (id: string): string[] => [
		...(routes.get(id) ?? []),
		...[...routes].filter(([, to]) => to.has(id)).map(([from]) => from),
	];
	const reached = new Set(ids.slice(0, 1));
	for (const id of reached) for (const next of near(id)) reached.add(next);
	const apart = ids.filter((id) => !reached.has(id));
	if (apart.length > 0)
		wrong(
			`Following screens are not connected with the rest of the screens: ${apart.join(', ')}. All screens should be connected.`,
		);
}

/** The routing model as given. For Meta a screen is a source, a destination, or a terminal screen. */
function readModel(report: Report, { screens }: Flow, model: Json): Routes {
	const ids = new Set(screens.map(({ id }) => id));
	const routes: Routes = new Map(screens.map(({ id }) => [id, new Set<string>()]));
	const wrong = (message: string, path: Path, whole = true): void =>
		report.add('INVALID_ROUTING_MODEL', message, path, { whole });
	const sources = new Set(Object.keys(model));
	for (const [from, targets] of Object.entries(model)) {
		const path: Path = ['routing_model', from];
		if (!ids.has(from)) wrong(`Invalid screens found in the routing model: ${from}.`, path, false);
		if (!Array.isArray(targets)) report.wrongType('array', path);
		list(targets).forEach((to, index) => {
			sources.add(String(to));
			if (typeof to !== 'string') report.wrongType('string', [...path, index]);
			else if (!ids.has(to)) wrong(`Invalid screens found in the routing model: ${to}.`, [...path, index]);
			else if (to === from) wrong(`Loop detected in the routing model for screens: ${from}.`, [...path, index]);
			else if (list(model[to]).includes(from) && from < to)
				wrong(`Backward route [${to}->${from}] corresponding to forward route [${from}->${to}] is not allowed.`, path);
			if (typeof to === 'string' && ids.has(to) && to !== from) routes.get(from)?.add(to);
		});
	}
	const missing = screens.filter(({ id, terminal }) => !terminal && !sources.has(id)).map(({ id }) => id);
	if (missing.length > 0)
		wrong(`Following screens are missing in the routing model: ${missing.join(', ')}.`, ['routing_model']);
	return routes;
}

/** Meta docs: Flows > Error codes > Routing model errors. */
export function checkRouting(report: Report, flow: Flow): void {
	const { routing_model: model } = flow.raw;
	if (model !== undefined && !isObject(model)) return report.wrongType('object', ['routing_model']);
	if (!flow.hasEndpoint) return checkGraph(report, flow, generated(flow), ['screens']);
	if (model === undefined)
		return report.add(
			'MISSING_REQUIRED_PROPERTY',
			"The property 'routing_model' is required for property 'data_api_version'.",
			[],
		);
	const routes = readModel(report, flow, model);
	for (const [from, targets] of generated(flow)) {
		const screen = flow.screens.find(({ id }) => id === from);
		if (screen && hasNavigationList(screen)) continue;
		for (const to of targets) {
			if (!routes.get(from)?.has(to))
				report.add(
					'INVALID_ROUTING_MODEL',
					`Missing direct route from screen '${from}' to screen '${to}' in the routing model.`,
					['routing_model'],
				);
		}
	}
	checkGraph(report, flow, routes, ['routing_model']);
}
