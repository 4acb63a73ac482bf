import { randomBytes } from 'crypto';
import { isObject } from '../../shared/input/parameterValues';
import { escapeHtml } from '../html';
import { asText, expressionParts, interpolate, type ParameterSource } from '../parameterSource';
import { listOfJson } from './read';

/** Whether a field shows custom HTML. */
const isHtml = (field: unknown): field is Record<string, unknown> => isObject(field) && field.fieldType === 'html';

const textOf = (value: unknown): string => (typeof value === 'object' ? '' : String(value ?? ''));

/**
 * The custom HTML of a field of the list. It is no expression for n8n but may have some in it; a workflow that was not made
 * in the editor may have it as an expression too. What the expressions give is not looked into for more of them.
 * @param raw the field as it is in the workflow; no object where an expression gives the whole field
 * @param encode what becomes of the values of expressions
 */
function filledHtml(html: unknown, raw: unknown, source: ParameterSource, encode: (value: string) => string): string {
	const template = isObject(raw) ? raw.html : undefined;
	if (typeof template !== 'string') return encode(textOf(html));
	return interpolate(template.startsWith('=') ? template.slice(1) : template, source, encode);
}

/** Which quote a text leaves open, when it is read as JSON or as JavaScript. @param quote the one that is open before it */
function openQuote(text: string, quote: string): string {
	let open = quote;
	for (let at = 0; at < text.length; at++) {
		const char = text[at];
		if (open !== '' && char === '\\') at++;
		else if (open === char) open = '';
		else if (open === '' && (char === '"' || char === "'")) open = char;
	}
	return open;
}

/** A value as it is read where it stands inside the quotes of JSON. */
function unquoted(value: string): string {
	try {
		return String(JSON.parse(`"${value}"`));
	} catch {
		return value;
	}
}

/**
 * The HTML that JSON with expressions in it has itself. Values inside its quotes are put in after it was read, as text;
 * values that stand for something else in the JSON count as null.
 * @param template the JSON, without the `=` in front
 * @returns by element; undefined for one without any of its own
 */
function literalHtml(template: string, source: ParameterSource): Array<string | undefined> {
	const mark = randomBytes(16).toString('hex');
	const values: string[] = [];
	let quote = '';
	const json = expressionParts(template).map((part, index) => {
		if (index % 2 === 0) {
			quote = openQuote(part, quote);
			return part;
		}
		if (quote === '') return 'null';
		return `${mark}-${values.push(escapeHtml(unquoted(asText(source.evaluate(part))))) - 1};`;
	});
	const marked = new RegExp(`${mark}-(\\d+);`, 'g');
	let list: unknown;
	try {
		list = listOfJson(json.join(''));
	} catch {
		return [];
	}
	return (Array.isArray(list) ? list : []).map((field) =>
		isObject(field) && typeof field.html === 'string'
			? field.html.replace(marked, (_all, number: string) => values[Number(number)])
			: undefined,
	);
}

/**
 * Puts the custom HTML into the fields of a form's list.
 * @param raw the list as it is in the workflow
 * @param allowsMarkup whether values of expressions may have markup; else they are shown as text
 */
export function withListedHtml(
	fields: unknown[],
	raw: unknown,
	source: ParameterSource,
	allowsMarkup: boolean,
): unknown[] {
	const encode = allowsMarkup ? (value: string): string => value : escapeHtml;
	return fields.map((field, index) =>
		isHtml(field)
			? { ...field, html: filledHtml(field.html, Array.isArray(raw) ? raw[index] : undefined, source, encode) }
			: field,
	);
}

/**
 * Puts the custom HTML into the fields of a form that JSON defines: what the JSON has itself is HTML, values of expressions
 * are text.
 * @param raw the JSON as it is in the workflow
 */
export function withJsonHtml(fields: unknown[], raw: unknown, source: ParameterSource): unknown[] {
	if (typeof raw === 'string' && !raw.startsWith('=')) return fields;
	const literal = typeof raw === 'string' ? literalHtml(raw.slice(1), source) : [];
	const isAlike = literal.length === fields.length;
	return fields.map((field, index) =>
		isHtml(field) ? { ...field, html: (isAlike && literal[index]) || escapeHtml(textOf(field.html)) } : field,
	);
}
