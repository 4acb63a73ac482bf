import { GraphError, parameterError } from '../errors';
import { isObject, length, type Json } from '../messages/checks';

/** A refusal of template management: 100 with a subcode, and texts made for people (facts sheet 1.3, 1.4). */
export function templateError(subcode: number, title: string, text: string): GraphError {
	return new GraphError(400, {
		message: 'Invalid parameter',
		type: 'OAuthException',
		code: 100,
		error_subcode: subcode,
		is_transient: false,
		error_user_title: title,
		error_user_msg: text,
	});
}

const tooLong = (what: string, max: number): GraphError => templateError(2388040, 'Character Limit Exceeded', `The ${what} has a limit of ${max} characters.`);
const bodyFormat = (text: string): GraphError => templateError(2388072, 'Body Format Is Incorrect', text);
const buttonError = (text: string): GraphError => templateError(2388025, 'Buttons Are Incorrect', text);

const upper = (value: unknown): string => String(value ?? '').toUpperCase();

/** Throws when a list or its entries are not what they must be. */
function objects(value: unknown, name: string): Json[] {
	if (!Array.isArray(value) || !value.every(isObject)) throw parameterError(`Param ${name} must be an array of objects.`);
	return value;
}

/** Facts sheet 4.2: contiguous numbers, or names of lower-case letters, digits and underscores. */
function variables(text: string): string[] {
	const names = [...new Set([...text.matchAll(/\{\{(.*?)\}\}/gs)].map((match) => match[1]!))];
	const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number);
	if (numbers.length > 0 && (numbers.length !== names.length || Math.max(...numbers) !== numbers.length)) {
		throw bodyFormat('Variables must be numbered from 1 without a gap.');
	}
	if (names.some((name) => !/^[a-z0-9_]+$/.test(name))) throw bodyFormat('Names of variables have lower-case letters, digits and underscores.');
	return names;
}

function needExamples(part: Json, key: string, names: string[]): void {
	if (names.length === 0) return;
	const example = isObject(part.example) ? part.example : {};
	const list = example[key];
	const flat = Array.isArray(list) ? (Array.isArray(list[0]) ? (list[0] as unknown[]) : list) : [];
	const named = Array.isArray(example[`${key}_named_params`]) ? (example[`${key}_named_params`] as Json[]) : [];
	const given = /^\d/.test(names[0]!) ? flat.length : names.filter((name) => named.some((one) => one.param_name === name && one.example !== '')).length;
	if (given < names.length) throw templateError(2388043, 'Message Template Is Missing Examples', 'Every variable needs an example.');
}

function text(part: Json, what: string, max: number): string {
	if (typeof part.text !== 'string' || part.text === '') throw parameterError(`The ${what} needs a text.`);
	if (length(part.text) > max) throw tooLong(what, max);
	return part.text;
}

/** Whether a handle came out of an upload. */
type Known = (handle: string) => boolean;

function header(part: Json, known: Known): void {
	const format = upper(part.format);
	if (format === 'TEXT') {
		const names = variables(text(part, 'header', 60));
		if (names.length > 1) throw templateError(2388047, 'Header Format Is Incorrect', 'The header has one variable at most.');
		needExamples(part, 'header_text', names);
	} else if (['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'].includes(format)) {
		const handles = isObject(part.example) && Array.isArray(part.example.header_handle) ? part.example.header_handle : [];
		if (handles.length === 0) throw templateError(2388043, 'Message Template Is Missing Examples', 'A media header needs an example.');
		if (!known(String(handles[0]))) throw templateError(2494102, 'Uploaded File Is Not Valid', 'The handle does not belong to an uploaded file.');
	} else if (format !== 'LOCATION' && format !== 'PRODUCT') {
		throw parameterError('Param format must be one of {TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION, PRODUCT}.');
	}
}

