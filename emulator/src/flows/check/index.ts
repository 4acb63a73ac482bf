import type { Node } from 'jsonc-parser';
import { BadJson, locate, spanOf } from '../locate';
import type { ValidationError } from '../types';
import { checkActions } from './actions';
import { checkData, checkReferences } from './data';
import { readFlow } from './flow';
import { isObject, Report } from './report';
import { checkRouting } from './routing';
import { checkScreens } from './screens';

/**
 * Meta docs: Flows > Flow JSON > Top-level Flow JSON properties. Flows that Meta's AI writes have `meta`, since 5.1.
 */
const topLevel = ['version', 'screens', 'data_api_version', 'routing_model', 'meta'];

/** Meta docs: Flows > Changelog > Currently supported versions, for publishing. */
const published = ['5.1', '6.0', '6.1', '6.2', '6.3', '7.0', '7.1', '7.2', '7.3'];

/** Data API 4.0 goes together with Flow JSON 7.3 (Meta docs: Flows > Changelog; Error codes > Flow JSON version errors). */
const dataApis = (version: number): string[] => (version >= 703 ? ['3.0', '4.0'] : ['3.0']);

function check(report: Report, value: unknown): void {
	if (!isObject(value)) return report.wrongType('object', []);
	for (const key of Object.keys(value)) if (!topLevel.includes(key)) report.unknown(key, []);
	if (value.version === undefined) report.missing('version', []);
	else if (typeof value.version !== 'string') report.wrongType('string', ['version']);
	else if (!published.includes(value.version)) report.wrongValue('version', value.version, ['version']);
	if (value.screens === undefined) return report.missing('screens', []);
	if (!Array.isArray(value.screens)) return report.wrongType('array', ['screens']);
	const flow = readFlow(value);
	if (flow.hasEndpoint && !dataApis(flow.version).includes(String(value.data_api_version))) {
		report.add('NO_SUPPORTED_DATA_API_VERSION', 'No supported Data API version found for given Flow JSON version.', [
			'data_api_version',
		]);
	}
	checkScreens(report, flow);
	checkData(report, flow);
	checkReferences(report, flow);
	checkActions(report, flow);
	checkRouting(report, flow);
}

/**
 * The errors that Meta would report for a Flow JSON, as far as documented (Meta docs: Flows > Error codes > Static
 * validation errors; Components; Media upload components); [] when there are none. Expressions and the types of
 * references are not checked.
 */
export function checkFlowJson(text: string): ValidationError[] {
	let root: Node;
	try {
		root = locate(text);
	} catch (error) {
		if (!(error instanceof BadJson)) throw error;
		const span = spanOf(text, error.at, error.at + 1);
		return [
			{
				error: 'INVALID_JSON',
				error_type: 'JSON_SCHEMA_ERROR',
				message: `The file is not valid JSON. ${error.message}.`,
				...span,
				pointers: [{ ...span, path: '' }],
			},
		];
	}
	const report = new Report(text, root);
	check(report, JSON.parse(text));
	return report.errors;
}
