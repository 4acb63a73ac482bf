import { checkComponent } from './components';
import { isObject, list, type Report } from './report';
import { checkTogether } from './together';
import type { Flow, Screen } from './flow';

/** Meta docs: Flows > Flow JSON > Screens. */
const screenKeys = ['id', 'title', 'terminal', 'success', 'refresh_on_back', 'data', 'sensitive', 'layout'];

/** Meta docs: Flows > Error codes > Schema validation errors; Naming errors. */
function checkId(report: Report, { id, raw, path }: Screen, ids: Set<string>): void {
	if (typeof raw.id !== 'string') return report.missing('id', path);
	const place = [...path, 'id'];
	if (!/^[A-Za-z_]+$/.test(id))
		report.add('PATTERN_MISMATCH', "Property 'id' should only consist of alphabets and underscores.", place);
	if (id.toLowerCase() === 'success')
		report.add('SCREEN_ID_IS_RESERVED_KEYWORD', `Screen id cannot be '${id}' since it is a reserved keyword.`, place);
	if (ids.has(id)) report.add('DUPLICATE_SCREEN_IDS', `Duplicate screen id "${id}" found.`, place);
	ids.add(id);
}

/** Meta docs: Flows > Flow JSON > Screens. The page calls the title optional; Meta's editor requires it. */
function checkTitle(report: Report, { raw, path }: Screen): void {
	if (raw.title === undefined) report.missing('title', path);
	else if (typeof raw.title !== 'string') report.wrongType('string', [...path, 'title']);
	else if (raw.title.trim() === '')
		report.add('PATTERN_MISMATCH', "Property 'title' should not be blank or empty string.", [...path, 'title']);
}

/** Meta docs: Flows > Error codes > Schema validation errors; Data_api_version, refresh_on_back errors. */
function checkFlags(report: Report, { hasEndpoint }: Flow, { raw, path, terminal }: Screen): void {
	for (const key of ['terminal', 'success', 'refresh_on_back'])
		if (raw[key] !== undefined && typeof raw[key] !== 'boolean') report.wrongType('boolean', [...path, key]);
	if (raw.success !== undefined && !terminal)
		report.add(
			'NOT_KEYWORD_SCHEMA_VALIDATION_FAILED',
			"Property 'success' can only be specified on a terminal screen.",
			[...path, 'success'],
		);
	if (raw.refresh_on_back === true && !hasEndpoint)
		report.add(
			'INVALID_PROPERTY_VALUE',
			"Property 'refresh_on_back' can be true only when property 'data_api_version' is set.",
			[...path, 'refresh_on_back'],
		);
}

/** Meta docs: Flows > Error codes > Terminal screen errors. */
function checkTerminal(report: Report, { id, path, terminal, parts }: Screen): void {
	if (terminal && !parts.some(({ type }) => type === 'Footer'))
		report.add('MISSING_FOOTER_ON_TERMINAL_SCREEN', `Footer component is missing on terminal screens: ${id}.`, path);
}

/** Meta docs: Flows > Flow JSON > Screens: names of fields in the screen. The error: Meta's editor. */
function checkSensitive(report: Report, { id, raw, path, byName }: Screen): void {
	list(raw.sensitive).forEach((name, index) => {
		if (!byName.has(String(name)))
			report.add(
				'INVALID_SENSITIVE_FIELD',
				`No component corresponding to the sensitive field '${String(name)}' can be found in screen '${id}'.`,
				[...path, 'sensitive', index],
			);
	});
}

/** Meta docs: Flows > Error codes > Schema validation errors. */
function checkLayout(report: Report, { raw: { layout }, path }: Screen): void {
	if (!isObject(layout)) return report.missing('layout', path);
	if (layout.type !== 'SingleColumnLayout') report.wrongValue('type', layout.type, [...path, 'layout', 'type']);
	if (!Array.isArray(layout.children)) report.missing('children', [...path, 'layout']);
	list(layout.children).forEach((child, index) => {
		if (!isObject(child)) report.wrongType('object', [...path, 'layout', 'children', index]);
	});
}

function checkScreen(report: Report, flow: Flow, screen: Screen): void {
	const { raw, path } = screen;
	for (const key of Object.keys(raw))
		if (!screenKeys.includes(key) || (key === 'sensitive' && flow.version < 501)) report.unknown(key, path);
	checkTitle(report, screen);
	checkFlags(report, flow, screen);
	checkTerminal(report, screen);
	checkSensitive(report, screen);
	checkLayout(report, screen);
}

/** Meta docs: Flows > Error codes > Schema validation errors; Terminal screen errors; Min max limit violation errors. */
export function checkScreens(report: Report, flow: Flow): void {
	const { screens } = flow;
	const all = list(flow.raw.screens);
	if (all.length === 0)
		return report.add('MIN_ITEMS_REQUIRED', "Property 'screens' should have at least '1' items.", ['screens']);
	if (all.length > 100)
		report.add('MAX_SCREENS_NUMBER', `Maximum number of screens allowed per Flow is 100 but found ${all.length}.`, [
			'screens',
		]);
	all.forEach((screen, index) => {
		if (!isObject(screen)) report.wrongType('object', ['screens', index]);
	});
	const ids = new Set<string>();
	for (const screen of screens) {
		checkId(report, screen, ids);
		checkScreen(report, flow, screen);
		for (const part of screen.parts) checkComponent(report, flow, part);
		checkTogether(report, flow, screen);
	}
	const terminals = screens.filter(({ terminal }) => terminal);
	if (terminals.length === 0)
		report.add('MISSING_TERMINAL_SCREEN', 'Terminal screen is required but not provided.', ['screens']);
	else if (terminals.every(({ raw }) => raw.success === false))
		report.add('INVALID_PROPERTY_VALUE', "At least one terminal screen must have property 'success' set as true.", [
			...terminals[0].path,
			'success',
		]);
}
