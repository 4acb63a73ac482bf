import { MAX_DEPTH, syntaxProblem, type SyntaxProblem } from './syntax';

export type Parsed = { data: unknown } | { problem: SyntaxProblem };

const isOpen = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether lists and objects nest deeper than the maximum. Does not recurse. */
function isTooDeep(data: unknown): boolean {
	let level = [data].filter(isOpen);
	for (let depth = 0; level.length > 0; depth++) {
		if (depth === MAX_DEPTH) return true;
		level = level.flatMap((value) => (Object.values(value) as unknown[]).filter(isOpen));
	}
	return false;
}

/** @returns the value; undefined when the text is not JSON or nests too deep */
function parsed(text: string): { data: unknown } | undefined {
	try {
		const data = JSON.parse(text) as unknown;
		return isTooDeep(data) ? undefined : { data };
	} catch {
		return undefined;
	}
}

/**
 * Parses JSON text. The engine's parser makes the value; jsonc-parser locates what is wrong, because engines report it
 * differently.
 */
export function parseJson(text: string): Parsed {
	return (
		parsed(text) ?? {
			problem: syntaxProblem(text) ?? {
				rule: 'json-syntax',
				message: 'The text is not valid JSON',
				advice: 'Check it with a JSON editor',
				position: { offset: 0, line: 1, column: 1 },
			},
		}
	);
}
