import { shorten } from '../../shared/shorten';
import { objects, part } from '../../shared/untrustedJson';

/** `{{1}}` or `{{first_name}}`. WhatsApp docs: Templates > Parameter formats. */
const PLACEHOLDER = /\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g;

/** Number of characters of an example in a label. Longer labels do not fit in n8n's editor. */
const EXAMPLE = 24;

/** One variable of a text. */
export interface Variable {
	/** Its number or name. */
	name: string;
	/** The template's example; undefined when it has none. */
	example?: string;
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
	const text = typeof component.text === 'string' ? component.text : '';
	const exampleOf = examples(component.example, key);
	const names = new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name));
	return [...names].map((name) => ({ name, example: exampleOf(name) })).sort(byNumber);
}

function byNumber(a: { name: string }, b: { name: string }): number {
	return Number(a.name) - Number(b.name) || 0;
}

interface LabelDetails {
	example?: string;
	format?: string;
	isOptional: boolean;
}

/**
 * The label of a form field: its name, an example or the expected format, and whether it can be left empty. The text around a variable is in the
 * template's text above the form.
 */
export function fieldLabel(name: string, { example, format, isOptional }: LabelDetails): string {
	const label = isOptional ? `${name} (optional)` : name;
	if (example !== undefined) return `${label}, e.g. ${shorten(example, EXAMPLE)}`;
	return format === undefined ? label : `${label}: ${format}`;
}

/** Whether a variable is numbered: these are sent by position, all others with their name. */
export const isNumbered = (name: string): boolean => /^\d+$/.test(name);
