import { ExpressionError } from './expression/tokens';
import { expressionTypes } from './expression/parse';
import type { Level } from './rules';
import type { Path } from './path';
import { parseReference, resolve, type Resolved } from './references';
import { catchError } from './catchError';
import { ANY, BOOLEAN, type ValidationContext, type Types } from './types';
import { quoted } from './values';
import { versionText } from './versions';

/** WhatsApp docs: Flows > Flow JSON > Nested expressions. */
const EXPRESSIONS_SINCE = 600;

/** @returns what a text that is a single reference resolves to; undefined, with a finding, when it cannot be parsed */
export function resolveReference(
	place: ValidationContext,
	text: string,
	path: Path,
	level?: Level,
): Resolved | undefined {
	const reference = parseReference(text);
	if (reference !== undefined) return resolve(place.flow, place.screen, reference, path, level);
	place.flow.findings.add(
		'reference-syntax',
		path,
		`${quoted(text)} is no reference: it is shown as text`,
		'Write ${data.name}, ${form.name}, ${screen.SCREEN_ID.data.name} or ${screen.SCREEN_ID.form.name}',
	);
	return undefined;
}

function typesOf(
	place: ValidationContext,
	text: string,
	path: Path,
	use: 'condition' | 'nested',
	level?: Level,
): Types {
	const types = (reference: string): Types => resolveReference(place, reference, path, level)?.types ?? ANY;
	let resultTypes: Types = use === 'condition' ? BOOLEAN : ANY;
	const thrown = catchError(() => {
		resultTypes = expressionTypes(text, types, use);
	});
	if (thrown instanceof ExpressionError) {
		place.flow.findings.add(
			thrown.rule,
			path,
			`The expression ${quoted(text)} cannot be used: ${thrown.message} (character ${thrown.column})`,
			'Put text in single quotes; both sides of a comparison must have the same type',
		);
	} else if (thrown !== undefined) throw thrown;
	return resultTypes;
}

/** The result types of an expression in backticks. Reports findings about it. */
export function nestedTypes(place: ValidationContext, text: string, path: Path, level?: Level): Types {
	const { version, findings } = place.flow;
	if (version < EXPRESSIONS_SINCE) {
		if (text.includes('${')) {
			findings.add(
				'expression-since',
				path,
				`Expressions in backticks work from version ${versionText(EXPRESSIONS_SINCE)} on; this flow has ${versionText(version)}`,
				`Raise 'version', or use one reference alone`,
			);
		}
		return ANY;
	}
	return typesOf(place, text.slice(1, -1), path, 'nested', level);
}

/** Checks the condition of If, which has no backticks. WhatsApp docs: Flows > Components > If. */
export function checkCondition(place: ValidationContext, text: string, path: Path): void {
	const bare = text.startsWith('`') && text.endsWith('`') && text.length > 1 ? text.slice(1, -1) : text;
	typesOf(place, bare, path, 'condition');
}

/** Reports text that mixes static text and references. */
export function reportMixedReference(place: ValidationContext, text: string, path: Path): void {
	place.flow.findings.add(
		'reference-mixed',
		path,
		`${quoted(text)} mixes text and references, which shows the reference as text`,
		place.flow.version < EXPRESSIONS_SINCE
			? 'Use one reference alone, and put the text together before'
			: "Put it in backticks: `'Hello ' ${form.name}`",
	);
}
