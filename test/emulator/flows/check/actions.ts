import type { Action, Flow, Part } from './flow';
import { isObject, list, type Json, type Path, type Report } from './report';

/** Properties of each action beside its name. Meta docs: Flows > Flow JSON > Actions. */
const actions: Record<string, string[]> = {
	navigate: ['next', 'payload'],
	data_exchange: ['payload'],
	complete: ['payload'],
	open_url: ['url'],
	update_data: ['payload'],
};

/**
 * Meta docs: Flows > Flow JSON > open_url action, complete action; Components. Meta's pages do not mention
 * `update_data` of a click, but flows use it.
 */
function isAllowed(name: string, slot: string, type: string): boolean {
	if (name === 'open_url') return slot === 'on-click-action' && ['EmbeddedLink', 'OptIn'].includes(type);
	if (name === 'complete') return type === 'Footer';
	if (slot === 'on-click-action') return true;
	return name === 'update_data' || (name === 'data_exchange' && slot === 'on-select-action' && type !== 'OptIn');
}

const isPicker = (part: Part | undefined): part is Part =>
	part?.type === 'PhotoPicker' || part?.type === 'DocumentPicker';

/** References to pickers in a payload, with their depth. */
function pickersIn(
	{ screens }: Flow,
	{ screen }: Action,
	value: unknown,
	depth: number,
): Array<{ part: Part; depth: number }> {
	if (typeof value === 'string') {
		const [, other, name] = /^\$\{(?:screen\.([^.{}]+)\.)?form\.([^.{}\s]+)\}$/.exec(value) ?? [];
		const part = (other === undefined ? screen : screens.find(({ id }) => id === other))?.byName.get(name ?? '');
		return isPicker(part) ? [{ part, depth }] : [];
	}
	const inner = isObject(value) ? Object.values(value) : list(value);
	return inner.flatMap((one) => pickersIn({ screens } as Flow, { screen } as Action, one, depth + 1));
}

/** Meta docs: Flows > Error codes > Native component errors; Media upload components > Limitations and restrictions. */
function checkMedia(report: Report, flow: Flow, one: Action, payload: Json): void {
	const { action, path } = one;
	const pickers = pickersIn(flow, one, payload, 0);
	const wrong = (message: string): void => report.add('INVALID_ON_CLICK_ACTION_PAYLOAD', message, [...path, 'payload']);
	if (pickers.length === 0) return;
	if (action.name === 'navigate')
		return wrong("The native component's value is not allowed in the payload of the navigate action.");
	if (pickers.some(({ depth }) => depth > 1))
		wrong('PhotoPicker and DocumentPicker can only be used as top-level values.');
	if (action.name !== 'complete') return;
	const counts = pickers.map(({ part: { component } }) => ({
		files: component['max-uploaded-photos'] ?? component['max-uploaded-documents'] ?? 30,
		kb: component['max-file-size-kb'] ?? 25_600,
	}));
	if (counts.some(({ files, kb }) => typeof files !== 'number' || typeof kb !== 'number')) return;
	const files = counts.reduce((sum, count) => sum + Number(count.files), 0);
	const kb = counts.reduce((sum, count) => sum + Number(count.files) * Number(count.kb), 0);
	if (files > 10 || kb > 100 * 1024)
		wrong('No more than 10 files, of 100 MiB together, can be sent as part of the response message.');
}

/**
 * Meta docs: Flows > Error codes > Navigate action errors. What a payload has to match is documented for flows without
 * an endpoint.
 */
