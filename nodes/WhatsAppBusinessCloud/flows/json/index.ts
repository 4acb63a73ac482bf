import { Findings, type Finding } from './findings';
import { ROOT } from './path';
import { checkProperties } from './properties';
import { readScreens, screenOf } from './readScreens';
import { checkRouting } from './routing';
import { checkScreens } from './screens';
import { findPositions, type Position } from './text/locate';
import { parseJson } from './text/parse';
import { ANY, ARRAY, OBJECT, type Flow, type JsonObject, type PropertySpec } from './types';
import { isObject, namesOf, ownProperty, typeOf } from './values';
import { checkDataApiVersion, readVersion } from './versions';

export type { Level } from './rules';
export type { Finding } from './findings';

/** Summary of a screen of the flow. */
export interface ScreenSummary {
	id: string;
	title: string;
	terminal: boolean;
	/** Names of the inputs. */
	fields: string[];
	/** Number of components. */
	components: number;
}

/** The result of a validation. */
export interface Report {
	/** Whether there are no errors; there may be warnings. */
	valid: boolean;
	/** Number of findings per level. The checks end with the 500th error, and at most 500 warnings are listed. */
	errors: number;
	warnings: number;
	/** As in the flow; '' when missing. */
	version: string;
	dataApiVersion: string;
	screens: ScreenSummary[];
	findings: Finding[];
}

/** WhatsApp docs: Flows > Flow JSON > Top-level properties; Error codes > Min max limit violation errors. */
const flowProperties: Readonly<Record<string, PropertySpec>> = {
	version: { type: ANY, fixed: true, notBlank: false },
	data_api_version: { type: ANY, fixed: true, notBlank: false },
	routing_model: { type: OBJECT, fixed: true },
	/** Used in flows that Meta's AI generates. Flow Builder accepts it only in those; it is not documented. */
	meta: { type: OBJECT, since: 501, fixed: true, undocumented: true },
	screens: { type: ARRAY, required: true, fixed: true, count: [1, 100], items: { type: OBJECT, fixed: true } },
};

function open(raw: JsonObject, findings: Findings): Flow {
	const { version, newer } = readVersion(raw, findings);
	findings.lenient = newer;
	const endpoint = Object.hasOwn(raw, 'data_api_version');
	return { raw, findings, version, endpoint, screens: [], byId: new Map() };
}

function check(flow: Flow): void {
	const { raw, findings, endpoint, version } = flow;
	const { data_channel_uri: removed, ...rest } = raw;
	if (removed !== undefined) {
		const advice = "Remove it, and set the endpoint of the flow with the Flows API: 'Endpoint URI' of Flow > Update";
		findings.add(
			'property-removed',
			{ parent: ROOT, key: 'data_channel_uri' },
			"'data_channel_uri' is not in Flow JSON any more since version 3.0",
			advice,
			{ atKey: true },
		);
	}
	checkProperties(
		{ flow, screen: screenOf(raw, ROOT), what: 'The flow', inForm: false, component: '' },
		rest,
		flowProperties,
		ROOT,
		'The flow',
	);
	if (endpoint) checkDataApiVersion(raw, findings, version);
	readScreens(flow);
	checkScreens(flow);
	checkRouting(flow);
}

const placed = (finding: Finding, { line, column }: Position): Finding => ({ ...finding, line, column });

/** Sorts the findings by their position in the text, and adds line and column. */
function inOrder({ list }: Findings, text: string, lines: boolean): Finding[] {
	if (list.length === 0) return [];
	const positions = list.map((): Position => ({ offset: 0, line: 1, column: 1 }));
	findPositions(
		text,
		list.map(({ keys, atKey }, index) => ({ keys, atKey, found: (position) => void (positions[index] = position) })),
	);
	return list
		.map(({ finding }, index) => ({
			finding: lines ? placed(finding, positions[index]) : finding,
			...positions[index],
		}))
		.sort((a, b) => a.offset - b.offset)
		.map(({ finding }) => finding);
}

const shortText = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 100) : '');

function report(findings: Findings, list: Finding[], flow?: Flow): Report {
	const { error: errors, warning: warnings } = findings.counts;
	return {
		valid: errors === 0,
		errors,
		warnings,
		version: shortText(flow && ownProperty(flow.raw, 'version')),
		dataApiVersion: shortText(flow && ownProperty(flow.raw, 'data_api_version')),
		screens: (flow?.screens ?? []).map(({ id, raw, terminal, fields, nodes }) => ({
			id,
			title: shortText(ownProperty(raw, 'title')),
			terminal,
			fields: [...fields.keys()],
			components: nodes.length,
		})),
		findings: list,
	};
}

/**
 * Validates Flow JSON of versions 5.0 to 7.3 as far as possible without Meta: structure, components and their
 * properties, limits, routing, references and expressions. Reports problems as findings; never throws, for any input.
 * WhatsApp docs: Flows > Flow JSON, Components, Media upload components, Error codes.
 * @param text JSON, up to 10 MB
 * @param options.lines whether findings have line and column; off for text that the user has not seen
 */
export function validateFlowJson(text: string, { lines = true }: { lines?: boolean } = {}): Report {
	const findings = new Findings();
	const parsed = parseJson(text);
	if ('problem' in parsed) {
		const { rule, message, advice, position } = parsed.problem;
		findings.add(rule, ROOT, message, advice);
		const [{ finding }] = findings.list;
		return report(findings, [lines ? placed(finding, position) : finding]);
	}
	const { data } = parsed;
	const flow = isObject(data) ? open(data, findings) : undefined;
	if (flow) findings.runChecks(() => check(flow));
	else
		findings.add(
			'property-type',
			ROOT,
			`A flow must be an object, got ${namesOf(typeOf(data))}`,
			'Write { "version": "7.3", "screens": [ … ] }',
		);
	return report(findings, inOrder(findings, text, lines), flow);
}
