import { checkMaxLength } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import { emptyFieldError, isObject, describeType } from '../../shared/input/parameterValues';
import { valueLimits } from './valueLimits';

/** Identifies a template: Meta uses its name and language code. */
export interface TemplateName {
	name: string;
	language: string;
}

export const templateField = 'Template';

const advice =
	'Pick a template from the list, or enter its name and language code with a bar between them, such as order_update|en_US';

/**
 * Reads `name|language`, the format of the template list and of n8n's built-in WhatsApp node.
 * WhatsApp docs: Templates > Create (names: lower-case letters, digits, underscores).
 * @throws InputError
 */
export function readTemplateName(value: unknown): TemplateName {
	if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) {
		throw emptyFieldError(value, templateField, advice);
	}
	if (typeof value !== 'string') {
		const what = isObject(value) ? 'an object' : describeType(value);
		throw new InputError(templateField, `needs a name and a language, got ${what}`, advice);
	}
	const [name, language, ...rest] = value.split('|').map((part) => part.trim());
	if (!language || rest.length > 0) {
		throw new InputError(templateField, language ? 'contains more than one |' : 'names no language', advice);
	}
	if (!/^[a-z0-9_]+$/.test(name)) {
		throw new InputError(
			templateField,
			name === '' ? 'names a language only' : 'has an invalid template name',
			'Names of templates have lower-case letters, digits and underscores only',
		);
	}
	if (!/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/.test(language)) {
		throw new InputError(
			templateField,
			(field) => `The language in ${field} is not a language code`,
			'Language codes look like en, en_US or pt_BR',
		);
	}
	return { name: checkMaxLength(name, valueLimits.name, templateField), language };
}
