/** Text, and the way to a value in the item's JSON. */
type Part = string | string[];

/** An expression that only takes values from the item, e.g. `={{ $json.phone }}` or `=Hello {{ $json.person.name }}!`. */
export type ItemExpression = Part[];

const PLACEHOLDER = /\{\{(.*?)\}\}/gs;

/** `$json` and names behind it, as `.name` or `["a name"]`. */
const PATH = /^\s*\$json((?:\.[A-Za-z_][A-Za-z0-9_]*|\[(?:"[^"\\]*"|'[^'\\]*')\])+)\s*$/;

const NAME = /\.([A-Za-z_][A-Za-z0-9_]*)|\[(?:"([^"\\]*)"|'([^'\\]*)')\]/g;

/** Names that every object answers to, which n8n guards. */
const isGuarded = (name: string): boolean => name in Object.prototype;

function parsePath(code: string): string[] | undefined {
	const names = PATH.exec(code)?.[1];
	if (names === undefined) return undefined;
	const path = Array.from(names.matchAll(NAME), (match) => match[1] ?? match[2] ?? match[3]);
	return path.some(isGuarded) ? undefined : path;
}

/**
 * Reads an expression as far as it needs no evaluating.
 * @param raw a parameter as the workflow holds it, with the '=' of an expression in front
 * @returns undefined for everything that does more than put values of the item in their places
 */
export function parseItemExpression(raw: unknown): ItemExpression | undefined {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return undefined;
	const parts: Part[] = [];
	// split() puts what the brackets of the pattern hold at the odd places.
	for (const [index, piece] of raw.slice(1).split(PLACEHOLDER).entries()) {
		if (index % 2 === 1) {
			const path = parsePath(piece);
			if (path === undefined) return undefined;
			parts.push(path);
		} else if (/[{}\\]/.test(piece)) {
			// Brackets without their like, or escaped ones: n8n's to judge.
			return undefined;
		} else if (piece !== '') {
			parts.push(piece);
		}
	}
	return parts.some(Array.isArray) ? parts : undefined;
}

/** @returns the value there, when it is a plain one: n8n has its own ways with everything else */
function valueAt(json: unknown, path: string[]): string | number | boolean | undefined {
	let value = json;
	for (const name of path) {
		if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
			return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

/**
 * Fills an expression from the JSON of an item, as n8n does: a single placeholder keeps the type of its value, text
 * around it makes it text.
 * @returns undefined when n8n is to evaluate it: a value is missing, or not a text, number or boolean
 */
export function fillItemExpression(expression: ItemExpression, json: unknown): string | number | boolean | undefined {
	const values = expression.map((part) => (typeof part === 'string' ? part : valueAt(json, part)));
	if (values.includes(undefined)) return undefined;
	return values.length === 1 ? values[0] : values.join('');
}
