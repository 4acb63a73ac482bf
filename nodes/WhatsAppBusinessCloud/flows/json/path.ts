/** A place in the JSON, as a chain from the inside out: cheap to extend, written out only for findings. */
export interface Path {
	parent?: Path;
	key: string | number;
}

/** The place of the whole document. */
export const ROOT: Path = { key: '' };

export const childPath = (path: Path, ...keys: Array<string | number>): Path =>
	keys.reduce<Path>((parent, key) => ({ parent, key }), path);

/** The keys from the outside in. */
export function keysOf(path: Path): Array<string | number> {
	const keys: Array<string | number> = [];
	for (let step: Path | undefined = path; step?.parent; step = step.parent) keys.push(step.key);
	return keys.reverse();
}

const PLAIN = /^[A-Za-z_$][\w$-]*$/;

/** As Meta writes it in `validation_errors`: `screens[0].layout.children[2].label`. */
export const toDottedPath = (keys: Array<string | number>): string =>
	keys.reduce<string>((text, key) => {
		if (typeof key === 'number') return `${text}[${key}]`;
		if (!PLAIN.test(key)) return `${text}[${JSON.stringify(key)}]`;
		return text === '' ? key : `${text}.${key}`;
	}, '');

/** JSON Pointer, RFC 6901: `/screens/0/layout/children/2/label`. */
export const jsonPointer = (keys: Array<string | number>): string =>
	keys.map((key) => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
