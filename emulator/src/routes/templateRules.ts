import { parameterError } from '../errors';
import { isObject, type Json } from '../messages/checks';
import { buttonError, checkTemplateButtons } from './templateButtons';
import { templateError, text, upper } from './templateErrors';

const bodyFormat = (words: string): Error => templateError(2388072, 'Body Format Is Incorrect', words);

/** Throws when a list or its entries are invalid. */
function objects(value: unknown, name: string): Json[] {
	if (!Array.isArray(value) || !value.every(isObject))
		throw parameterError(`Param ${name} must be an array of objects.`);
	return value;
}

/**
 * Meta docs: Templates > Overview > Parameter formats: contiguous numbers, or names of lowercase letters, digits and
 * underscores.
 */
function variables(text: string): string[] {
	const names = [...new Set([...text.matchAll(/\{\{(.*?)\}\}/gs)].map((match) => match[1]))];
	const numbers = names.filter((name) => /^\d+$/.test(name)).map(Number);
	if (numbers.length > 0 && (numbers.length !== names.length || Math.max(...numbers) !== numbers.length)) {
		throw bodyFormat('Variables must be numbered from 1 without a gap.');
	}
	if (names.some((name) => !/^[a-z0-9_]+$/.test(name)))
		throw bodyFormat('Names of variables have lower-case letters, digits and underscores.');
	return names;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** Meta docs: Product card carousel templates (`body_text` may be a string when there is one variable), Templates > Components. */
function positional(value: unknown): unknown[] {
	if (typeof value === 'string') return [value];
	if (!Array.isArray(value)) return [];
	return Array.isArray(value[0]) ? (value[0] as unknown[]) : (value as unknown[]);
}

function needExamples(part: Json, key: string, names: string[]): void {
	if (names.length === 0) return;
	const example = isObject(part.example) ? part.example : {};
	const named = Array.isArray(example[`${key}_named_params`]) ? (example[`${key}_named_params`] as Json[]) : [];
	const given = /^\d/.test(names[0])
		? positional(example[key]).filter(isText).length
		: names.filter((name) => named.some((one) => one.param_name === name && isText(one.example))).length;
	if (given < names.length)
		throw templateError(2388043, 'Message Template Is Missing Examples', 'Every variable needs an example.');
}

/** Whether an upload returned a handle. */
type Known = (handle: string) => boolean;

function header(part: Json, known: Known): void {
	// Meta docs: Templates > Create prints text headers without a format.
	const format = part.format === undefined && typeof part.text === 'string' ? 'TEXT' : upper(part.format);
	if (format === 'TEXT') {
		const names = variables(text(part, 'header', 60));
		if (names.length > 1)
			throw templateError(2388047, 'Header Format Is Incorrect', 'The header has one variable at most.');
		needExamples(part, 'header_text', names);
	} else if (['IMAGE', 'VIDEO', 'DOCUMENT', 'GIF'].includes(format)) {
		const handles =
			isObject(part.example) && Array.isArray(part.example.header_handle) ? part.example.header_handle : [];
		if (!isText(handles[0]))
			throw templateError(2388043, 'Message Template Is Missing Examples', 'A media header needs an example.');
		if (!known(String(handles[0])))
			throw templateError(2494102, 'Uploaded File Is Not Valid', 'The handle does not belong to an uploaded file.');
	} else if (format !== 'LOCATION' && format !== 'PRODUCT') {
		throw parameterError('Param format must be one of {TEXT, IMAGE, VIDEO, DOCUMENT, GIF, LOCATION, PRODUCT}.');
	}
}

function body(part: Json, max: number, isCard: boolean): void {
	const words = text(part, 'body', max);
	const names = variables(words);
	if (!isCard && /^\s*\{\{|\}\}\s*$/.test(words))
		throw templateError(2388299, 'Variables at Start or End', "The body can't start or end with a variable.");
	if (/\}\}\s*\{\{/.test(words)) throw bodyFormat('Variables must not stand next to each other.');
	needExamples(part, 'body_text', names);
}

function carousel(part: Json, category: string, known: Known): void {
	const cards = objects(part.cards, 'cards');
	if (cards.length < 2 || cards.length > 10) throw parameterError('Param cards must have 2 to 10 elements.');
	const shapes = cards.map((card) => {
		const parts = objects(card.components, 'components');
		const find = (type: string): Json | undefined => parts.find((one) => upper(one.type) === type);
		const top = find('HEADER');
		if (!top || !['IMAGE', 'VIDEO', 'PRODUCT'].includes(upper(top.format)))
			throw parameterError('A card needs an image, video or product header.');
		header(top, known);
		const words = find('BODY');
		if (words) body(words, 160, true);
		const types = checkTemplateButtons(objects(find('BUTTONS')?.buttons ?? [], 'buttons'), 2, category);
		if (upper(top.format) === 'PRODUCT') checkProductCard(types, category);
		return JSON.stringify([upper(top.format), words !== undefined, types]);
	});
	if (new Set(shapes).size > 1) throw parameterError('All cards must have the same components.');
}

/** Meta docs: Product card carousel templates: a single View or URL button; marketing only. */
function checkProductCard(types: string[], category: string): void {
	if (types.length > 1 || !['SPM', 'URL'].includes(types[0]))
		throw buttonError('A product card has a single View or URL button.');
	if (category !== 'MARKETING') throw parameterError('Product card carousels are for marketing templates.');
}

/** Meta docs: Single-product message templates (product header, body of 160 characters), Multi-product message templates (header required). */
function checkProducts(parts: Json[], kinds: string[]): void {
	const find = (type: string): Json | undefined => parts.find((part) => upper(part.type) === type);
	if (kinds.includes('SPM') !== (upper(find('HEADER')?.format) === 'PRODUCT'))
		throw buttonError('A View button goes with a product header.');
	if (kinds.includes('SPM')) text(find('BODY')!, 'body', 160);
	if (kinds.includes('MPM') && !find('HEADER')) throw parameterError('A multi-product template needs a header.');
}

function authentication(parts: Json[]): void {
	for (const part of parts) {
		const type = upper(part.type);
		if (!['BODY', 'FOOTER', 'BUTTONS'].includes(type))
			throw parameterError('Authentication templates have a body, a footer and a button.');
		if (type !== 'BUTTONS' && part.text !== undefined)
			throw bodyFormat('Authentication templates have no text of their own.');
		const minutes = part.code_expiration_minutes;
		if (minutes !== undefined && (!Number.isInteger(minutes) || (minutes as number) < 1 || (minutes as number) > 90)) {
			throw parameterError('Param code_expiration_minutes must be 1 to 90.');
		}
	}
	const all = objects(parts.find((part) => upper(part.type) === 'BUTTONS')?.buttons ?? [], 'buttons');
	if (checkTemplateButtons(all, 1, 'AUTHENTICATION')[0] !== 'OTP')
		throw buttonError('Authentication templates have one OTP button.');
}

/** What the rules of a component depend on besides the component. */
interface RuleContext {
	category: string;
	isOffer: boolean;
	known: Known;
}

/** Meta docs: Catalog templates, Utility templates (the footer supports variables); Limited-time offer templates (no footer). */
function footer(part: Json, isOffer: boolean): void {
	variables(text(part, 'footer', 60));
	if (isOffer) throw templateError(2388073, 'Footer Format Is Incorrect', 'A limited-time offer has no footer.');
}

/** Checks a component of each type; that of the buttons returns their types. */
const componentChecks = new Map<string, (part: Json, around: RuleContext) => string[] | void>([
	['HEADER', (part, { known }) => header(part, known)],
	['BODY', (part, { isOffer }) => body(part, isOffer ? 600 : 1024, false)],
	['FOOTER', (part, { isOffer }) => footer(part, isOffer)],
	['BUTTONS', (part, { category }) => checkTemplateButtons(objects(part.buttons, 'buttons'), 10, category)],
	['CAROUSEL', (part, { category, known }) => carousel(part, category, known)],
	['LIMITED_TIME_OFFER', (part, { category }) => offer(part, category)],
	['CALL_PERMISSION_REQUEST', () => {}],
]);

/**
 * Checks the components of a template as Meta does (Meta docs: Templates > Components).
 * @param known whether an upload returned a handle
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
	const kinds = parts.flatMap((part) => {
		const check = componentChecks.get(upper(part.type));
		if (!check) throw parameterError(`Param type must be a component type - got "${String(part.type)}".`);
		return check(part, { category, isOffer, known }) ?? [];
	});
	if (types.includes('CAROUSEL') && (types.includes('HEADER') || types.includes('FOOTER')))
		throw parameterError('A carousel has a body only.');
	checkProducts(parts, kinds);
	if (isOffer && kinds.indexOf('COPY_CODE') > 0) throw buttonError('The copy code button comes first.');
}

function offer(part: Json, category: string): void {
	const inner = isObject(part.limited_time_offer) ? part.limited_time_offer : {};
	text(inner, 'offer', 16);
	if (category !== 'MARKETING') throw parameterError('Limited-time offers are for marketing templates.');
}

const lifetimes: Record<string, [number, number]> = {
	AUTHENTICATION: [30, 900],
	UTILITY: [30, 43_200],
	MARKETING: [43_200, 2_592_000],
};

/** Time-to-live per category; -1 is 30 days for authentication and utility (Meta docs: Templates > Time-to-live). */
export function checkLifetime(value: unknown, category: string): void {
	if (value === undefined || (value === -1 && category !== 'MARKETING')) return;
	const [min, max] = lifetimes[category];
	if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
		throw parameterError(`Param message_send_ttl_seconds must be ${min} to ${max}.`);
	}
}
