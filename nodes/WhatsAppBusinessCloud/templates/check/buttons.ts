import { checkMaxLength, SHORTEN } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import { checkCount, wholeNumber } from '../../shared/input/validators';
import { emptyFieldError, isObject } from '../../shared/input/parameterValues';
import { buttonCounts, templateCounts, templateTexts } from '../definitionLimits';
import { paymentLabels, paymentType, paymentTypes } from '../paymentRequest';
import type { Category, Part } from '../types';
import { kind, objectOf, textOf } from './access';
import { checkOtpButton } from './oneTimePassword';
import { findMarkup } from './markup';
import { mapEntries } from '../../shared/input/listParameter';

export const buttonFields = {
	list: 'Buttons',
	type: 'Button Type',
	text: 'Button Text',
	url: 'URL',
	urlExample: 'URL Example',
	phone: 'Phone Number',
	code: 'Offer Code Example',
	flow: 'Flow',
	flowAction: 'Flow Action',
	icon: 'Icon',
	minutes: 'Button Expires After (Minutes)',
	paymentMethod: 'Payment Method',
};

/**
 * Labels that WhatsApp sets for a kind of button and that cannot be changed. WhatsApp docs: Templates > Components >
 * Buttons.
 */
export const fixedLabels: Readonly<Record<string, string>> = {
	CATALOG: 'View catalog',
	MPM: 'View items',
	SPM: 'View',
	REQUEST_CONTACT_INFO: 'Share Contact Info',
};

/**
 * Kinds of buttons that only some categories allow. WhatsApp docs: Templates > Components > Buttons; the page of each
 * kind.
 */
const onlyIn: Readonly<Record<string, Category[]>> = {
	OTP: ['AUTHENTICATION'],
	CATALOG: ['MARKETING'],
	MPM: ['MARKETING'],
	SPM: ['MARKETING'],
	REQUEST_CONTACT_INFO: ['MARKETING', 'UTILITY'],
	ORDER_DETAILS: ['MARKETING', 'UTILITY'],
	PAYMENT_REQUEST: ['MARKETING', 'UTILITY'],
};

export const flowIcons = ['DOCUMENT', 'PROMOTION', 'REVIEW'] as const;
export const flowActions = ['navigate', 'data_exchange'] as const;

/** How long a call button works, in minutes. WhatsApp docs: Calling API > Call buttons. */
export const callMinutes = { min: 1, max: 43_200, source: 'WhatsApp docs: Calling API > Call buttons' };

/**
 * Meta's error 100/2388060 mentions variables, line breaks, emoji and formatting.
 * WhatsApp docs: Custom marketing, Utility and Coupon code templates.
 */
function label(button: Part): void {
	const text = textOf(button.text, buttonFields.text);
	if (text === '') throw emptyFieldError(button.text, buttonFields.text, 'Enter the text of the button');
	checkMaxLength(text, templateTexts.button, buttonFields.text, SHORTEN);
	if (/\{\{|\}\}/.test(text)) {
		throw new InputError(
			buttonFields.text,
			'contains a variable, which WhatsApp does not allow there',
			'Write the complete text',
		);
	}
	const markup = findMarkup(text, ['lineBreak', 'emoji', 'formatting']);
	if (markup === undefined) return;
	throw new InputError(
		buttonFields.text,
		`has ${markup}, which WhatsApp rejects on buttons of templates`,
		'Use plain text in one line',
	);
}

function fixedLabel(button: Part, wanted = fixedLabels[kind(button.type)]): void {
	const text = textOf(button.text, buttonFields.text);
	if (text === '' || text === wanted) return;
	throw new InputError(buttonFields.text, `must be '${wanted}' for this type of button`, `Write ${wanted}`);
}

/** At most one variable, at the end, which then requires an example. */
function url(button: Part): void {
	label(button);
	const { url: field, urlExample } = buttonFields;
	const address = textOf(button.url, field).trim();
	if (address === '') throw emptyFieldError(button.url, field, 'Enter the complete URL, starting with https://');
	checkMaxLength(address, templateTexts.url, field, 'Use a shorter address');
	if (!/^https?:\/\/[^\s{}]/i.test(address)) {
		throw new InputError(field, 'is not a valid URL', 'Enter the complete URL, starting with https://');
	}
	const variables = address.match(/\{\{[^{}]*\}\}/g) ?? [];
	if (/[{}]/.test(address.replace(/\{\{[^{}]*\}\}/g, ''))) {
		throw new InputError(field, 'has unmatched curly brackets', 'Write the variable as {{1}}');
	}
	atMostOne(variables.length, field);
	if (variables.length === 0) return;
	if (!address.endsWith('}}')) {
		throw new InputError(
			field,
			'has its variable in the middle',
			'WhatsApp allows a variable only at the end of the URL',
		);
	}
	const example: unknown = Array.isArray(button.example) ? button.example[0] : button.example;
	const text = textOf(example, urlExample);
	if (text === '') throw emptyFieldError(example, urlExample, 'Enter what the variable may hold');
	checkMaxLength(text, templateTexts.url, urlExample, 'Use a shorter example');
}

function atMostOne(count: number, field: string): void {
	if (count <= 1) return;
	throw new InputError(field, `has ${count} variables, WhatsApp allows 1`, 'Keep the one at the end');
}

function phone(button: Part): void {
	label(button);
	const { phone: field } = buttonFields;
	const number = textOf(button.phone_number, field).trim();
	if (number === '')
		throw emptyFieldError(button.phone_number, field, 'Enter the number to call, with its country code');
	checkMaxLength(number, templateTexts.phoneNumber, field, 'Enter one phone number');
}

