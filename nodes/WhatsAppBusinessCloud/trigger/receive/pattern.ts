import type { RE2JS, RE2JSSyntaxException } from 're2js';
import { formatNumber } from '../../shared/formatNumber';
import { InputError } from '../../shared/inputError';
import { LruMap } from '../../shared/lruMap';

/** Maximum length of a pattern in characters. */
const MAX_PATTERN = 1000;

/** Maximum number of instructions of a compiled pattern. */
const MAX_SIZE = 1000;

/** Maximum number of compiled patterns per process. One takes at most about 8 MB, the library's limit for its states. */
const MAX_PATTERNS = 20;

/**
 * Maximum number of characters that are searched: the length of WhatsApp's longest text (WhatsApp docs: Messages >
 * Text).
 */
const MAX_TEXT = 4096;

/** Compiled patterns by flags and source. */
const compiled = new LruMap<string, RE2JS>(MAX_PATTERNS);

/** Remaining step budget: one step is one instruction at one character. */
export interface WorkBudget {
	left: number;
}

/**
 * Searches a text for a pattern.
 * @param budget reduced by the worst-case cost
 * @returns whether the first 4,096 characters contain a match; undefined, without a search, if the budget is too small
 */
export type Matcher = (text: string, budget: WorkBudget) => boolean | undefined;

/** JavaScript's syntax error for a pattern; undefined if it is valid. */
function syntaxError(source: string, flags: string): string | undefined {
	try {
		new RegExp(source, flags);
		return undefined;
	} catch (cause) {
		return String((cause as Error).message)
			.split(': ')
			.at(-1);
	}
}

/** RE2 writes `\p{Script=Greek}` as `\p{Greek}`. */
const withShortProperties = (source: string): string =>
	source.replace(
		/\\(?:(p)\{(?:Script|sc|General_Category|gc)=(\w+)\}|[^])/gi,
		(escape: string, letter?: string, name?: string) => (name === undefined ? escape : `\\${letter}{${name}}`),
	);

const TOO_LARGE = 'repetitions that make it too large';

/** The construct that RE2 does not support, in a pattern that is valid in JavaScript. */
function unsupportedPart(error: RE2JSSyntaxException): string {
	const part = error.getPattern() ?? '';
	if (error.getDescription() === 'invalid repeat count') return TOO_LARGE;
	if (/^\(\?<?[=!]/.test(part)) return 'looking ahead or behind, such as (?=...)';
	if (/^\\[1-9]/.test(part)) return 'references to a group, such as \\1';
	return part;
}

/** @returns the compiled pattern, or a description of what is not supported */
async function tryToCompile(source: string, flags: string): Promise<{ regex: RE2JS } | { unsupported: string }> {
	const { RE2JS: engine, RE2JSSyntaxException: SyntaxProblem } = await import('re2js');
	// The translation would read \k<name> as the letter k.
	if (/(?<!\\)(?:\\\\)*\\k/.test(source)) return { unsupported: 'references to a group, such as \\1' };
	try {
		const regex = engine.compile(withShortProperties(engine.translateRegExp(new RegExp(source, flags))));
		return regex.programSize() > MAX_SIZE ? { unsupported: TOO_LARGE } : { regex };
	} catch (cause) {
		return { unsupported: cause instanceof SyntaxProblem ? unsupportedPart(cause) : (cause as Error).message };
	}
}

/** @throws InputError */
async function compile(source: string, flags: string, field: string): Promise<RE2JS> {
	const wrong = syntaxError(source, flags);
	if (wrong !== undefined)
		throw new InputError(field, `is not a regular expression: ${wrong}`, 'Correct it, or remove it');
	const result = await tryToCompile(source, flags);
	if ('regex' in result) return result.regex;
	throw new InputError(
		field,
		`uses ${result.unsupported}, which this filter does not support`,
		'Write it without, or check the text in an If node',
	);
}

/**
 * Compiles a regular expression with RE2, which searches in linear time. JavaScript's own RegExp can take minutes on a
 * malicious message. The syntax is what both support: JavaScript's with the flag u, without backreferences, lookahead
 * and lookbehind; \w, \s and \b match ASCII only. Each pattern is compiled once per process.
 * @param pattern `order \d+`, or with flags `/order \d+/i` (i, m and s are used; g, u and y have no effect)
 * @param field display name of its field
 * @throws InputError if it is not a regular expression, is too long or too large, or has something that RE2 lacks
 */
export async function compilePattern(pattern: string, field: string): Promise<Matcher> {
	const [, source, letters] = /^\/(.+)\/([gimsuy]*)$/s.exec(pattern) ?? [pattern, pattern, ''];
	if (source.length > MAX_PATTERN) {
		throw new InputError(
			field,
			`has ${formatNumber(source.length)} characters; at most ${formatNumber(MAX_PATTERN)} are allowed`,
			'Shorten it',
		);
	}
	const flags = `u${['i', 'm', 's'].filter((letter) => letters.includes(letter)).join('')}`;
	const key = `${flags}/${source}`;
	const known = compiled.get(key);
	const regex = known ?? (await compile(source, flags, field));
	if (known === undefined) compiled.set(key, regex);
	const size = regex.programSize();
	return (text, budget) => {
		const searched = text.slice(0, MAX_TEXT);
		budget.left = Math.max(0, budget.left - size * (searched.length + 1));
		return budget.left === 0 ? undefined : regex.test(searched);
	};
}
