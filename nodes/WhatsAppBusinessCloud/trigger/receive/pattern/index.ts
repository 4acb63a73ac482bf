import { InputError } from '../../../shared/inputError';
import { LruMap } from '../../../shared/lruMap';
import { parsePattern, type Unsupported } from './parse';
import { compileProgram, runProgram, type Program, type WorkBudget } from './program';

/** Maximum length of a pattern in characters. */
const MAX_PATTERN = 1000;

/** Maximum number of compiled patterns per process. One takes at most about 1 MB. */
const MAX_PATTERNS = 100;

/** Compiled programs by flags and source. */
const programs = new LruMap<string, Program>(MAX_PATTERNS);

/**
 * Searches a text for a pattern.
 * @param budget reduced by the work done
 * @returns whether the first 4,096 characters contain a match; undefined if the budget ran out first
 */
export type Matcher = (text: string, budget: WorkBudget) => boolean | undefined;

/** JavaScript's syntax error for a pattern; undefined if it is valid. */
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

/** @returns the program, or a description of what is not supported */
function tryToCompile(source: string, flags: string): { program: Program } | { unsupported: string } {
	try {
		return { program: compileProgram(parsePattern(source, flags)) };
	} catch (cause) {
		return { unsupported: (cause as Unsupported).message };
	}
}

/** @throws InputError */
function compile(source: string, flags: string, field: string): Program {
	const wrong = wrongSyntax(source, flags);
	if (wrong !== undefined)
		throw new InputError(field, `is not a regular expression: ${wrong}`, 'Correct it, or remove it');
	const compiled = tryToCompile(source, flags);
	if ('program' in compiled) return compiled.program;
	throw new InputError(
		field,
		`uses ${compiled.unsupported}, which this filter does not support`,
		'Write it without, or check the text in an If node',
	);
}

/**
 * Compiles a regular expression for searching in bounded time. JavaScript's own RegExp can take minutes on a malicious
 * message. Each pattern is compiled once per process.
 * @param pattern `order \d+`, or with flags `/order \d+/i` (i, m and s are used; g, u and y have no effect)
 * @param field display name of its field
 * @throws InputError if it is not a regular expression, is too long, or has backreferences, lookahead or lookbehind
 */
export function compilePattern(pattern: string, field: string): Matcher {
	const [, source, letters] = /^\/(.+)\/([gimsuy]*)$/s.exec(pattern) ?? [pattern, pattern, ''];
	if (source.length > MAX_PATTERN) {
		throw new InputError(field, `has ${source.length} characters; ${MAX_PATTERN} are possible`, 'Shorten it');
	}
	const flags = `u${['i', 'm', 's'].filter((letter) => letters.includes(letter)).join('')}`;
	const program = programs.getOrCreate(`${flags}/${source}`, () => compile(source, flags, field));
	return (text, budget) => runProgram(program, text, budget);
}
