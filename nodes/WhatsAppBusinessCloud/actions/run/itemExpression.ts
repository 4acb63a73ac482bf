/** Text, or the path of a value in the item's JSON. */
type Part = string | string[];

/**
 * An expression that only inserts values of the item, e.g. `={{ $json.phone }}` or `=Hello {{ $json.person.name }}!`.
 */
export type ItemExpression = Part[];

const PLACEHOLDER = /\{\{(.*?)\}\}/gs;

/** `$json` followed by property names, as `.name` or `["a name"]`. */
const PATH = /^\s*\$json((?:\.[A-Za-z_][A-Za-z0-9_]*|\[(?:"[^"\\]*"|'[^'\\]*')\])+)\s*$/;

const NAME = /\.([A-Za-z_][A-Za-z0-9_]*)|\[(?:"([^"\\]*)"|'([^'\\]*)')\]/g;

/** Names that every object has, which n8n guards. */
const isGuarded = (name: string): boolean => name in Object.prototype;

function parsePath(code: string): string[] | undefined {
	const names = PATH.exec(code)?.[1];
	if (names === undefined) return undefined;
	const path = Array.from(names.matchAll(NAME), (match) => match[1] ?? match[2] ?? match[3]);
	return path.some(isGuarded) ? undefined : path;
}

/**
 * Parses an expression that does not need to be evaluated.
 * @param raw a parameter as saved in the workflow, with the leading '=' of an expression
 * @returns undefined for any expression that does more than insert values of the item
 */
export function parseItemExpression(raw: unknown): ItemExpression | undefined {
	if (typeof raw !== 'string' || !raw.startsWith('=')) return undefined;
	const parts: Part[] = [];
	// split() returns the captured groups at the odd indexes.
	for (const [index, piece] of raw.slice(1).split(PLACEHOLDER).entries()) {
		if (index % 2 === 1) {
			const path = parsePath(piece);
			if (path === undefined) return undefined;
			parts.push(path);
		} else if (/[{}\\]/.test(piece)) {
			// Unbalanced or escaped brackets are left to n8n.
			return undefined;
		} else if (piece !== '') {
			parts.push(piece);
		}
	}
	return parts.some(Array.isArray) ? parts : undefined;
}

/** @returns the value at the path if it is a text, number or boolean; n8n has its own rules for all others */
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
 * Fills in an expression from the JSON of an item, as n8n does: a single placeholder keeps the type of its value; with
 * text around it, the result is text.
 * @returns undefined when n8n has to evaluate it: a value is missing, or not a text, number or boolean
 */
export function fillItemExpression(expression: ItemExpression, json: unknown): string | number | boolean | undefined {
	const values = expression.map((part) => (typeof part === 'string' ? part : valueAt(json, part)));
	if (values.includes(undefined)) return undefined;
	return values.length === 1 ? values[0] : values.join('');
}
