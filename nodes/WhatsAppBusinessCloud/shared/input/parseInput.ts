import { z } from 'zod';
import { InputError, type Problem } from '../inputError';
import { joinPaths, toPath, type FieldPath, type InputPath } from '../inputPath';
import { describeType, isObject } from './parameterValues';
import { countCharacters, formatNumber } from './textLength';

/**
 * Schemas use what zod 3 and 4 share, as n8n provides either. `z.record` is not among it: it rejects objects with a key
 * `constructor`, or drops `__proto__`.
 */
export type Schema = z.ZodTypeAny;

/** Any object. All keys pass. */
export const anyObject = z.object({}).passthrough();

/** Display names of the keys of an object, and for lists the noun of an entry too. */
export type Names = Record<string, string | { list: string; entry: string }>;

export interface ParseOptions {
	/**
	 * Display names of the keys below the field, for input that has a form: `'Title' of row 2 of section 1`. Without
	 * them, errors name the place in the JSON: `In 'Message (JSON)', text.body needs text, got a number`.
	 */
	names?: Names;
	/** What to do about a value of the wrong type, or that is missing. */
	advice?: string;
}

type Segments = ReadonlyArray<string | number | symbol>;

/** The part of zod's issues that versions 3 and 4 share, and the keys that are named differently. */
interface Issue {
	code: string;
	path: Segments;
	message: string;
	expected?: unknown;
	minimum?: unknown;
	maximum?: unknown;
	/** Zod 3: allowed values. */
	options?: unknown;
	/** Zod 4: allowed values. */
	values?: unknown;
	params?: unknown;
}

interface Finding {
	problem: Problem;
	advice: string;
}

const checkSource = 'Check the expression or the JSON';

const typeNames: Record<string, string> = {
	string: 'text',
	number: 'a number',
	integer: 'a whole number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object with fields',
};

/** The value at a path. */
function valueAt(value: unknown, path: Segments): unknown {
	let found = value;
	for (const key of path) {
		if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
		found = (found as Record<PropertyKey, unknown>)[key];
	}
	return found;
}

function wrongType({ expected }: Issue, value: unknown, advice: string): Finding {
	if (value === undefined) return { problem: 'is missing', advice };
	const isFraction = typeof value === 'number' && (expected === 'integer' || expected === 'int');
	const got = isFraction ? String(value) : describeType(value);
	return { problem: `needs ${typeNames[String(expected)] ?? String(expected)}, got ${got}`, advice };
}

function tooSmall({ minimum }: Issue, value: unknown, advice: string): Finding {
	const min = formatNumber(Number(minimum));
	if (typeof value === 'number')
		return { problem: `is ${value}, at least ${min} is required`, advice: `Enter a number of at least ${min}` };
	const isList = Array.isArray(value);
	const count = isList ? value.length : countCharacters(String(value));
	if (count === 0) return { problem: 'is empty', advice };
	const noun = isList ? 'entries' : 'characters';
	return { problem: `has ${formatNumber(count)} ${noun}, at least ${min} are required`, advice };
}

function tooBig({ maximum }: Issue, value: unknown): Finding {
	const max = formatNumber(Number(maximum));
	if (typeof value === 'number')
		return { problem: `is ${value}, WhatsApp allows at most ${max}`, advice: `Enter a number of at most ${max}` };
	return Array.isArray(value)
		? { problem: `has ${formatNumber(value.length)} entries, WhatsApp allows ${max}`, advice: 'Remove entries' }
		: {
				problem: `has ${formatNumber(countCharacters(String(value)))} characters, WhatsApp allows ${max}`,
				advice: 'Shorten the text',
			};
}

/** What is wrong with the value at the issue's path. */
function findingOf(issue: Issue, value: unknown, advice: string): Finding {
	const allowed = issue.values ?? issue.options;
	if (Array.isArray(allowed))
		return { problem: 'has a value that does not exist', advice: `Use one of: ${allowed.join(', ')}` };
	switch (issue.code) {
		case 'invalid_type':
			return wrongType(issue, value, advice);
		case 'too_small':
			return tooSmall(issue, value, advice);
		case 'too_big':
			return tooBig(issue, value);
		default: {
			const own = isObject(issue.params) ? issue.params : {};
			return { problem: issue.message, advice: typeof own.advice === 'string' ? own.advice : advice };
		}
	}
}

