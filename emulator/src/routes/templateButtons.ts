import { isObject, type Json } from '../messages/checks';
import { paymentTexts } from '../templates/paymentRequest';
import { templateError, text, tooLong, upper } from './templateErrors';

export const buttonError = (words: string): Error => templateError(2388025, 'Buttons Are Incorrect', words);

const once = ['PHONE_NUMBER', 'COPY_CODE', 'FLOW', 'OTP', 'VOICE_CALL', 'MPM'];
const labelled = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'FLOW', 'VOICE_CALL'];

// Meta docs: Custom marketing, Utility and Coupon code templates; the text is Meta's error message (subcode 2388060).
const unfit = /\{\{|[\n\r]|\p{Emoji_Presentation}|\uFE0F|```|(?<![\p{L}\p{N}])([*_~])\S(?:.*\S)?\1(?![\p{L}\p{N}])/u;

function label(part: Json): void {
	if (!unfit.test(text(part, 'button', 25))) return;
	throw templateError(
		2388060,
		'Button format is incorrect',
		"Buttons can't have any variables, newlines, emojis or formatting characters.",
	);
}

function link(part: Json): void {
	const url = String(part.url ?? '');
	if (url.length > 2000) throw tooLong('URL', 2000);
	if (!/^https?:\/\//.test(url)) throw buttonError('The URL is not valid.');
	const example: unknown = Array.isArray(part.example) ? part.example[0] : part.example;
	if (url.includes('{{') && (!url.endsWith('{{1}}') || typeof example !== 'string' || example === '')) {
		throw buttonError('The variable of a URL is {{1}}, at its end, with an example.');
	}
	if (String(example ?? '').length > 2000) throw tooLong('URL example', 2000);
}

/**
 * Meta docs: One-tap autofill templates, Zero-tap templates. The form with a single app in the button dates from before
 * v21.
 */
function app(part: Json): void {
	const { package_name: name, signature_hash: hash } = part;
	const isPackage = typeof name === 'string' && name.length <= 224 && /^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/.test(name);
	if (!isPackage) throw buttonError('The package name is not valid.');
	if (typeof hash !== 'string' || !/^[A-Za-z0-9+/=]{11}$/.test(hash))
		throw buttonError('The signature hash is not valid.');
}

function oneTimePassword(part: Json): void {
	const type = upper(part.otp_type);
	if (type === 'COPY_CODE') return;
	const listed = part.supported_apps === undefined && part.package_name !== undefined ? [part] : part.supported_apps;
	const apps = Array.isArray(listed) ? listed.filter(isObject) : [];
	if (apps.length < 1 || apps.length > 5) throw buttonError('Name one to five apps.');
	apps.forEach(app);
	if (type === 'ZERO_TAP' && part.zero_tap_terms_accepted !== true)
		throw buttonError('The terms of zero-tap were not accepted.');
}

const isCode = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= 20;

const rules: Record<string, (part: Json) => void> = {
	URL: link,
	PHONE_NUMBER: ({ phone_number: number }) => {
		if (String(number ?? '') === '' || String(number).length > 20) throw buttonError('The phone number is not valid.');
	},
	COPY_CODE: ({ example }) => {
		if (!isCode(Array.isArray(example) ? example[0] : example))
			throw buttonError('The code needs an example of at most 20 characters.');
	},
	FLOW: ({ flow_id, flow_name, flow_json }) => {
		if ([flow_id, flow_name, flow_json].filter((one) => one !== undefined).length !== 1)
			throw buttonError('Name one flow.');
	},
	OTP: oneTimePassword,
	PAYMENT_REQUEST: ({ payment_setting: setting, text: words }) => {
		const wanted = paymentTexts.get(String(isObject(setting) ? setting.type : undefined).toLowerCase());
		if (wanted === undefined) throw buttonError('The payment setting has no known type.');
		if (words !== wanted) throw buttonError(`The text of this button is "${wanted}".`);
	},
};

// Meta docs: Catalog, Multi-product and Single-product message templates are marketing templates.
const marketingOnly = ['CATALOG', 'MPM', 'SPM'];

function button(part: Json, category: string): void {
	const type = upper(part.type);
	if (labelled.includes(type) || (type === 'ORDER_DETAILS' && part.text !== undefined)) label(part);
	if (type === 'OTP' && category !== 'AUTHENTICATION')
		throw buttonError('One-time password buttons are for authentication templates.');
	if (marketingOnly.includes(type) && category !== 'MARKETING')
		throw buttonError('This button is for marketing templates.');
	if (type === 'PAYMENT_REQUEST' && category === 'AUTHENTICATION')
		throw buttonError('This button is for marketing and utility templates.');
	if (Object.hasOwn(rules, type)) rules[type](part);
}

/** Checks the buttons of a template or card (Meta docs: Templates > Components > Buttons). @returns their types */
export function checkTemplateButtons(list: Json[], max: number, category: string): string[] {
	if (list.length === 0 || list.length > max) throw buttonError(`There may be 1 to ${max} buttons.`);
	list.forEach((one) => button(one, category));
	const types = list.map((one) => upper(one.type));
	for (const type of once)
		if (types.filter((one) => one === type).length > 1) throw buttonError(`There may be one ${type} button.`);
	if (types.filter((one) => one === 'URL').length > 2) throw buttonError('There may be two URL buttons.');
	if (types.filter((one) => one === 'PAYMENT_REQUEST').length > 3)
		throw buttonError('There may be three payment request buttons.');
	// Quick replies must be contiguous: nothing else between the first and the last.
	if (/Q[^Q]+Q/.test(types.map((one) => (one === 'QUICK_REPLY' ? 'Q' : 'x')).join('')))
		throw buttonError('Quick replies must be grouped.');
	// Meta docs: Multi-product message templates: a single MPM button.
	if (types.includes('MPM') && types.length > 1) throw buttonError('A multi-product template has a single button.');
	return types;
}
