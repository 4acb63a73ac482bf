import type { Action, Flow } from './flow';
import { checkInitValues } from './initValues';
import { checkNavigate } from './navigate';
import { checkPickers } from './pickers';
import { isObject, type Report } from './report';

type Rule = (report: Report, flow: Flow, action: Action) => void;

/** Meta docs: Flows > Error codes > Data_api_version, refresh_on_back errors. */
const checkDataExchange: Rule = (report, { hasEndpoint }, { path }) => {
	if (!hasEndpoint)
		report.add('MISSING_REQUIRED_PROPERTY', "The property 'data_api_version' is required for data_exchange action.", [
			...path,
			'name',
		]);
};

/** Meta docs: Flows > Error codes > Complete action errors. */
const checkComplete: Rule = (report, _flow, { path, screen }) => {
	if (!screen.terminal)
		report.add('INVALID_COMPLETE_ACTION', "On-click-action 'complete' can only be configured on a terminal screen.", [
			...path,
			'name',
		]);
};

/** Meta docs: Flows > Flow JSON > open_url action. */
const checkOpenUrl: Rule = (report, _flow, { action: { url }, path }) => {
	if (typeof url !== 'string') report.missing('url', path);
	else if (!/^(https?:\/\/\S|\$\{|`)/.test(url))
		report.add('INVALID_PROPERTY_VALUE_FORMAT', "Property 'url' should be in 'uri' format.", [...path, 'url']);
};

/** Meta docs: Flows > Error codes > Action errors; an update with its own value: Meta's editor. */
const checkUpdateData: Rule = (report, _flow, { action: { payload }, path, screen }) => {
	if (!isObject(payload)) return;
	for (const [key, value] of Object.entries(payload)) {
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
};

/** Properties of each action beside its name, and its rules. Meta docs: Flows > Flow JSON > Actions. */
const actions = new Map<string, { keys: string[]; rules: Rule[] }>([
	['navigate', { keys: ['next', 'payload'], rules: [checkNavigate, checkPickers] }],
	['data_exchange', { keys: ['payload'], rules: [checkDataExchange, checkPickers] }],
	['complete', { keys: ['payload'], rules: [checkComplete, checkPickers] }],
	['open_url', { keys: ['url'], rules: [checkOpenUrl, checkPickers] }],
	['update_data', { keys: ['payload'], rules: [checkPickers, checkUpdateData] }],
]);

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

/** Meta docs: Flows > Flow JSON > Actions; Components (the payload). */
function checkProperties(report: Report, { action, slot, path }: Action, keys: string[]): void {
	for (const key of Object.keys(action)) if (key !== 'name' && !keys.includes(key)) report.unknown(key, path);
	if (slot !== 'on-click-action' && action.payload === undefined) report.missing('payload', path);
	if (action.payload !== undefined && !isObject(action.payload)) report.wrongType('object', [...path, 'payload']);
}

function checkAction(report: Report, flow: Flow, one: Action): void {
	const { action, slot, path, part } = one;
	if (action.name === undefined) return report.missing('name', path);
	const name = String(action.name);
	const known = actions.get(name);
	const isNew = ['open_url', 'update_data'].includes(name) && flow.version < 600;
	if (!known || isNew || !isAllowed(name, slot, part.type))
		return report.add('INVALID_ENUM_VALUE', `Value should be one of the allowed actions, but found "${name}".`, [
			...path,
			'name',
		]);
	checkProperties(report, one, known.keys);
	for (const rule of known.rules) rule(report, flow, one);
}

/** The actions of all components, and what fields begin with. */
export function checkActions(report: Report, flow: Flow): void {
	for (const action of flow.actions) checkAction(report, flow, action);
	for (const screen of flow.screens) checkInitValues(report, flow, screen);
}
