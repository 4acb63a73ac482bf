/**
 * Where a value was entered, outermost first: display names of fields, and entries of lists as a noun and a number,
 * counted from 1: `['card', 2, 'button', 1, 'Title']`. A check of a list's entry that is wrong itself has an empty path,
 * which mapEntries or withPath extends.
 */
export type InputPath = ReadonlyArray<string | number>;

/** The display name of a field, or the path to it. */
export type FieldPath = string | InputPath;

export const toPath = (field: FieldPath): InputPath => (typeof field === 'string' ? [field] : field);

/** The path of a field below another one. */
export const joinPaths = (outer: InputPath, field: FieldPath): InputPath => [...outer, ...toPath(field)];

/** What refers to fields, such as files, with a path in front of each field. */
export const prefixFields = <T extends { field: FieldPath }>(outer: InputPath, list: readonly T[]): T[] =>
	list.map((one) => ({ ...one, field: joinPaths(outer, one.field) }));

/** The path with another name for its field. */
export function renameField(field: FieldPath, rename: (name: string) => string): FieldPath {
	if (typeof field === 'string') return rename(field);
	const name = field.at(-1);
	return typeof name === 'string' ? [...field.slice(0, -1), rename(name)] : field;
}

/** The parts of a path, innermost first; a noun and its number are one part. An empty path is that of an entry itself. */
function parts(path: InputPath, show: (name: string) => string): string[] {
	if (path.length === 0) return ['the entry'];
	const found: string[] = [];
	for (let index = path.length - 1; index >= 0; index--) {
		const segment = path[index];
		if (typeof segment === 'string') found.push(show(segment));
		else found.push(`${path[--index]} ${segment}`);
	}
	return found;
}

/** The path for a sentence: `'Title' of button 1 of card 2`. */
export const quotePath = (field: FieldPath): string => parts(toPath(field), (name) => `'${name}'`).join(' of ');

/** The path as the name of a field: `Title of button 1 of card 2`. */
export const describePath = (field: FieldPath): string => parts(toPath(field), (name) => name).join(' of ');
