import { visit } from 'jsonc-parser';

/** A position in a text. */
export interface Position {
	/** UTF-16 units from the start. */
	offset: number;
	/** 1-based. */
	line: number;
	column: number;
}

/** A location to find: its keys, outermost first, and whether to find the property's name, not its value. */
export interface PointerQuery {
	keys: Array<string | number>;
	atKey: boolean;
	/** Called with the position; for a name that an object has twice, last with the last one, which JSON.parse keeps. */
	found: (position: Position) => void;
}

/** The locations to find inside one value, by key. */
interface Branch {
	inner: Map<string | number, Branch>;
	value: PointerQuery[];
	name: PointerQuery[];
}

const branch = (): Branch => ({ inner: new Map(), value: [], name: [] });

function buildQueryTree(queries: PointerQuery[]): Branch {
	const root = branch();
	for (const one of queries) {
		let here = root;
		for (const key of one.keys) {
			const next = here.inner.get(key) ?? branch();
			here.inner.set(key, next);
			here = next;
		}
		(one.atKey ? here.name : here.value).push(one);
	}
	return root;
}

/** Finds locations in valid JSON text, at most `MAX_DEPTH` levels deep, in one pass. */
export function findPositions(text: string, queries: PointerQuery[]): void {
	const root = buildQueryTree(queries);
	/** The lists and objects that are open, with the index or name of the value that follows. */
	const open: Array<{ branch?: Branch; key: string | number }> = [];

	const next = (): Branch | undefined => {
		const inside = open.at(-1);
		return inside === undefined ? root : inside.branch?.inner.get(inside.key);
	};
	const report = (matches: PointerQuery[] | undefined, offset: number, line: number, column: number): void =>
		matches?.forEach(({ found }) => found({ offset, line: line + 1, column: column + 1 }));
	/** @returns whether the value contains something to find; if not, the library passes over its content */
	const enter = (key: string | number, offset: number, line: number, column: number): boolean => {
		const here = next();
		report(here?.value, offset, line, column);
		open.push({ branch: here, key });
		return here !== undefined && here.inner.size > 0;
	};
	const leave = (): void => void open.pop();

	visit(text, {
		onObjectBegin: (offset, _length, line, column) => enter('', offset, line, column),
		onArrayBegin: (offset, _length, line, column) => enter(0, offset, line, column),
		onObjectProperty: (name, offset, _length, line, column) => {
			open[open.length - 1].key = name;
			report(next()?.name, offset, line, column);
		},
		onSeparator: (character) => {
			const inside = open[open.length - 1];
			if (character === ',' && typeof inside.key === 'number') inside.key++;
		},
		onLiteralValue: (_value, offset, _length, line, column) => report(next()?.value, offset, line, column),
		onObjectEnd: leave,
		onArrayEnd: leave,
	});
}
