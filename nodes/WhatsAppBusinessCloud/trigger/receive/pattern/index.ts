import { InputError } from '../../../shared/inputError';
import { LruMap } from '../../../shared/lruMap';
import { parsePattern, type Unsupported } from './parse';
import { compileProgram, runProgram, type Program, type WorkBudget } from './program';

/** Characters of a pattern. */
const MAX_PATTERN = 1000;

/** Patterns that a process keeps compiled. At worst, one takes about 1 MB. */
const MAX_PATTERNS = 100;

/** Programs by flags and source. */
const programs = new LruMap<string, Program>(MAX_PATTERNS);

/**
 * Looks for a pattern in a text.
 * @param budget lowered by the work done
 * @returns whether there is a match among the first 4,096 characters; undefined when the budget was used up before
 */
export type Matcher = (text: string, budget: WorkBudget) => boolean | undefined;

/** What JavaScript says against a pattern; undefined when it is right. */
function wrongSyntax(source: string, flags: string): string | undefined {
	try {
		new RegExp(source, flags);
		return undefined;
	} catch (cause) {
		return String((cause as Error).message)
			.split(': ')
			.at(-1);
	}
}

/** @returns the program, or in words what is not possible here */
function tryToCompile(source: string, flags: string): { program: Program } | { refused: string } {
	try {
		return { program: compileProgram(parsePattern(source, flags)) };
	} catch (cause) {
		return { refused: (cause as Unsupported).message };
	}
}

/** @throws InputError */
function compile(source: string, flags: string, field: string): Program {
	const wrong = wrongSyntax(source, flags);
	if (wrong !== undefined)
		throw new InputError(field, `'${field}' is not a regular expression: ${wrong}`, 'Correct it, or remove it');
	const compiled = tryToCompile(source, flags);
	if ('program' in compiled) return compiled.program;
	throw new InputError(
		field,
		`'${field}' uses ${compiled.refused}, which this filter does not know`,
		'Write it without, or check the text in an If node',
	);
}

/**
 * Prepares a regular expression that looks for a place in a text, in a time that no text can drive up. JavaScript's own
 * RegExp may take minutes for a message that somebody made for that. A pattern is compiled once per process.
 * @param given `order \d+`, or with flags `/order \d+/i` (i, m and s count; g, u and y make no difference)
 * @param field display name of its field
 * @throws InputError when it is no regular expression, is too large, or has references to groups or looks ahead or behind
 */
export function compilePattern(given: string, field: string): Matcher {
	const [, source, letters] = /^\/(.+)\/([gimsuy]*)$/s.exec(given) ?? [given, given, ''];
	if (source.length > MAX_PATTERN) {
		throw new InputError(
			field,
			`'${field}' has ${source.length} characters; ${MAX_PATTERN} are possible`,
			'Shorten it',
		);
	}
	const flags = `u${['i', 'm', 's'].filter((letter) => letters.includes(letter)).join('')}`;
	const program = programs.getOrCreate(`${flags}/${source}`, () => compile(source, flags, field));
	return (text, budget) => runProgram(program, text, budget);
}
