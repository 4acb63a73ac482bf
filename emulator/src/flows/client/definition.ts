import { isObject, type Json } from '../../messages/checks';

/** A component of a screen in the Flow JSON. */
export type Component = Json & { type: string };

/** A screen in the Flow JSON (Meta docs: Flows > Flow JSON > Screens). */
export interface Screen {
	id: string;
	title?: string;
	terminal?: boolean;
	refresh_on_back?: boolean;
	/** The data model: what the screen needs, by name, each with a JSON Schema type. */
	data?: Record<string, Json>;
	layout: { children: Component[] };
}

/** What the client needs to know about a Flow JSON. */
export interface Definition {
	version: string;
	dataApiVersion?: string;
	screens: Map<string, Screen>;
	/** Where each screen may lead. Absent: anywhere. */
	routes?: Record<string, string[]>;
	/** Screens that no other screen leads to: a flow can only start there. */
	entries: string[];
}

/** The screen that ends a flow; the name is reserved (Meta docs: Flows > Endpoint > Final response). */
export const SUCCESS = 'SUCCESS';

/**
 * Reads the parts of a Flow JSON that are needed to walk through it.
 * @throws RangeError when it has no screens, or one without an ID or a layout
 */
export function readDefinition(flowJson: unknown): Definition {
	const json: unknown = typeof flowJson === 'string' ? JSON.parse(flowJson) : flowJson;
	if (!isObject(json) || !Array.isArray(json.screens) || json.screens.length === 0)
		throw new RangeError('The Flow JSON has no screens');
	const screens = new Map<string, Screen>();
	for (const screen of json.screens as unknown[]) {
		if (
			!isObject(screen) ||
			typeof screen.id !== 'string' ||
			!isObject(screen.layout) ||
			!Array.isArray(screen.layout.children)
		) {
			throw new RangeError('A screen of the Flow JSON has no ID or no layout');
		}
		screens.set(screen.id, screen as unknown as Screen);
	}
	const routes = isObject(json.routing_model) ? (json.routing_model as Record<string, string[]>) : undefined;
	const targets = new Set(Object.values(routes ?? {}).flat());
	return {
		version: String(json.version),
		...(json.data_api_version === undefined ? {} : { dataApiVersion: String(json.data_api_version) }),
		screens,
		...(routes && { routes }),
		entries: routes ? [...screens.keys()].filter((id) => !targets.has(id)) : [...screens.keys()],
	};
}

/** Whether a version such as 7.3 is at least a given one. */
export function atLeast(version: string | undefined, least: string): boolean {
	const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
	const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
	return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/**
 * Checks a screen's data against its model (JSON Schema types, as far as Flow JSON uses them).
 * @returns a sentence per property that is missing or of another type
 */
export function misfits(screen: Screen, data: Json): string[] {
	return Object.entries(screen.data ?? {}).flatMap(([name, schema]) =>
		data[name] === undefined ? [`'${name}' is missing`] : unlike(schema, data[name], name),
	);
}

function unlike(schema: Json, value: unknown, place: string): string[] {
	const { type } = schema;
	const is = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
	const fits = type === undefined || type === is || (type === 'integer' && Number.isInteger(value));
	if (!fits) return [`'${place}' must be of type ${String(type)}, not ${is}`];
	if (Array.isArray(value) && isObject(schema.items))
		return value.flatMap((item, index) => unlike(schema.items as Json, item, `${place}[${index}]`));
	if (!isObject(value) || !isObject(schema.properties)) return [];
	return Object.entries(schema.properties).flatMap(([name, property]) =>
		isObject(property) && value[name] !== undefined ? unlike(property, value[name], `${place}.${name}`) : [],
	);
}
