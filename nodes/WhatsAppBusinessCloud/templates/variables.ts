import { InputError } from '../shared/inputError';
import type { ParameterFormat } from './types';

/** The unique variables of a template text, in order, and their format. */
export interface Variables {
	names: string[];
	/** Absent when there are none. */
	format?: ParameterFormat;
}

const VARIABLE = /\{\{([^{}]*)\}\}/g;
const POSITION = /^[1-9]\d{0,3}$/;
const NAME = /^(?=.*[a-z_])[a-z0-9_]+$/;

const advice =
	'Write variables as {{1}}, {{2}} and so on, or as names like {{first_name}}: lower-case letters, digits and underscores';

/** The numbers must start at 1 and have no gaps. */
function checkContiguous(names: string[], field: string): void {
	const positions = names.map(Number).sort((a, b) => a - b);
	const gap = positions.findIndex((position, index) => position !== index + 1);
	if (gap < 0) return;
	throw new InputError(
		field,
		`has the variable {{${positions[gap]}}} but no {{${gap + 1}}}`,
		'Number the variables from {{1}} without gaps',
	);
}

/**
 * Reads the variables of a text. WhatsApp docs: Templates > Parameter formats.
 * @throws InputError on unmatched brackets, invalid names, a mix of named and numbered variables, and gaps between
 * numbers
 */
export function readVariables(text: string, field: string): Variables {
	const found = [...text.matchAll(VARIABLE)].map(([, name]) => name);
	if (/\{\{|\}\}/.test(text.replace(VARIABLE, ''))) {
		throw new InputError(field, 'has unmatched curly brackets', advice);
	}
	const odd = found.find((name) => !POSITION.test(name) && !NAME.test(name));
	if (odd !== undefined) {
		throw new InputError(field, `has an invalid variable: {{${odd.slice(0, 60)}}}`, advice);
	}
	const names = [...new Set(found)];
	if (names.length === 0) return { names };
	const counted = names.filter((name) => POSITION.test(name));
	if (counted.length > 0 && counted.length < names.length) throw mixed(field);
	if (counted.length === 0) return { names, format: 'NAMED' };
	checkContiguous(names, field);
	return { names: counted.sort((a, b) => Number(a) - Number(b)), format: 'POSITIONAL' };
}

/** The error for a mix of numbered and named variables. */
export const mixed = (field: string): InputError =>
	new InputError(field, 'mixes numbered and named variables', 'Use either numbers or names in the whole template');

/**
 * Checks the position of variables in a body. WhatsApp docs: Templates > Components > Body; Error codes > 2388299.
 * @throws InputError when the text starts or ends with a variable, or only white space separates two of them
 */
export function checkPlaces(text: string, field: string): void {
	const trimmed = text.trim();
	const where = /^\{\{[^{}]*\}\}/.test(trimmed) ? 'begins' : /\{\{[^{}]*\}\}$/.test(trimmed) ? 'ends' : undefined;
	if (where !== undefined) {
		throw new InputError(field, `${where} with a variable`, 'Put text before the first and after the last variable');
	}
	const pair = /\{\{([^{}]*)\}\}\s*\{\{([^{}]*)\}\}/.exec(text);
	if (pair) {
		throw new InputError(
			field,
			`has the variables {{${pair[1]}}} and {{${pair[2]}}} next to each other`,
			'Put text between them, or make one variable of the two',
		);
	}
}
