import { readEnum } from '../../shared/input/parameterValues';
import { type ParameterSource, readTextParameter } from '../parameterSource';
import { withJsonHtml, withListedHtml } from './customHtml';
import { listOfJson, readFields } from './read';
import type { FormField } from './types';

/**
 * Builds the fields of the custom form from the parameters.
 * @throws InputError if the form cannot be shown
 */
export function formOf(source: ParameterSource): FormField[] {
	const inputMode = readEnum(source.get('defineForm'), 'Define Form', ['fields', 'json'], 'fields');
	const allowsMarkup = source.get('options.allowHtmlFromExpressions', false) === true;
	if (inputMode === 'json') {
		const json = listOfJson(readTextParameter(source, 'jsonOutput'));
		if (allowsMarkup || !Array.isArray(json)) return readFields({ json });
		return readFields({ json: withJsonHtml(json, source.raw('jsonOutput'), source) });
	}
	const fields = source.get('formFields.values', []);
	if (!Array.isArray(fields)) return readFields({ fields });
	return readFields({ fields: withListedHtml(fields, source.raw('formFields.values'), source, allowsMarkup) });
}