function checkNavigate(report: Report, flow: Flow, { action, path, screen, part }: Action): void {
	const next = isObject(action.next) ? action.next : undefined;
	if (!next) return report.missing('next', path);
	for (const key of ['type', 'name']) if (typeof next[key] !== 'string') return report.missing(key, [...path, 'next']);
	if (next.type !== 'screen') report.wrongValue('type', next.type, [...path, 'next', 'type']);
	const place: Path = [...path, 'next', 'name'];
	const target = flow.screens.find(({ id }) => id === next.name);
	if (next.name === screen.id)
		return report.add(
			'INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME',
			`Same screen navigation is not allowed. Loop detected at [${screen.id}].`,
			place,
		);
	if (!target)
		return report.add(
			'INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME',
			`Unknown screen ids found: [${String(next.name)}].`,
			place,
		);
	const first = screen.parts.find(({ type }) => type === 'Footer');
	if (screen.terminal && part === first && flow.version >= 703)
		report.wrongValue('name', 'navigate', [...path, 'name']);
	if (flow.hasEndpoint) return;
	const payload = isObject(action.payload) ? action.payload : {};
	const wrong = (message: string): void => report.add('INVALID_NAVIGATE_ACTION_PAYLOAD', message, path);
	const missing = Object.keys(target.data).filter((key) => key !== 'required' && payload[key] === undefined);
	if (missing.length > 0)
		wrong(
			`Following fields are expected in the next screen's data model but missing in payload: [${missing.join(', ')}].`,
		);
	const unknown = Object.keys(payload).filter((key) => target.data[key] === undefined);
	if (unknown.length > 0)
		wrong(`Following fields are missing in the next screen's data model: [${unknown.join(', ')}].`);
	for (const [key, value] of Object.entries(payload)) {
		const schema = target.data[key];
		const kind = Array.isArray(value) ? 'array' : typeof value;
		const isFixed = typeof value !== 'string' || !/\$\{|^`/.test(value);
		if (isFixed && isObject(schema) && typeof schema.type === 'string' && schema.type !== kind)
			wrong(
				`Schema of payload data at '${key}' is not matching. Property is expecting '${schema.type}' but got '${kind}'.`,
			);
	}
}

function checkAction(report: Report, flow: Flow, one: Action): void {
	const { action, slot, path, part, screen } = one;
	const name = String(action.name);
	const known = Object.hasOwn(actions, name) ? actions[name] : undefined;
	const isNew = ['open_url', 'update_data'].includes(name) && flow.version < 600;
	if (action.name === undefined) return report.missing('name', path);
	if (!known || isNew || !isAllowed(name, slot, part.type))
		return report.add('INVALID_ENUM_VALUE', `Value should be one of the allowed actions, but found "${name}".`, [
			...path,
			'name',
		]);
	for (const key of Object.keys(action)) if (key !== 'name' && !known.includes(key)) report.unknown(key, path);
	if (slot !== 'on-click-action' && action.payload === undefined) report.missing('payload', path);
	if (action.payload !== undefined && !isObject(action.payload)) report.wrongType('object', [...path, 'payload']);
	// Meta docs: Flows > Error codes > Data_api_version, refresh_on_back errors; Complete action errors.
	if (name === 'data_exchange' && !flow.hasEndpoint)
		report.add('MISSING_REQUIRED_PROPERTY', "The property 'data_api_version' is required for data_exchange action.", [
			...path,
			'name',
		]);
	if (name === 'complete' && !screen.terminal)
		report.add('INVALID_COMPLETE_ACTION', "On-click-action 'complete' can only be configured on a terminal screen.", [
			...path,
			'name',
		]);
	if (name === 'open_url' && typeof action.url !== 'string') report.missing('url', path);
	else if (name === 'open_url' && !/^(https?:\/\/\S|\$\{|`)/.test(String(action.url)))
		report.add('INVALID_PROPERTY_VALUE_FORMAT', "Property 'url' should be in 'uri' format.", [...path, 'url']);
	if (name === 'navigate') checkNavigate(report, flow, one);
	if (isObject(action.payload)) checkMedia(report, flow, one, action.payload);
	if (name !== 'update_data' || !isObject(action.payload)) return;
	// Meta docs: Flows > Error codes > Action errors; an update with its own value: Meta's editor.
	for (const [key, value] of Object.entries(action.payload)) {
		if (screen.data[key] === undefined)
			report.add(
				'INVALID_ACTION_PAYLOAD_PROPERTY',
				`The following property ${key} does not exist in the screen data model`,
				[...path, 'payload', key],
			);
		if (value === `\${data.${key}}`)
			report.add(
				'INVALID_UPDATE_DATA_ACTION_PAYLOAD',
				'Attempting to update a key with its own value is redundant and not allowed.',
				[...path, 'payload', key],
			);
	}
}

/** What a field can begin with. Meta docs: Flows > Flow JSON > Form configuration; Changelog, 11 March 2025. */
function fitsField(part: Part | undefined, value: unknown): boolean {
	if (part === undefined || (typeof value === 'string' && /\$\{|^`/.test(value))) return true;
	if (['CheckboxGroup', 'ChipsSelector'].includes(part.type)) return Array.isArray(value);
	if (part.type === 'OptIn') return typeof value === 'boolean';
	if (part.component['input-type'] === 'number') return !Number.isNaN(Number(value));
	return typeof value === 'string' || (part.type === 'CalendarPicker' && isObject(value));
}

export function checkActions(report: Report, flow: Flow): void {
	for (const action of flow.actions) checkAction(report, flow, action);
	// Meta docs: Flows > Error codes > Native component errors.
	for (const { parts, byName: named } of flow.screens) {
		for (const { component, type, path } of parts) {
			if (type !== 'Form' || !isObject(component['init-values'])) continue;
			for (const name of Object.keys(component['init-values'])) {
				const place = [...path, 'init-values', name];
				if (isPicker(named.get(name)))
					report.add(
						'NATIVE_COMPONENT_IN_FORM_INIT_VALUES',
						`Property 'init-values' should not contain value for components: [${name}].`,
						place,
					);
				else if (flow.version >= 700 && !fitsField(named.get(name), component['init-values'][name]))
					report.wrongType('the field', place);
				else if (!named.has(name) && flow.version >= 700) report.wrongValue(name, 'init-values', place);
			}
		}
	}
}
