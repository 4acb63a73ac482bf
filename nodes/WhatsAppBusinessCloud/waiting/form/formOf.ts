import { isObject } from '../../messages/values';
import { choice } from '../../messages/values';
import type { Source } from '../source';
import { readFields } from './read';
import type { FormField } from './types';

const asText = (value: unknown): string => (typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''));

/** Puts the values of expressions into a text; objects as JSON. */
const filledIn = (text: string, source: Source): string => text.replace(/{{[\s\S]*?}}/g, (expression) => asText(source.evaluate(expression)));

/** JSON with expressions in it: n8n would write an object among text as `[object Object]`. */
function json(source: Source): unknown {
	const value = source.get('jsonOutput');
	const raw = source.raw('jsonOutput');
	if (typeof value !== 'string' || typeof raw !== 'string' || !raw.startsWith('=') || !value.includes('[object ')) return value;
	return filledIn(raw.replace(/^=+/, ''), source);
}

/** Custom HTML is no expression for n8n but may have some in it. What they give is not looked into for more of them. */
function withHtml(field: unknown, raw: unknown, source: Source): unknown {
	if (!isObject(field) || field.fieldType !== 'html') return field;
	const html = isObject(raw) ? raw.html : undefined;
	return typeof html === 'string' && !html.startsWith('=') ? { ...field, html: filledIn(html, source) } : field;
}

/**
 * The fields of the custom form as the parameters define it.
 * @throws InputError when the form cannot be shown
 */
export function formOf(source: Source): FormField[] {
	const way = choice(source.get('defineForm'), 'Define Form', ['fields', 'json'], 'fields');
	if (way === 'json') return readFields({ json: json(source) });
	const fields = source.get('formFields.values', []);
	const raw = source.raw('formFields.values');
	return readFields({
		fields: Array.isArray(fields) ? fields.map((field, index) => withHtml(field, Array.isArray(raw) ? raw[index] : undefined, source)) : fields,
	});
}
