import { BadJson, locate, spanOf, type Located } from './locate';
import type { ValidationError } from './types';

/** Facts sheet 5.1, Flow JSON: what stands at the top, what screens have, the components and the actions. */
const topLevel = ['version', 'screens', 'data_api_version', 'routing_model', 'data_channel_uri'];
const screenKeys = ['id', 'title', 'terminal', 'success', 'refresh_on_back', 'data', 'sensitive', 'layout'];
const components = [
	'TextHeading', 'TextSubheading', 'TextBody', 'TextCaption', 'RichText', 'TextInput', 'TextArea', 'CheckboxGroup', 'RadioButtonsGroup', 'Dropdown',
	'ChipsSelector', 'DatePicker', 'CalendarPicker', 'OptIn', 'EmbeddedLink', 'Image', 'ImageCarousel', 'NavigationList', 'PhotoPicker',
	'DocumentPicker', 'If', 'Switch', 'Form', 'Footer',
];
const actions = ['navigate', 'data_exchange', 'complete', 'open_url', 'update_data'];
/** Of these the sheet knows; others may be newer. */
const published = ['5.1', '6.0', '6.1', '6.2', '6.3', '7.0', '7.1', '7.2', '7.3'];

type Path = Array<string | number>;

/** `screens[0].layout.type` */
const pointer = (path: Path): string => path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`)).join('');
/** `$root/screens/0/layout/type` */
const rooted = (path: Path): string => ['$root', ...path].join('/');

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

class Checker {
	readonly errors: ValidationError[] = [];

	constructor(
		private readonly text: string,
		private readonly root: Located,
	) {}

	private at(path: Path): Located {
		let node = this.root;
		for (const part of path) node = node.children.get(String(part)) ?? node;
		return node;
	}

	/** @param whole the value, not the name of the property */
	private add(error: string, message: string, path: Path, { schema = false, whole = true } = {}): void {
		const node = this.at(path);
		const span = whole || !node.key ? spanOf(this.text, node.start, node.end) : spanOf(this.text, node.key.start, node.key.end);
		this.errors.push({ error, error_type: schema ? 'JSON_SCHEMA_ERROR' : 'FLOW_JSON_ERROR', message, ...span, pointers: [{ ...span, path: pointer(path) }] });
	}

	private missing(key: string, path: Path): void {
		this.add('REQUIRED_PROPERTY_MISSING', `The required property "${key}" is missing at "${rooted(path)}".`, path, { schema: true });
	}

	private onlyKeys(value: object, known: string[], path: Path): void {
		for (const key of Object.keys(value)) {
			if (known.includes(key)) continue;
			this.add('INVALID_PROPERTY', `The property "${key}" cannot be specified at "${rooted(path)}".`, [...path, key], { schema: true, whole: false });
		}
	}

	private wrongType(expected: string, path: Path): void {
		this.add('INVALID_PROPERTY_TYPE', `Expected property "${rooted(path)}" to be of type ${expected}.`, path, { schema: true });
	}

	run(): void {
		const { value } = this.root;
		if (!isObject(value)) return this.wrongType('object', []);
		this.onlyKeys(value, topLevel, []);
		if (value.version === undefined) this.missing('version', []);
		else if (typeof value.version !== 'string') this.wrongType('string', ['version']);
		else if (!published.includes(value.version)) this.add('INVALID_PROPERTY_VALUE', `Invalid value found for property "version": "${value.version}".`, ['version']);
		if (value.screens === undefined) return this.missing('screens', []);
		if (!Array.isArray(value.screens)) return this.wrongType('array', ['screens']);
		const ids = this.screens(value.screens as unknown[]);
		this.routing(value, ids);
	}

	private screens(screens: unknown[]): string[] {
		const ids: string[] = [];
		screens.forEach((screen, index) => {
			const path: Path = ['screens', index];
			if (!isObject(screen)) return this.wrongType('object', path);
			this.onlyKeys(screen, screenKeys, path);
			if (typeof screen.id !== 'string') this.missing('id', path);
			else {
				if (!/^[A-Za-z_]+$/.test(screen.id)) this.add('INVALID_PROPERTY_VALUE', 'Screen ids have letters and underscores only.', [...path, 'id']);
				if (screen.id === 'SUCCESS') this.add('RESERVED_SCREEN_ID', 'The screen id "SUCCESS" is reserved.', [...path, 'id']);
				if (ids.includes(screen.id)) this.add('DUPLICATE_SCREEN_IDS', `Duplicate screen id "${screen.id}" found.`, [...path, 'id']);
				ids.push(screen.id);
			}
			if (!isObject(screen.layout)) return this.missing('layout', path);
			if (screen.layout.type !== 'SingleColumnLayout') this.add('INVALID_PROPERTY_VALUE', 'The layout has to be "SingleColumnLayout".', [...path, 'layout', 'type']);
			if (Array.isArray(screen.layout.children)) this.names(screen.layout.children as unknown[], [...path, 'layout', 'children'], new Set());
			else this.missing('children', [...path, 'layout']);
		});
		if (!screens.some((screen) => isObject(screen) && screen.terminal === true)) {
			this.add('MISSING_TERMINAL_SCREEN', 'A flow needs a screen with "terminal" set to true.', ['screens']);
		}
		screens.forEach((screen, index) => {
			if (isObject(screen)) this.walk(screen.layout, ['screens', index, 'layout'], ids);
		});
		return ids;
	}

	/** Inputs of one screen that share a name. */
	private names(children: unknown[], path: Path, seen: Set<string>): void {
		children.forEach((child, index) => {
			if (!isObject(child)) return this.wrongType('object', [...path, index]);
			if (!components.includes(String(child.type))) this.add('INVALID_PROPERTY_VALUE', `Invalid value found for property "type": "${String(child.type)}".`, [...path, index, 'type']);
			if (Array.isArray(child.children)) this.names(child.children as unknown[], [...path, index, 'children'], seen);
			if (typeof child.name !== 'string' || child.type === 'Form') return;
			if (seen.has(child.name)) this.add('DUPLICATE_FORM_COMPONENT_NAMES', `Duplicate component name "${child.name}" found.`, [...path, index, 'name']);
			seen.add(child.name);
		});
	}

	/** Actions, wherever they are. */
	private walk(value: unknown, path: Path, ids: string[]): void {
		if (Array.isArray(value)) value.forEach((entry, index) => this.walk(entry, [...path, index], ids));
		if (!isObject(value)) return;
		for (const [key, inner] of Object.entries(value)) {
			const place = [...path, key];
			if (/^on-[a-z-]+-action$/.test(key) && isObject(inner)) this.action(inner, place, ids);
			else this.walk(inner, place, ids);
		}
	}

	private action(action: Record<string, unknown>, path: Path, ids: string[]): void {
		if (!actions.includes(String(action.name))) this.add('INVALID_PROPERTY_VALUE', `Invalid value found for property "name": "${String(action.name)}".`, [...path, 'name']);
		if (action.name !== 'navigate') return;
		const next = isObject(action.next) ? action.next.name : undefined;
		if (typeof next !== 'string') this.missing('next', path);
		else if (!ids.includes(next)) this.add('INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME', `Unknown screen id "${next}" found in the action.`, [...path, 'next', 'name']);
	}

	private routing(flow: Record<string, unknown>, ids: string[]): void {
		const { routing_model: model } = flow;
		if (model === undefined) {
			if (flow.data_api_version !== undefined) this.missing('routing_model', []);
			return;
		}
		if (!isObject(model)) return this.wrongType('object', ['routing_model']);
		for (const [from, targets] of Object.entries(model)) {
			const path: Path = ['routing_model', from];
			if (!ids.includes(from)) this.add('INVALID_ROUTING_MODEL', `Unknown screen id "${from}" found in the routing model.`, path, { whole: false });
			if (!Array.isArray(targets)) this.wrongType('array', path);
			else {
				targets.forEach((to, index) => {
					if (!ids.includes(String(to))) this.add('INVALID_ROUTING_MODEL', `Unknown screen id "${String(to)}" found in the routing model.`, [...path, index]);
					else if (to === from) this.add('INVALID_ROUTING_MODEL', `Screen "${from}" leads to itself.`, [...path, index]);
				});
			}
		}
	}
}

/** What Meta would find wrong in a Flow JSON, as far as the facts sheet tells; [] when nothing is. */
export function checkFlowJson(text: string): ValidationError[] {
	let root: Located;
	try {
		root = locate(text);
	} catch (error) {
		if (!(error instanceof BadJson)) throw error;
		const span = spanOf(text, error.at, error.at + 1);
		return [{ error: 'INVALID_JSON', error_type: 'JSON_SCHEMA_ERROR', message: `The file is not valid JSON. ${error.message}.`, ...span, pointers: [{ ...span, path: '' }] }];
	}
	const checker = new Checker(text, root);
	checker.run();
	return checker.errors;
}
