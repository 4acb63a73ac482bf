import { GraphError, unknownField } from './errors';

export interface Field {
	name: string;
	sub?: Field[];
	/** Its modifiers: `.limit(3)` is {limit: '3'}. */
	modifiers?: Record<string, string>;
}

/**
 * Parses Graph's `fields` parameter: comma-separated names, each with optional modifiers `.limit(3)` and sub-fields
 * `{a,b}`. Throws 2500 on malformed text.
 */
export function parseFields(text: string): Field[] {
	return splitTopLevel(text).map((part) => {
		const match = /^([A-Za-z_][A-Za-z0-9_]*)((?:\.[a-z_]+\([^)]*\))*)(?:\{(.*)\})?$/.exec(part.trim());
		if (!match) {
			throw new GraphError(400, {
				message: `Syntax error "Expected name at end of string" in fields: ${text}`,
				type: 'OAuthException',
				code: 2500,
			});
		}
		const modifiers = Object.fromEntries(
			[...match[2].matchAll(/\.([a-z_]+)\(([^)]*)\)/g)].map(([, name, value]) => [name, value]),
		);
		return {
			name: match[1],
			...(match[3] === undefined ? {} : { sub: parseFields(match[3]) }),
			...(match[2] === '' ? {} : { modifiers }),
		};
	});
}

function splitTopLevel(text: string): string[] {
	const parts: string[] = [];
	let depth = 0;
	let from = 0;
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index];
		if ('{(['.includes(character)) depth += 1;
		else if ('})]'.includes(character)) depth -= 1;
		else if (character === ',' && depth === 0) {
			parts.push(text.slice(from, index));
			from = index + 1;
		}
	}
	parts.push(text.slice(from));
	return parts;
}

/**
 * The requested fields of a node; `id` is always included. A field of `known` without a value is left out; a field that
 * is not in `known` fails the entire call with 100.
 */
export function selectFields(
	node: Record<string, unknown>,
	nodeType: string,
	known: readonly string[],
	defaults: readonly string[],
	asked: unknown,
): Record<string, unknown> {
	const fields: Field[] =
		typeof asked === 'string' && asked !== '' ? parseFields(asked) : defaults.map((name) => ({ name }));
	const selected: Record<string, unknown> = {};
	for (const { name, sub } of fields) {
		if (name !== 'id' && !known.includes(name)) throw unknownField(name, nodeType);
		if (node[name] === undefined) continue;
		selected[name] = sub ? pick(node[name], sub) : node[name];
	}
	return { ...selected, id: node.id };
}

function pick(value: unknown, sub: Field[]): unknown {
	if (Array.isArray(value)) return value.map((item) => pick(item, sub));
	if (typeof value !== 'object' || value === null) return value;
	const source = value as Record<string, unknown>;
	return Object.fromEntries(
		sub.filter(({ name }) => source[name] !== undefined).map(({ name }) => [name, source[name]]),
	);
}
