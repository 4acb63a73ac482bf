import { choice, isObject } from '../../messages/values';
import { filledIn, type Source, wholeText } from '../source';
import { readFields } from './read';
import type { FormField } from './types';

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
	if (way === 'json') return readFields({ json: wholeText(source, 'jsonOutput') });
	const fields = source.get('formFields.values', []);
	const raw = source.raw('formFields.values');
	return readFields({
		fields: Array.isArray(fields)
			? fields.map((field, index) => withHtml(field, Array.isArray(raw) ? raw[index] : undefined, source))
			: fields,
	});
}