function copyCode(button: Part): void {
	const { code: field } = buttonFields;
	const code = textOf(Array.isArray(button.example) ? button.example[0] : button.example, field);
	if (code === '') throw emptyFieldError(undefined, field, 'Enter an example of the code');
	checkMaxLength(code, templateTexts.offerCode, field, 'Use a shorter code');
}

function flow(button: Part): void {
	label(button);
	const { flow: field } = buttonFields;
	const flowReferences = [button.flow_id, button.flow_name, button.flow_json].filter(
		(value) => textOf(isObject(value) ? 'json' : value, field) !== '',
	);
	if (flowReferences.length === 0)
		throw emptyFieldError(undefined, field, 'Enter the ID or name of a published flow, or its JSON');
	if (flowReferences.length > 1)
		throw new InputError(field, 'is given in more than one way', 'Use either the ID, the name or the JSON');
	oneOf(button.flow_action, flowActions, buttonFields.flowAction);
	oneOf(button.icon, flowIcons, buttonFields.icon);
}

function oneOf(value: unknown, allowed: readonly string[], field: string): void {
	const text = textOf(value, field);
	if (text === '' || allowed.some((one) => one.toUpperCase() === text.toUpperCase())) return;
	throw new InputError(field, 'has an unknown value', `Use one of: ${allowed.join(', ')}`);
}

function call(button: Part): void {
	label(button);
	wholeNumber(button.ttl_minutes, callMinutes, buttonFields.minutes);
}

/** WhatsApp docs: Payments Brazil > Payment request buttons: a type, and a fixed text for each. */
function payment(button: Part): void {
	const { paymentMethod: field } = buttonFields;
	const setting = objectOf(button.payment_setting, 'payment_setting');
	const advice = `Use one of: ${paymentTypes.join(', ')}`;
	if (textOf(setting.type, field) === '') throw emptyFieldError(setting.type, field, advice);
	const type = paymentType(setting.type);
	if (type === undefined) throw new InputError(field, 'has an unknown value', advice);
	fixedLabel(button, paymentLabels[type]);
}

/** The rules of each kind of button. WhatsApp docs: Templates > Components > Buttons. */
const rules: Readonly<Record<string, (button: Part) => void>> = {
	QUICK_REPLY: label,
	URL: url,
	PHONE_NUMBER: phone,
	COPY_CODE: copyCode,
	OTP: checkOtpButton,
	FLOW: flow,
	CATALOG: (button) => fixedLabel(button),
	MPM: (button) => fixedLabel(button),
	SPM: (button) => fixedLabel(button),
	VOICE_CALL: call,
	REQUEST_CONTACT_INFO: (button) => fixedLabel(button),
	PAYMENT_REQUEST: payment,
	ORDER_DETAILS: (button) => (button.text === undefined ? undefined : label(button)),
};

/** Quick replies have to be adjacent, before or after all other buttons. */
function checkGrouping(types: string[]): void {
	const first = types.indexOf('QUICK_REPLY');
	const last = types.lastIndexOf('QUICK_REPLY');
	const between = types.slice(first, last + 1).findIndex((type) => type !== 'QUICK_REPLY');
	if (first < 0 || between < 0) return;
	throw new InputError(
		buttonFields.list,
		`mix quick replies with other buttons: button ${first + between + 1} is between two quick replies`,
		'Put all quick replies before or after the other buttons',
	);
}

function checkCounts(types: string[]): void {
	for (const [type, { max }] of Object.entries(buttonCounts)) {
		const count = types.filter((one) => one === type).length;
		if (count <= max) continue;
		const noun = type.toLowerCase().replace('_', ' ');
		throw new InputError(
			buttonFields.list,
			`have ${count} of the type ${noun}, WhatsApp allows ${max}`,
			'Remove the others',
		);
	}
}

/**
 * The buttons of a template or of one card. WhatsApp docs: Templates > Components > Buttons; Multi-product message
 * templates (only one button).
 * @returns their kinds, in order
 * @throws InputError
 */
export function checkButtons(buttons: Part[], category: Category, range = templateCounts.buttons): string[] {
	checkCount(
		buttons,
		range,
		buttonFields.list,
		['button', 'buttons'],
		'A template has 1 to 10 buttons, a card with a picture or video 1 or 2, a card with a product 1',
	);
	const types = mapEntries(buttons, 'button', (button) => {
		const type = kind(button.type);
		if (type === '')
			throw emptyFieldError(button.type, buttonFields.type, `Use one of: ${Object.keys(rules).join(', ')}`);
		const allowed = Object.hasOwn(onlyIn, type) ? onlyIn[type] : undefined;
		if (allowed && !allowed.includes(category)) {
			const list = allowed.map((one) => one.toLowerCase()).join(' and ');
			throw new InputError(
				buttonFields.type,
				`is ${type}, which is only allowed in the category ${list}`,
				'Choose another type of button, or another category',
			);
		}
		// Meta checks the kinds that this package does not know yet.
		if (Object.hasOwn(rules, type)) rules[type](button);
		return type;
	});
	checkCounts(types);
	checkGrouping(types);
	if (types.includes('MPM') && types.length > 1) {
		throw new InputError(
			buttonFields.list,
			'have another button besides View items (MPM), which must be the only one',
			'Remove the other buttons',
		);
	}
	return types;
}
