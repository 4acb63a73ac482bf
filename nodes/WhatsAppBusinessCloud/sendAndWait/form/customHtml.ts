import { randomBytes } from 'crypto';
import { isObject } from '../../shared/input/parameterValues';
import { scalarText } from '../../shared/untrustedJson';
import { escapeHtml } from '../../shared/html';
import { asText, expressionParts, interpolate, type ParameterSource } from '../parameterSource';
import { listOfJson } from './read';

/** Whether a field shows custom HTML. */
const isHtml = (field: unknown): field is Record<string, unknown> => isObject(field) && field.fieldType === 'html';

/**
 * The custom HTML of a field in the list. n8n does not treat it as an expression, but it can contain expressions; a
 * workflow that was not built in the editor can also have it as an expression. Values of expressions are not searched
 * for further expressions.
 * @param raw the field as stored in the workflow; not an object if an expression returns the entire field
 * @param encode encodes the values of expressions
 */
function filledHtml(html: unknown, raw: unknown, source: ParameterSource, encode: (value: string) => string): string {
	const template = isObject(raw) ? raw.html : undefined;
	if (typeof template !== 'string') return encode(scalarText(html));
	return interpolate(template.startsWith('=') ? template.slice(1) : template, source, encode);
}

/**
 * Finds the quote that a text leaves open when read as JSON or JavaScript.
 * @param quote the quote that is open before it
 */
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

/** Decodes a value inside the quotes of JSON. */
function unquoted(value: string): string {
	try {
		return String(JSON.parse(`"${value}"`));
	} catch {
		return value;
	}
}

/**
 * The literal HTML in JSON with expressions. Values inside quotes are inserted as text after parsing; values elsewhere
 * in the JSON count as null.
 * @param template the JSON, without the leading `=`
 * @returns HTML by element; undefined for elements without literal HTML
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
 * Adds the custom HTML to the fields of a form's list.
 * @param raw the list as stored in the workflow
 * @param allowsMarkup whether values of expressions can contain markup; otherwise they are shown as text
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
 * Adds the custom HTML to the fields of a form defined in JSON: literal text in the JSON is HTML, values of expressions
 * are text.
 * @param raw the JSON as stored in the workflow
 */
export function withJsonHtml(fields: unknown[], raw: unknown, source: ParameterSource): unknown[] {
	if (typeof raw === 'string' && !raw.startsWith('=')) return fields;
	const literal = typeof raw === 'string' ? literalHtml(raw.slice(1), source) : [];
	const isAlike = literal.length === fields.length;
	return fields.map((field, index) =>
		isHtml(field) ? { ...field, html: (isAlike && literal[index]) || escapeHtml(scalarText(field.html)) } : field,
	);
}
