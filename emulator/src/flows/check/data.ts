import type { Flow, Part, Screen } from './flow';
import { isObject, list, type Json, type Path, type Report } from './report';

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

/** Whether an example has the type of its schema, at every level. */
function fits(schema: unknown, value: unknown): boolean {
	if (!isObject(schema) || typeof schema.type !== 'string') return true;
	const type = schema.type === 'integer' ? 'number' : schema.type;
	if (!['string', 'number', 'boolean', 'object', 'array'].includes(type)) return value !== null;
	if (type !== kindOf(value)) return false;
	if (Array.isArray(value)) return value.every((entry) => fits(schema.items, entry));
	if (!isObject(value) || !isObject(schema.properties)) return true;
	return Object.entries(schema.properties).every(([key, inner]) => value[key] === undefined || fits(inner, value[key]));
}

function checkSchema(report: Report, schema: Json, path: Path, isTop: boolean): void {
	const wrong = (message: string, place = path): void => report.add('INVALID_SCREEN_DATA', message, place);
	if (typeof schema.type !== 'string')
		return wrong(
			schema.type === undefined
				? "Missing the definition of property 'type'."
				: "Expected the property 'type' to be of type string.",
		);
	if (!isTop && schema.__example__ !== undefined)
		wrong("Property '__example__' is allowed only as a top level property of data model.");
	if (schema.type === 'array') {
		if (schema.items === undefined) wrong("Missing the schema for property 'items' in array.");
		else if (isObject(schema.items)) checkSchema(report, schema.items, [...path, 'items'], false);
		else if (typeof schema.items !== 'boolean') wrong("Expected the property 'items' to be of type boolean or object.");
	}
	if (!isObject(schema.properties)) return;
	for (const [key, inner] of Object.entries(schema.properties)) {
		const here = [...path, 'properties', key];
		if (key === '__example__')
			wrong("Property '__example__' is allowed only as a top level property of data model.", here);
		else if (isObject(inner)) checkSchema(report, inner, here, false);
		else report.wrongType('object', here);
	}
}

/** Meta docs: Flows > Error codes > Screen data model errors; Flow JSON > Declaring screen properties. */
export function checkData(report: Report, { screens }: Flow): void {
	for (const { data, path } of screens) {
		for (const [name, schema] of Object.entries(data)) {
			const here = [...path, 'data', name];
			if (name === 'required' && Array.isArray(schema)) continue;
			if (!isObject(schema)) {
				report.wrongType('object', here);
				continue;
			}
			checkSchema(report, schema, here, true);
			if (schema.__example__ === undefined) report.missing('__example__', here);
			else if (!fits(schema, schema.__example__))
				report.add('INVALID_SCREEN_DATA', 'Invalid data model schema. The type of __example__ does not match.', [
					...here,
					'__example__',
				]);
		}
	}
}

/** A reference to data or to a field, of this screen or another. Meta docs: Flows > Flow JSON > Properties. */
const REFERENCE = /\$\{(?:screen\.([^.{}]+)\.)?(data|form)\.([^{}\s]+)\}/g;

function checkDataReference(report: Report, screen: Screen, keys: string[], text: string, path: Path): void {
	const wrong = (message: string): void => report.add('INVALID_SCREEN_DYNAMIC_DATA', message, path);
	let schema: unknown = Object.hasOwn(screen.data, keys[0]) ? screen.data[keys[0]] : undefined;
	if (schema === undefined) return wrong(`Missing dynamic data '${text}' in the screen data model.`);
	// Not documented: what Meta's editor reports.
	if (keys.some((key) => key.includes('-')))
		return wrong(`Invalid format of dynamic data '${text}' in the screen data model.`);
	for (const key of keys.slice(1)) {
		if (!isObject(schema) || !['array', 'object', 'string', 'number', 'boolean'].includes(String(schema.type))) return;
		if (schema.type === 'array')
			return wrong(`${text} is invalid as '${key}' is defined in an array schema in the data model.`);
		schema = isObject(schema.properties) && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
		if (schema === undefined) return wrong(`Missing dynamic data '${text}' in the screen data model.`);
	}
}

function checkReference(
	report: Report,
	flow: Flow,
	screen: Screen,
	[text, other, store, rest]: RegExpMatchArray,
	path: Path,
): void {
	if (other === screen.id)
		return report.add(
			'INVALID_SCREEN_DATA',
			`Global dynamic data '${text}' is invalid since screen '${other}' represents current screen.`,
			path,
		);
	const target = other === undefined ? screen : flow.screens.find(({ id }) => id === other);
	if (!target)
		return report.add(
			'INVALID_SCREEN_DATA',
			`Global dynamic data '${text}' is invalid since screen '${other}' is missing in the Flow JSON.`,
			path,
		);
	const keys = rest.split('.');
	if (store === 'data') return checkDataReference(report, target, keys, text, path);
	const field: Part | undefined = target.byName.get(keys[0]);
	if (field === undefined || String(field.component.name).includes('${'))
		report.add('INVALID_ON_CLICK_ACTION_PAYLOAD', `Missing Form component ${text} for screen '${target.id}'.`, path);
	else if (field.type === 'Form')
		report.add('INVALID_ON_CLICK_ACTION_PAYLOAD', "Value of 'Form' component cannot be used in form binding.", path);
}

/** Text around a reference. Meta docs: Flows > Flow JSON > Dynamic properties, a compilation error; Nested expressions, since 6.0. */
const isMixed = (text: string, version: number): boolean =>
	(version < 600 || !/^`.*`$/s.test(text)) &&
	/\$\{\s*(?:data|form|screen)\./.test(text) &&
	!/^\$\{[^{}]*\}$/.test(text);

function walk(report: Report, flow: Flow, screen: Screen, value: unknown, path: Path): void {
	if (typeof value === 'string') {
		for (const match of value.matchAll(REFERENCE)) checkReference(report, flow, screen, match, path);
		if (isMixed(value, flow.version) && path.at(-1) !== 'condition')
			report.add('INVALID_SCREEN_DYNAMIC_DATA', 'Dynamic and static values cannot be used together.', path);
		return;
	}
	if (Array.isArray(value)) list(value).forEach((entry, index) => walk(report, flow, screen, entry, [...path, index]));
	else if (isObject(value))
		for (const [key, inner] of Object.entries(value)) walk(report, flow, screen, inner, [...path, key]);
}

/** Meta docs: Flows > Error codes > Screen data model errors; On-click action errors. */
export function checkReferences(report: Report, flow: Flow): void {
	for (const screen of flow.screens) {
		walk(report, flow, screen, screen.raw.title, [...screen.path, 'title']);
		walk(report, flow, screen, screen.raw.layout, [...screen.path, 'layout']);
	}
}
