/**
 * The variables of a text, each once, in order: numbers, or names (Meta docs: Templates > Overview > Parameter
 * formats).
 */
export function variablesOf(text: unknown): string[] {
	if (typeof text !== 'string') return [];
	return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]))];
}

/** The text with its variables replaced. */
export function rendered(text: string, values: ReadonlyMap<string, string>): string {
	return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => values.get(name) ?? whole);
}
