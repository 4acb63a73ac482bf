import { z } from 'zod';
import { InputError, type Problem } from '../inputError';
import { toPath, type FieldPath, type InputPath } from '../inputPath';
import { describeType, isObject } from './parameterValues';
import { formatNumber } from '../formatNumber';
import { countCharacters, SHORTEN } from './textLength';

/**
 * Schemas use what zod 3 and 4 share, as n8n provides either. `z.record` is not among it: it rejects objects with a key
 * `constructor`, or drops `__proto__`.
 */
export type Schema<Output> = z.ZodType<Output, z.ZodTypeDef, unknown>;

/** Any object. All keys pass. */
export const anyObject = z.object({}).passthrough();

/** Any value of a key, which may be missing: zod 4 requires the key of a plain `z.unknown()`. */
export const anything = z.unknown().optional();

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
	/** The place of the value in the field's JSON. */
	at?: Path;
}

/** A place in JSON: keys, and indexes from 0. */
export type Path = ReadonlyArray<string | number>;

/** The part of zod's issues that versions 3 and 4 share, and the keys that are named differently. */
interface Issue {
	code: string;
	path: ReadonlyArray<string | number | symbol>;
	message: string;
	expected?: unknown;
	minimum?: unknown;
	maximum?: unknown;
	/** Zod 3: allowed values. */
	options?: unknown;
	/** Zod 4: allowed values. */
	values?: unknown;
	/** Zod 3: what each schema of a union found. */
	unionErrors?: ReadonlyArray<{ issues: readonly Issue[] }>;
	/** Zod 4: the same. */
	errors?: ReadonlyArray<readonly Issue[]>;
	params?: unknown;
}

/** What is wrong with a value. Part of the issues that refinements add. */
class Finding {
	constructor(
		/** As in InputError. */
		readonly problem: Problem,
		/** What to do; undefined for the advice of ParseOptions. */
		readonly advice?: string,
	) {}
}

const typeNames: Record<string, string> = {
	string: 'text',
	number: 'a number',
	integer: 'a whole number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object with fields',
};

/** The same for a field with JSON. */
const jsonTypeNames: Record<string, string> = { ...typeNames, array: 'a JSON list', object: 'a JSON object' };

/** The value at a path. */
function valueAt(value: unknown, path: Path): unknown {
	let found = value;
	for (const key of path) {
		if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
		found = (found as Record<string | number, unknown>)[key];
	}
	return found;
}

function wrongType(expected: string, value: unknown, types: Record<string, string>): Finding {
	if (value === undefined) return new Finding('is missing');
	const isFraction = typeof value === 'number' && expected.startsWith('int');
	return new Finding(`needs ${types[expected] ?? expected}, got ${isFraction ? value : describeType(value)}`);
}

/** The type that the first schema of a union needs. */
const firstExpected = ({ unionErrors, errors }: Issue): string =>
	String((unionErrors?.[0]?.issues ?? errors?.[0])?.[0]?.expected);

function tooSmall(minimum: number, value: unknown): Finding {
	const min = formatNumber(minimum);
	if (typeof value === 'number')
		return new Finding(`is ${value}, at least ${min} is required`, `Enter a number of at least ${min}`);
	const isList = Array.isArray(value);
	const count = isList ? value.length : countCharacters(String(value));
	if (count === 0) return new Finding('is empty');
	return new Finding(`has ${formatNumber(count)} ${isList ? 'entries' : 'characters'}, at least ${min} are required`);
}

function tooBig(maximum: number, value: unknown): Finding {
	const max = formatNumber(maximum);
	if (typeof value === 'number')
		return new Finding(`is ${value}, WhatsApp allows at most ${max}`, `Enter a number of at most ${max}`);
	if (Array.isArray(value))
		return new Finding(`has ${formatNumber(value.length)} entries, WhatsApp allows ${max}`, 'Remove entries');
	const count = formatNumber(countCharacters(String(value)));
	return new Finding(`has ${count} characters, WhatsApp allows ${max}`, SHORTEN);
}

