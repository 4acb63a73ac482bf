import type { Span } from './types';

/** A value of a JSON text, and its position. */
export interface Located {
	value: unknown;
	/** Offset of the first character, and the offset after the last one. */
	start: number;
	end: number;
	/** Those of its name, in an object. */
	key?: { start: number; end: number };
	/** By name, or by index in a list. */
	children: Map<string, Located>;
}

/** The text is not JSON, with the position of the error. */
export class BadJson extends Error {
	constructor(
		message: string,
		readonly at: number,
	) {
		super(message);
	}
}

const space = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const plain = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Parses a JSON text and records the position of every value. Throws BadJson. */
export function locate(text: string): Located {
	let at = 0;
	const match = (pattern: RegExp): string | undefined => {
		pattern.lastIndex = at;
		const found = pattern.exec(text)?.[0];
		if (found !== undefined) at += found.length;
		return found;
	};
	const skip = (): void => void match(space);
	const fail = (): never => {
		throw new BadJson(
			at >= text.length ? 'Unexpected end of the file' : `Unexpected character ${JSON.stringify(text[at])}`,
			at,
		);
	};
	const need = (character: string): void => {
		skip();
		if (text[at] !== character) fail();
		at += 1;
	};

	/** Comma-separated entries up to a closing bracket. */
	const entries = (close: string, entry: () => void): void => {
		at += 1;
		skip();
		if (text[at] === close) {
			at += 1;
			return;
		}
		for (;;) {
			entry();
			skip();
			if (text[at] === close) {
				at += 1;
				return;
			}
			need(',');
		}
	};

	const read = (depth: number): Located => {
		skip();
		const node: Located = { value: undefined, start: at, end: at, children: new Map() };
		if (depth > 200) fail();
		if (text[at] === '{') {
			const object: Record<string, unknown> = {};
			entries('}', () => {
				skip();
				const start = at;
				const key = JSON.parse(match(string) ?? fail()) as string;
				const end = at;
				need(':');
				const child = read(depth + 1);
				node.children.set(key, { ...child, key: { start, end } });
				Object.defineProperty(object, key, {
					value: child.value,
					enumerable: true,
					configurable: true,
					writable: true,
				});
			});
			node.value = object;
		} else if (text[at] === '[') {
			const list: unknown[] = [];
			entries(']', () => {
				const child = read(depth + 1);
				node.children.set(String(list.length), child);
				list.push(child.value);
			});
			node.value = list;
		} else {
			node.value = JSON.parse(match(text[at] === '"' ? string : plain) ?? fail()) as unknown;
		}
		node.end = at;
		return node;
	};

	const root = read(0);
	skip();
	if (at < text.length) fail();
	return root;
}

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