function body(part: Json, max: number, isCard: boolean): void {
	const words = text(part, 'body', max);
	const names = variables(words);
	if (!isCard && /^\s*\{\{|\}\}\s*$/.test(words)) throw templateError(2388299, 'Variables at Start or End', "The body can't start or end with a variable.");
	if (/\}\}\s*\{\{/.test(words)) throw bodyFormat('Variables must not stand next to each other.');
	if (names.length > 0 && words.length / names.length < 10) throw templateError(2388293, 'Too Many Variables', 'There are too many variables for the length of the text.');
	needExamples(part, 'body_text', names);
}

const once = ['PHONE_NUMBER', 'COPY_CODE', 'FLOW', 'OTP', 'VOICE_CALL'];
const labelled = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER', 'FLOW', 'VOICE_CALL'];

function button(part: Json, category: string): void {
	const type = upper(part.type);
	if (labelled.includes(type)) text(part, 'button', 25);
	if (type === 'OTP' && category !== 'AUTHENTICATION') throw buttonError('One-time password buttons are for authentication templates.');
	if ((type === 'CATALOG' || type === 'MPM') && category !== 'MARKETING') throw buttonError('This button is for marketing templates.');
	if (type === 'URL') {
		const url = String(part.url ?? '');
		if (url.length > 2000) throw tooLong('URL', 2000);
		if (!/^https?:\/\//.test(url)) throw buttonError('The URL is not valid.');
		if (/\{\{/.test(url) && (!/\{\{1\}\}$/.test(url) || (part.example ?? '').toString() === '')) throw buttonError('The variable of a URL is {{1}}, at its end, with an example.');
	}
	if (type === 'PHONE_NUMBER' && (String(part.phone_number ?? '') === '' || String(part.phone_number).length > 20)) throw buttonError('The phone number is not valid.');
	if (type === 'COPY_CODE' && (String(part.example ?? '') === '' || String(part.example).length > 20)) throw buttonError('The code needs an example of at most 20 characters.');
	if (type === 'FLOW' && [part.flow_id, part.flow_name, part.flow_json].filter((one) => one !== undefined).length !== 1) throw buttonError('Name one flow.');
	if (type === 'OTP' && upper(part.otp_type) !== 'COPY_CODE') {
		const apps = Array.isArray(part.supported_apps) ? part.supported_apps : [];
		if (apps.length < 1 || apps.length > 5) throw buttonError('Name one to five apps.');
		if (upper(part.otp_type) === 'ZERO_TAP' && part.zero_tap_terms_accepted !== true) throw buttonError('The terms of zero-tap were not accepted.');
	}
}

function buttons(list: Json[], max: number, category: string): string[] {
	if (list.length === 0 || list.length > max) throw buttonError(`There may be 1 to ${max} buttons.`);
	list.forEach((one) => button(one, category));
	const types = list.map((one) => upper(one.type));
	for (const type of once) if (types.filter((one) => one === type).length > 1) throw buttonError(`There may be one ${type} button.`);
	if (types.filter((one) => one === 'URL').length > 2) throw buttonError('There may be two URL buttons.');
	// Quick replies stand together: between the first and the last there is nothing else.
	if (/Q[^Q]+Q/.test(types.map((one) => (one === 'QUICK_REPLY' ? 'Q' : 'x')).join(''))) throw buttonError('Quick replies must be grouped.');
	return types;
}

function carousel(part: Json, category: string, known: Known): void {
	const cards = objects(part.cards, 'cards');
	if (cards.length < 2 || cards.length > 10) throw parameterError('Param cards must have 2 to 10 elements.');
	const shapes = cards.map((card) => {
		const parts = objects(card.components, 'components');
		const find = (type: string): Json | undefined => parts.find((one) => upper(one.type) === type);
		const top = find('HEADER');
		if (!top || !['IMAGE', 'VIDEO', 'PRODUCT'].includes(upper(top.format))) throw parameterError('A card needs an image, video or product header.');
		header(top, known);
		const words = find('BODY');
		if (words) body(words, 160, true);
		const types = buttons(objects(find('BUTTONS')?.buttons ?? [], 'buttons'), 2, category);
		return JSON.stringify([upper(top.format), words !== undefined, types]);
	});
	if (new Set(shapes).size > 1) throw parameterError('All cards must have the same components.');
}

function authentication(parts: Json[]): void {
	for (const part of parts) {
		const type = upper(part.type);
		if (!['BODY', 'FOOTER', 'BUTTONS'].includes(type)) throw parameterError('Authentication templates have a body, a footer and a button.');
		if (type !== 'BUTTONS' && part.text !== undefined) throw bodyFormat('Authentication templates have no text of their own.');
		const minutes = part.code_expiration_minutes;
		if (minutes !== undefined && (!Number.isInteger(minutes) || (minutes as number) < 1 || (minutes as number) > 90)) {
			throw parameterError('Param code_expiration_minutes must be 1 to 90.');
		}
	}
	const all = objects(parts.find((part) => upper(part.type) === 'BUTTONS')?.buttons ?? [], 'buttons');
	if (buttons(all, 1, 'AUTHENTICATION')[0] !== 'OTP') throw buttonError('Authentication templates have one OTP button.');
}

/**
 * Checks the components of a template as Meta does (facts sheet 4.2).
 * @param known whether a handle came out of an upload
 */
export function checkTemplateComponents(value: unknown, category: string, known: Known): void {
	const parts = objects(value, 'components');
	if (category === 'AUTHENTICATION') {
		authentication(parts);
		return;
	}
	const types = parts.map((part) => upper(part.type));
	if (new Set(types).size < types.length) throw parameterError('A component may be there once.');
	if (!types.includes('BODY')) throw bodyFormat('A template needs a body.');
	const isOffer = types.includes('LIMITED_TIME_OFFER');
	let kinds: string[] = [];
	for (const part of parts) {
		const type = upper(part.type);
		if (type === 'HEADER') header(part, known);
		else if (type === 'BODY') body(part, isOffer ? 600 : 1024, false);
		else if (type === 'FOOTER') {
			if (variables(text(part, 'footer', 60)).length > 0 || isOffer) throw templateError(2388073, 'Footer Format Is Incorrect', 'The footer has no variables, and does not go with an offer.');
		} else if (type === 'BUTTONS') kinds = buttons(objects(part.buttons, 'buttons'), 10, category);
		else if (type === 'CAROUSEL') carousel(part, category, known);
		else if (type === 'LIMITED_TIME_OFFER') offer(part, category);
		else if (type !== 'CALL_PERMISSION_REQUEST') throw parameterError(`Param type must be a component type - got "${String(part.type)}".`);
	}
	if (types.includes('CAROUSEL') && (types.includes('HEADER') || types.includes('FOOTER'))) throw parameterError('A carousel has a body only.');
	if (isOffer && kinds.indexOf('COPY_CODE') > 0) throw buttonError('The copy code button comes first.');
}

function offer(part: Json, category: string): void {
	const inner = isObject(part.limited_time_offer) ? part.limited_time_offer : {};
	text(inner, 'offer', 16);
	if (category !== 'MARKETING') throw parameterError('Limited-time offers are for marketing templates.');
}

const lifetimes: Record<string, [number, number]> = { AUTHENTICATION: [30, 900], UTILITY: [30, 43_200], MARKETING: [43_200, 2_592_000] };

/** Facts sheet 4.2, TTL per category; -1 is 30 days for authentication and utility. */
export function checkLifetime(value: unknown, category: string): void {
	if (value === undefined || (value === -1 && category !== 'MARKETING')) return;
	const [min, max] = lifetimes[category]!;
	if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
		throw parameterError(`Param message_send_ttl_seconds must be ${min} to ${max}.`);
	}
}