/** What is wrong with the value at an issue's path. */
function findingOf(issue: Issue, value: unknown, types = typeNames): Finding {
	if (isObject(issue.params) && issue.params.finding instanceof Finding) return issue.params.finding;
	const allowed = issue.values ?? issue.options;
	if (Array.isArray(allowed)) return new Finding('has an unknown value', `Use one of: ${allowed.join(', ')}`);
	if (issue.code === 'invalid_type') return wrongType(String(issue.expected), value, types);
	if (issue.code === 'invalid_union') return wrongType(firstExpected(issue), value, types);
	if (issue.code === 'too_small') return tooSmall(Number(issue.minimum), value);
	if (issue.code === 'too_big') return tooBig(Number(issue.maximum), value);
	return new Finding(issue.message);
}

/** The path in display names: `['section', 1, 'row', 2, 'Title']`. */
function displayPath(path: Path, names: Names): InputPath {
	return path.flatMap((segment, index) => {
		// A list whose entries have no noun, such as the value itself.
		if (typeof segment === 'number')
			return typeof path[index - 1] === 'string' ? [segment + 1] : ['entry', segment + 1];
		const name = Object.hasOwn(names, segment) ? names[segment] : segment;
		if (typeof name === 'string') return [name];
		return [typeof path[index + 1] === 'number' ? name.entry : name.list];
	});
}

/** The path as JavaScript writes it: `sections[0].title`. */
function jsonPath(path: Path): string {
	const parts = path.map((segment) => {
		if (typeof segment === 'number') return `[${segment}]`;
		return /^[\w$]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
	});
	return parts.join('').replace(/^\./, '');
}

const keysOf = ({ path }: Issue): Path => path.map((key) => (typeof key === 'symbol' ? String(key) : key));

/**
 * The error about a place in a field's JSON: `In 'Message (JSON)', text.body is empty`.
 * @param what as in InputError
 */
export function jsonError(field: FieldPath, path: Path, what: Problem, advice?: string): InputError {
	if (path.length === 0) return new InputError(field, what, advice);
	const problemOf = (quoted: string): string => {
		const place = `In ${quoted}, ${jsonPath(path)}`;
		return typeof what === 'string' ? `${place} ${what}` : what(place);
	};
	return new InputError(field, problemOf, advice);
}

/**
 * Runs a reader, such as requiredText, of a value within a field's JSON.
 * @throws InputError of `read`, with the place in place of its field
 */
export function withJsonPath<T>(field: FieldPath, path: Path, read: () => T): T {
	try {
		return read();
	} catch (thrown) {
		throw thrown instanceof InputError ? jsonError(field, path, thrown.problem, thrown.advice) : thrown;
	}
}

/** The error of zod's first issue, for the person who entered the value. */
function toInputError(issue: Issue, value: unknown, field: FieldPath, options: ParseOptions): InputError {
	const { names, advice: usual = 'Check the expression or the JSON', at = [] } = options;
	const path = keysOf(issue);
	const { problem, advice = usual } = findingOf(issue, valueAt(value, path), names ? typeNames : jsonTypeNames);
	if (names === undefined) return jsonError(field, [...at, ...path], problem, advice);
	return new InputError([...toPath(field), ...displayPath(path, names)], problem, advice);
}

/**
 * Reads a value from outside with a schema.
 * @param field display name of the field that holds the value, or the path to it
 * @param schema one without passthrough(), whose copy of a key `__proto__` is a prototype in zod 4
 * @returns what the schema returns: a copy
 * @throws InputError about zod's first issue: the field, what is wrong with the actual value, and what to do
 */
export function parseInput<Output>(
	schema: Schema<Output>,
	value: unknown,
	field: FieldPath,
	options: ParseOptions = {},
): Output {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	throw toInputError(result.error.issues[0], value, field, options);
}

/**
 * Checks a value that is passed on as it is, with the keys that the schema does not know.
 * @param schema one without transformations
 * @returns the value itself, with all its keys
 * @throws InputError
 */
export function checkInput<Output>(
	schema: Schema<Output>,
	value: unknown,
	field: FieldPath,
	options: ParseOptions = {},
): Output {
	parseInput(schema, value, field, options);
	return value as Output;
}

/**
 * Message of a refinement: `.refine(isDigits, problem('has letters', 'Enter digits only'))`.
 * @param what the rest of a sentence that begins with the field
 */
export const problem = (what: string, advice?: string): { message: string; params: { finding: Finding } } => ({
	message: what,
	params: { finding: new Finding(what, advice) },
});
