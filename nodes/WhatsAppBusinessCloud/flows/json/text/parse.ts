import { syntaxError } from './syntax';

export type Parsed = { data: unknown } | { message: string; advice: string; offset: number };

/** Parses JSON text. Locates syntax errors itself, because JavaScript engines report them differently. */
export function parseJson(text: string): Parsed {
	try {
		return { data: JSON.parse(text) as unknown };
	} catch {
		return (
			syntaxError(text) ?? { message: 'The text is not valid JSON', advice: 'Check it with a JSON editor', offset: 0 }
		);
	}
}

/** @returns 1-based line and column of each offset, in the order of the offsets */
export function linesAndColumns(text: string, offsets: number[]): Array<{ line: number; column: number }> {
	const places: Array<{ line: number; column: number }> = [];
	let line = 1;
	let start = 0;
	let next = text.indexOf('\n');
	for (const index of offsets.map((_, position) => position).sort((a, b) => offsets[a] - offsets[b])) {
		for (; next !== -1 && next < offsets[index]; next = text.indexOf('\n', start)) {
			line++;
			start = next + 1;
		}
		places[index] = { line, column: offsets[index] - start + 1 };
	}
	return places;
}
