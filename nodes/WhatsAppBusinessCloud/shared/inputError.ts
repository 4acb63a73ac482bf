import { describePath, joinPaths, quotePath, renameField, toPath, type FieldPath, type InputPath } from './inputPath';

/**
 * What is wrong, as the rest of a sentence that begins with the field, e.g. `is empty`; or a function that returns the
 * whole sentence, for one in which the field, in quotes and with its place, is in another place or missing.
 */
export type Problem = string | ((field: string) => string);

/** The sentence for the user. */
export function toSentence(field: FieldPath, problem: Problem): string {
	const subject = quotePath(field);
	if (typeof problem === 'function') return problem(subject);
	return `${subject[0].toUpperCase()}${subject.slice(1)} ${problem}`;
}

/**
 * A user's input cannot be sent. The dispatcher converts it to n8n's own error and adds the item. `message` is the
 * sentence of the path and the problem; `advice` says what to do.
 */
export class InputError extends Error {
	/** Where the value was entered. */
	readonly path: InputPath;

	/** The path as text, e.g. `Title of button 2`. */
	readonly field: string;

	/**
	 * @param field display name of the field, or the path to it
	 * @param shortAdvice for a summary of many errors, if the advice is long
	 */
	constructor(
		field: FieldPath,
		readonly problem: Problem,
		readonly advice?: string,
		readonly shortAdvice?: string,
	) {
		super(toSentence(field, problem));
		this.name = 'InputError';
		this.path = toPath(field);
		this.field = describePath(field);
	}
}

const changed = (thrown: unknown, change: (path: InputPath) => FieldPath): unknown => {
	if (!(thrown instanceof InputError)) return thrown;
	const { path, problem, advice, shortAdvice } = thrown;
	return new InputError(change(path), problem, advice, shortAdvice);
};

/** Runs checks, and changes the path of their errors. */
function withChangedPath<T>(change: (path: InputPath) => FieldPath, run: () => T): T {
	try {
		return run();
	} catch (thrown) {
		throw changed(thrown, change);
	}
}

/**
 * Runs checks of what is below a path, such as one entry of a list.
 * @param outer `['button', 2]`
 * @throws InputError of `run`, with the path in front of its own
 */
export const withPath = <T>(outer: InputPath, run: () => T): T =>
	withChangedPath((path) => joinPaths(outer, path), run);

/**
 * Runs checks that use another display name for a field than the form.
 * @throws InputError of `run`, with the name used in the form
 */
export const withFieldName = <T>(rename: (name: string) => string, run: () => T): T =>
	withChangedPath((path) => renameField(path, rename), run);
