/** A location in the JSON, as a linked list from the inside out: cheap to extend, formatted only for findings. */
export interface Path {
	parent?: Path;
	key: string | number;
}

/** The location of the document itself. */
export const ROOT: Path = { key: '' };

export const childPath = (path: Path, ...keys: Array<string | number>): Path =>
	keys.reduce<Path>((parent, key) => ({ parent, key }), path);

/** The keys, outermost first. */
export function keysOf(path: Path): Array<string | number> {
	const keys: Array<string | number> = [];
	for (let step: Path | undefined = path; step?.parent; step = step.parent) keys.push(step.key);
	return keys.reverse();
}

const PLAIN = /^[A-Za-z_$][\w$-]*$/;

/** In Meta's notation, as in `validation_errors`: `screens[0].layout.children[2].label`. */
export const toDottedPath = (keys: Array<string | number>): string =>
	keys.reduce<string>((text, key) => {
		if (typeof key === 'number') return `${text}[${key}]`;
		if (!PLAIN.test(key)) return `${text}[${JSON.stringify(key)}]`;
		return text === '' ? key : `${text}.${key}`;
	}, '');

/** JSON Pointer, RFC 6901: `/screens/0/layout/children/2/label`. */
export const jsonPointer = (keys: Array<string | number>): string =>
	keys.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
