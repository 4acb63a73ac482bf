import { parseTree, visit, type Node } from 'jsonc-parser';
import type { Span } from './types';

/** The text is not JSON, with the position of the error. */
export class BadJson extends Error {
	constructor(
		message: string,
		readonly at: number,
	) {
		super(message);
	}
}

/** Maximum nesting depth of lists and objects; Meta documents none. */
const MAX_DEPTH = 200;

/** Parses a JSON text into a tree of its values, with their positions. Throws BadJson. */
export function locate(text: string): Node {
	let depth = 0;
	const open = (at: number): void => {
		if (++depth > MAX_DEPTH) throw new BadJson(`It nests deeper than ${MAX_DEPTH} levels`, at);
	};
	const close = (): void => void depth--;
	const fail = (at: number): never => {
		throw new BadJson(
			at >= text.length ? 'Unexpected end of the file' : `Unexpected character ${JSON.stringify(text[at])}`,
			at,
		);
	};
	visit(
		text,
		{
			onObjectBegin: open,
			onArrayBegin: open,
			onObjectEnd: close,
			onArrayEnd: close,
			onError: (_code, at) => fail(at),
		},
		{ disallowComments: true },
	);
	return parseTree(text) ?? fail(text.length);
}

/** The value of a list or object at an index or name; of a name that occurs twice, the last one, as in JSON.parse. */
export const childOf = ({ type, children = [] }: Node, key: string | number): Node | undefined =>
	type === 'array'
		? children[Number(key)]
		: children.filter(({ children: [name] = [] }) => name.value === key).at(-1)?.children?.[1];

/** Lines and columns of a range of the text. */
export function spanOf(text: string, start: number, end: number): Span {
	const place = (offset: number): [number, number] => {
		const before = text.slice(0, offset);
		return [before.split('\n').length, offset - (before.lastIndexOf('\n') + 1) + 1];
	};
	const [lineStart, columnStart] = place(Math.min(start, text.length));
	const [lineEnd, columnEnd] = place(Math.max(start, Math.min(end, text.length) - 1));
	return { line_start: lineStart, line_end: lineEnd, column_start: columnStart, column_end: columnEnd };
}
