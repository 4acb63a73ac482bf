import { objects, part } from '../../shared/untrustedJson';

/** `{{1}}` or `{{first_name}}`. WhatsApp docs: Templates > Parameter formats. */
const PLACEHOLDER = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/** Number of characters of the template's text on each side of a variable in its label. */
const CONTEXT = 28;

const EXAMPLE = 30;

/** One variable of a text. */
export interface Variable {
	/** Its number or name. */
	name: string;
	/** The surrounding text, with other variables replaced by their examples: `…Ann, your order {{2}} has left our…`. */
	context: string;
	/** The template's example; undefined when it has none. */
	example?: string;
}

/** The first characters of a text, with … if truncated. Counts complete characters, so that no emoji is split. */
export function shorten(text: string, max: number): string {
	const characters = Array.from(text.replace(/\s+/g, ' ').trim());
	return characters.length <= max
		? characters.join('')
		: `${characters
				.slice(0, max - 1)
				.join('')
				.trimEnd()}…`;
}

function contextBefore(text: string): string {
	const characters = Array.from(text);
	if (characters.length <= CONTEXT) return text;
	const tail = characters.slice(-CONTEXT).join('');
	const space = tail.indexOf(' ');
	return `…${(space === -1 || space > CONTEXT / 2 ? tail : tail.slice(space + 1)).trimStart()}`;
}

function contextAfter(text: string): string {
	const characters = Array.from(text);
	if (characters.length <= CONTEXT) return text;
	const head = characters.slice(0, CONTEXT).join('');
	const space = head.lastIndexOf(' ');
	return `${(space < CONTEXT / 2 ? head : head.slice(0, space)).replace(/[\s.,;:…]+$/, '')}…`;
}

/** The examples of a text component, by the variable's number or name. Positional ones are a list or a nested list. */
function examples(example: unknown, key: 'body_text' | 'header_text'): (name: string) => string | undefined {
	const examplesByKey = part(example);
	const list = examplesByKey[key];
	const positional: unknown[] = Array.isArray(list) ? (Array.isArray(list[0]) ? (list[0] as unknown[]) : list) : [];
	const pairs = examplesByKey[`${key}_named_params`];
	const namedExamples = new Map<unknown, unknown>(
		objects(pairs).map(({ param_name, example: value }) => [param_name, value]),
	);
	return (name) => {
		const value = /^\d+$/.test(name) ? positional[Number(name) - 1] : namedExamples.get(name);
		return typeof value === 'string' && value.trim() !== '' ? value : undefined;
	};
}

/**
 * The unique variables of a header or body text, in the order of the text (numbered ones by number).
 * @param component with `text` and `example`
 */
export function variables(component: Record<string, unknown>, key: 'body_text' | 'header_text'): Variable[] {
	const text = (typeof component.text === 'string' ? component.text : '').replace(/\s+/g, ' ');
	const exampleOf = examples(component.example, key);
	const readable = (part: string): string =>
		part.replace(PLACEHOLDER, (_placeholder, name: string) => exampleOf(name) ?? '…');
	const found = new Map<string, Variable>();
	for (const match of text.matchAll(PLACEHOLDER)) {
		const [placeholder, name] = match;
		if (found.has(name)) continue;
		const before = contextBefore(readable(text.slice(0, match.index)));
		const after = contextAfter(readable(text.slice(match.index + placeholder.length)));
		found.set(name, { name, context: `${before}${placeholder}${after}`.trim(), example: exampleOf(name) });
	}
	return [...found.values()].sort(byNumber);
}

function byNumber(a: { name: string }, b: { name: string }): number {
	return Number(a.name) - Number(b.name) || 0;
}

/**
 * A label that is distinguishable by its first 25 characters: n8n's editor shows about that many, and the rest on
 * hover.
 * @param id the field's ID: its name in a few words
 * @param hint the template's text around it, or the expected format
 */
export function fieldLabel(id: string, example: string | undefined, hint?: string): string {
	const start = example === undefined ? id : `${id}, e.g. ${shorten(example, EXAMPLE)}`;
	return hint === undefined ? start : `${start}: ${hint}`;
}

/** Whether a variable is numbered: these are sent by position, all others with their name. */
export const isNumbered = (name: string): boolean => /^\d+$/.test(name);