/** The path in display names: `['section', 1, 'row', 2, 'Title']`. */
function displayPath(path: Segments, names: Names): InputPath {
	return path.map((segment, index) => {
		if (typeof segment === 'number') return segment + 1;
		const key = String(segment);
		const name = Object.hasOwn(names, key) ? names[key] : key;
		if (typeof name === 'string') return name;
		return typeof path[index + 1] === 'number' ? name.entry : name.list;
	});
}

/** The path as JavaScript writes it: `sections[0].title`. */
function jsonPath(path: Segments): string {
	const parts = path.map((segment) => {
		const key = String(segment);
		if (typeof segment === 'number') return `[${key}]`;
		return /^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
	});
	return parts.join('').replace(/^\./, '');
}

/** The error of zod's first issue, for the person who entered the value. */
function toInputError(issue: Issue, value: unknown, field: FieldPath, options: ParseOptions): InputError {
	const { names, advice: usual = checkSource } = options;
	const { path, params } = issue;
	const thrown = isObject(params) ? params.thrown : undefined;
	if (thrown instanceof InputError) {
		// The reader names its field itself, but not its number in a list.
		const outer = typeof path.at(-1) === 'number' ? path : path.slice(0, -1);
		return new InputError(
			joinPaths(joinPaths(toPath(field), displayPath(outer, names ?? {})), thrown.path),
			thrown.problem,
			thrown.advice,
		);
	}
	const { problem, advice } = findingOf(issue, valueAt(value, path), usual);
	if (names !== undefined || path.length === 0)
		return new InputError(joinPaths(toPath(field), displayPath(path, names ?? {})), problem, advice);
	return new InputError(field, (quoted) => `In ${quoted}, ${jsonPath(path)} ${problem}`, advice);
}

/**
 * Reads a value from outside with a schema.
 * @param field display name of the field that holds the value, or the path to it
 * @param schema one without passthrough(), whose copy of a key `__proto__` is a prototype in zod 4
 * @returns what the schema returns: a copy
 * @throws InputError about zod's first issue: the field, what is wrong with the actual value, and what to do
 */
export function parseInput<S extends Schema>(
	schema: S,
	value: unknown,
	field: FieldPath,
	options: ParseOptions = {},
): z.output<S> {
	const result = schema.safeParse(value);
	if (result.success) return result.data as z.output<S>;
	throw toInputError(result.error.issues[0], value, field, options);
}

/**
 * Checks a value that is passed on as it is, with the keys that the schema does not know.
 * @param schema one without transformations
 * @returns the value itself, with all its keys
 * @throws InputError
 */
export function checkInput<S extends Schema>(
	schema: S,
	value: unknown,
	field: FieldPath,
	options: ParseOptions = {},
): z.input<S> {
	parseInput(schema, value, field, options);
	return value as z.input<S>;
}

/**
 * Message of a refinement: `.refine(isDigits, problem('has letters', 'Enter digits only'))`.
 * @param what the rest of a sentence that begins with the field
 */
export const problem = (what: string, advice: string): { message: string; params: { advice: string } } => ({
	message: what,
	params: { advice },
});

/**
 * A schema of a reader, such as requiredText, for rules that zod's checks cannot express or word as well.
 * @param read throws an InputError that names the field by its display name
 */
export const readBy = <T>(read: (value: unknown) => T): z.ZodEffects<z.ZodUnknown, T, unknown> =>
	z.unknown().transform((value, context) => {
		try {
			return read(value);
		} catch (thrown) {
			if (!(thrown instanceof InputError)) throw thrown;
			context.addIssue({ code: 'custom', message: thrown.message, params: { thrown } });
			return z.NEVER;
		}
	});

/** Like readBy, for a key that may be missing: zod 4 rejects a missing key for which a schema returns undefined. */
export const optionallyReadBy = <T>(
	read: (value: unknown) => T,
): z.ZodOptional<z.ZodEffects<z.ZodUnknown, T, unknown>> => readBy(read).optional();
