import type { Part } from './flow';
import type { Report } from './report';
import { isDynamic } from './values';

/** Meta docs: Flows > Error codes > Schema validation errors (Footer). */
function checkCaptions(report: Report, { component, path }: Part): void {
	const [left, center, right] = ['left-caption', 'center-caption', 'right-caption'].map(
		(key) => component[key] !== undefined,
	);
	if (left !== right)
		report.add('INVALID_DEPENDENCIES', 'Footer should have both left-caption and right-caption.', path);
	if (center && (left || right))
		report.add(
			'NOT_KEYWORD_SCHEMA_VALIDATION_FAILED',
			"Properties 'center-caption' and [left-caption, right-caption] must be present exclusively at Footer.",
			path,
		);
}

/** Meta docs: Flows > Error codes > Min max limit violation errors. */
function checkLimits(report: Report, { component, type, path }: Part): void {
	for (const key of ['chars', 'selected-items', 'uploaded-photos', 'uploaded-documents', 'date', 'days']) {
		const [least, most] = [component[`min-${key}`], component[`max-${key}`]];
		if (least === undefined || most === undefined || isDynamic(least) || isDynamic(most)) continue;
		const isOver = key === 'date' ? String(least) > String(most) : Number(least) > Number(most);
		if (isOver)
			report.add('MIN_VALUE_GREATER_THAN_MAX', `min-${key} cannot be greater than max-${key} for ${type}.`, path);
	}
}

function isPattern(text: string): boolean {
	try {
		return new RegExp(text) instanceof RegExp;
	} catch {
		return false;
	}
}

/** Meta docs: Flows > Components > TextInput. */
function checkPattern(report: Report, { component, type, path }: Part): void {
	const { pattern } = component;
	if (type !== 'TextInput' || pattern === undefined) return;
	if (component['helper-text'] === undefined) report.missing('helper-text', path);
	if (typeof pattern === 'string' && !isDynamic(pattern) && !isPattern(pattern))
		report.add('INVALID_PROPERTY_VALUE_FORMAT', "Property 'pattern' should be in 'regex' format.", path);
	if (['email', 'phone'].includes(String(component['input-type']))) report.unknown('pattern', path);
}

/** Properties of a component that depend on each other. */
export function checkPairs(report: Report, part: Part): void {
	checkCaptions(report, part);
	checkLimits(report, part);
	checkPattern(report, part);
}
