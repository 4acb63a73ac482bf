import type { Action, Flow, Screen } from './flow';
import { isObject, type Json, type Report } from './report';

/**
 * Finds the screen of a navigate action, and reports what is wrong with its `next`. Meta docs: Flows > Error codes >
 * Navigate action errors.
 * @returns undefined when there is no such screen
 */
function findTarget(report: Report, { screens }: Flow, { action, path, screen }: Action): Screen | undefined {
	const { next } = action;
	const missing = !isObject(next) ? 'next' : ['type', 'name'].find((key) => typeof next[key] !== 'string');
	if (!isObject(next) || missing !== undefined) {
		report.missing(missing ?? 'next', isObject(next) ? [...path, 'next'] : path);
		return undefined;
	}
	if (next.type !== 'screen') report.wrongValue('type', next.type, [...path, 'next', 'type']);
	const target = screens.find(({ id }) => id === next.name);
	if (target && next.name !== screen.id) return target;
	report.add(
		'INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME',
		next.name === screen.id
			? `Same screen navigation is not allowed. Loop detected at [${screen.id}].`
			: `Unknown screen ids found: [${String(next.name)}].`,
		[...path, 'next', 'name'],
	);
	return undefined;
}

/** Meta docs: Flows > Error codes > Navigate action errors. */
function checkKeys(report: Report, { path }: Action, payload: Json, { data }: Screen): void {
	const wrong = (message: string): void => report.add('INVALID_NAVIGATE_ACTION_PAYLOAD', message, path);
	const missing = Object.keys(data).filter((key) => key !== 'required' && payload[key] === undefined);
	if (missing.length > 0)
		wrong(
			`Following fields are expected in the next screen's data model but missing in payload: [${missing.join(', ')}].`,
		);
	const unknown = Object.keys(payload).filter((key) => data[key] === undefined);
	if (unknown.length > 0)
		wrong(`Following fields are missing in the next screen's data model: [${unknown.join(', ')}].`);
}

/** Meta docs: Flows > Error codes > Navigate action errors. Only values without references and expressions are checked. */
function checkTypes(report: Report, { path }: Action, payload: Json, { data }: Screen): void {
	for (const [key, value] of Object.entries(payload)) {
		const schema = data[key];
		const kind = Array.isArray(value) ? 'array' : typeof value;
		const isFixed = typeof value !== 'string' || !/\$\{|^`/.test(value);
		if (isFixed && isObject(schema) && typeof schema.type === 'string' && schema.type !== kind)
			report.add(
				'INVALID_NAVIGATE_ACTION_PAYLOAD',
				`Schema of payload data at '${key}' is not matching. Property is expecting '${schema.type}' but got '${kind}'.`,
				path,
			);
	}
}

/**
 * Meta docs: Flows > Error codes > Navigate action errors. What a payload has to match is documented for flows without
 * an endpoint.
 */
export function checkNavigate(report: Report, flow: Flow, one: Action): void {
	const { action, path, screen, part } = one;
	const target = findTarget(report, flow, one);
	if (!target) return;
	const first = screen.parts.find(({ type }) => type === 'Footer');
	if (screen.terminal && part === first && flow.version >= 703)
		report.wrongValue('name', 'navigate', [...path, 'name']);
	if (flow.hasEndpoint) return;
	const payload = isObject(action.payload) ? action.payload : {};
	checkKeys(report, one, payload, target);
	checkTypes(report, one, payload, target);
}
