import { formatNumber } from '../../shared/formatNumber';
import { checkMaxLength } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import { readEnum, emptyFieldError, optionalText, requiredText } from '../../shared/input/parameterValues';
import { templateTexts, timeToLive } from '../definitionLimits';
import { categories, displayFormats, type Category, type DisplayFormat } from '../types';

export const definitionFields = {
	name: 'Template Name',
	language: 'Language',
	category: 'Category',
	timeToLive: 'Time to Live (Seconds)',
	display: 'Display Format',
};

/** WhatsApp docs: Templates > Create. @returns the name @throws InputError */
export function checkName(value: unknown, field = definitionFields.name): string {
	const name = requiredText(value, field, 'Enter a name such as order_confirmation').trim();
	const odd = /[^a-z0-9_]/u.exec(name);
	if (odd) {
		throw new InputError(
			field,
			`contains '${odd[0]}'`,
			'Names of templates have lower-case letters, digits and underscores only, such as order_confirmation',
		);
	}
	return checkMaxLength(name, templateTexts.name, field, 'Use a shorter name');
}

/** A language code. Codes outside the list are valid too, because Meta adds some. @throws InputError */
export function checkLanguage(value: unknown, field = definitionFields.language): string {
	const text = requiredText(value, field, 'Pick a language, or enter its code, such as en_US').trim();
	const code = text.replace('-', '_');
	if (/^[a-z]{2,3}(_[A-Za-z0-9]{2,4})?$/.test(code)) return code;
	throw new InputError(
		field,
		`is not a language code: ${text.slice(0, 40)}`,
		'Language codes look like en, en_US or pt_BR',
	);
}

/** WhatsApp docs: Templates > Categories. @throws InputError */
export function checkCategory(value: unknown): Category {
	const { category: field } = definitionFields;
	const text = optionalText(value, field)?.trim().toUpperCase();
	if (text === undefined) throw emptyFieldError(value, field, `Use one of: ${categories.join(', ')}`);
	return readEnum(text, field, categories, 'MARKETING');
}

/**
 * In capitals on Meta's page for Brazil, in lower case for India. WhatsApp docs: Payments > Order details templates.
 * @throws InputError
 */
export function checkDisplayFormat(value: unknown, field = definitionFields.display): DisplayFormat | undefined {
	const text = optionalText(value, field)?.trim().toUpperCase();
	return text === undefined ? undefined : readEnum(text, field, displayFormats, 'ORDER_DETAILS');
}

/**
 * How long WhatsApp tries to deliver. WhatsApp docs: Templates > Time-to-live.
 * @returns seconds; -1 for 30 days, for authentication and utility templates
 * @throws InputError
 */
export function checkTimeToLive(value: unknown, category?: Category): number | undefined {
	const { timeToLive: field } = definitionFields;
	const text = optionalText(value, field)?.trim();
	if (text === undefined) return undefined;
	const seconds = /^-?\d+$/.test(text) ? Number(text) : NaN;
	const { min, max } = category ? timeToLive[category] : { min: timeToLive.UTILITY.min, max: timeToLive.MARKETING.max };
	const advice = `Enter whole seconds from ${formatNumber(min)} to ${formatNumber(max)}${category === 'MARKETING' ? '' : ', or -1 for 30 days'}`;
	if (Number.isNaN(seconds)) throw new InputError(field, 'is not a whole number', advice);
	if (seconds === -1 && category !== 'MARKETING') return seconds;
	if (seconds >= min && seconds <= max) return seconds;
	const where = category ? ` for ${category.toLowerCase()} templates` : '';
	throw new InputError(
		field,
		`is ${formatNumber(seconds)}, WhatsApp allows ${formatNumber(min)} to ${formatNumber(max)}${where}`,
		advice,
	);
}
