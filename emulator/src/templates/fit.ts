import { whatsappError } from '../errors';
import { sendFlow } from '../flows/send';
import { isObject, missing, text, type Json } from '../messages/checks';
import { checkFile } from '../messages/media';
import type { State } from '../state';
import type { PhoneNumber } from '../types';
import { checkButtons } from './buttons';
import { checkTextParameters } from './parameters';
import type { Button, Component, Template } from './types';

interface Sender {
	phone: PhoneNumber;
	state: State;
}

const ofType = (components: Json[], type: string): Json[] =>
	components.filter((component) => String(component.type).toLowerCase() === type);

function one(components: Json[], type: string): Json | undefined {
	const found = ofType(components, type);
	if (found.length > 1) throw whatsappError(132012, `${type}: given ${found.length} times`);
	return found[0];
}

const parametersOf = (component: Json | undefined): Json[] => (component?.parameters as Json[] | undefined) ?? [];

/**
 * A header of media, location or product requires exactly one parameter of its own type, in every message (Meta docs:
 * Messages > Template messages).
 */
function checkHeader(header: Component | undefined, sent: Json | undefined, named: boolean, sender: Sender): void {
	const parameters = parametersOf(sent);
	const format = String(header?.format ?? 'TEXT');
	if (format === 'TEXT') {
		checkTextParameters('header', String(header?.text ?? ''), parameters, named);
		return;
	}
	const type = format.toLowerCase();
	const [parameter] = parameters;
	if (!parameter) throw whatsappError(131008, `header: Format mismatch, expected ${format}, received UNKNOWN`);
	if (parameters.length > 1)
		throw whatsappError(
			132000,
			`header: number of parameters (${parameters.length}) does not match the expected number (1)`,
		);
	if (parameter.type !== type)
		throw whatsappError(
			132012,
			`header: Format mismatch, expected ${format}, received ${String(parameter.type).toUpperCase()}`,
		);
	const part = parameter[type];
	if (!isObject(part)) missing(`header['${type}']`);
	(headerChecks[type] ?? checkHeaderFile)(part, type, sender);
}

/** Checks the value of a header parameter by its type; all types that are not listed are files. */
const headerChecks: Partial<Record<string, (part: Json, type: string, sender: Sender) => void>> = {
	location: (part) => {
		for (const key of ['latitude', 'longitude'])
			if (!Number.isFinite(Number(part[key] ?? 'none'))) missing(`header['location']['${key}']`);
	},
	product: (part) => {
		for (const key of ['product_retailer_id', 'catalog_id']) text(part[key], `header['product']['${key}']`);
	},
};

function checkHeaderFile(part: Json, type: string, { phone, state }: Sender): void {
	const kind = type === 'gif' ? 'video' : (type as 'image' | 'video' | 'document');
	checkFile(kind, part, `header['${type}']`, phone, state);
}

/**
 * The expiration is in milliseconds (Meta docs: Messages > Template messages). A time in seconds is then in 1970, and
 * so in the past.
 */
function checkOffer(offer: Component | undefined, sent: Json | undefined, now: number): void {
	const expires = isObject(offer?.limited_time_offer) && offer.limited_time_offer.has_expiration === true;
	if (!expires) {
		if (sent) throw whatsappError(132012, 'limited_time_offer: the template has no expiration');
		return;
	}
	const [parameter] = parametersOf(sent);
	if (!parameter) throw whatsappError(131008, 'limited_time_offer: Parameter expiration_time_ms is required');
	const expiresAt = isObject(parameter.limited_time_offer)
		? parameter.limited_time_offer.expiration_time_ms
		: undefined;
	if (!Number.isInteger(expiresAt) || Number(expiresAt) <= now)
		throw whatsappError(132012, 'limited_time_offer: expiration_time_ms must be a time in the future');
}

function checkCarousel(carousel: Component | undefined, sent: Json | undefined, named: boolean, sender: Sender): void {
	const defined = (carousel?.cards as Array<{ components: Component[] }> | undefined) ?? [];
	const cards = (sent?.cards as Json[] | undefined) ?? [];
	// Meta docs: Product card carousel templates: two defined cards may be sent as up to ten. Media cards are sent as defined.
	const isOfProducts =
		defined[0]?.components.some(({ type, format }) => type === 'HEADER' && format === 'PRODUCT') === true;
	const fits = isOfProducts ? cards.length >= 2 && cards.length <= 10 : cards.length === defined.length;
	if (!fits) throw whatsappError(132012, `carousel: ${cards.length} cards, the template has ${defined.length}`);
	cards.forEach((card, index) => {
		if (card.card_index !== index) throw whatsappError(132012, `carousel: card_index must be ${index}`);
		checkComponents((defined[index] ?? defined[0]).components, card.components as Json[], named, sender);
	});
}

function checkComponents(defined: Component[], sent: Json[], named: boolean, sender: Sender): void {
	const part = (type: string): Component | undefined => defined.find((component) => component.type === type);
	checkHeader(part('HEADER'), one(sent, 'header'), named, sender);
	// Meta docs: Changelog, 6 Oct 2022: a template of a body alone may be 32,768 characters long when it is sent.
	const maxBody = defined.every(({ type }) => type === 'BODY') ? 32_768 : 1024;
	checkTextParameters('body', String(part('BODY')?.text ?? ''), parametersOf(one(sent, 'body')), named, maxBody);
	checkOffer(part('LIMITED_TIME_OFFER'), one(sent, 'limited_time_offer'), sender.state.clock.now());
	const buttons = (part('BUTTONS')?.buttons as Button[] | undefined) ?? [];
	checkButtons(buttons, ofType(sent, 'button'));
	for (const { type, flow_id, flow_name } of buttons)
		if (type === 'FLOW') sendFlow(sender.state, sender.phone, { flow_id, flow_name }, 'published');
	checkCarousel(part('CAROUSEL'), one(sent, 'carousel'), named, sender);
}

/** Order status templates (Meta docs: Payments > Order status). */
function checkOrderStatus(template: Template, sent: Json[]): void {
	const component = one(sent, 'order_status');
	const isStatus = template.sub_category === 'ORDER_STATUS';
	if (isStatus !== (component !== undefined))
		throw whatsappError(132012, `order_status: ${isStatus ? 'missing' : 'the template has none'}`);
	if (!component) return;
	const status = parametersOf(component)[0]?.order_status;
	if (!isObject(status) || !isObject(status.order))
		throw whatsappError(132012, 'order_status: reference_id and order are required');
	// Meta docs: Payments > Brazil > Orders: 60; India: 35. The status does not show the country.
	text(status.reference_id, 'order_status: reference_id', 60);
	const states = [
		'pending',
		'processing',
		'partially-shipped',
		'partially_shipped',
		'shipped',
		'completed',
		'canceled',
	];
	if (!states.includes(String(status.order.status))) throw whatsappError(132012, 'order_status: unknown status');
}

// Meta docs: Error codes, template errors.
const unsendable: Record<string, number> = { PAUSED: 132015, DISABLED: 132016 };

/**
 * The template of a message: it must exist in that language (132001), be approved (132001, 132015, 132016), and the
 * components must be those it needs (132000, 132012, 132018, 132005, 131008, 100).
 * @returns the template
 */
export function checkFit(name: string, language: string, components: Json[], sender: Sender): Template {
	const template = sender.state.templates.named(name).find((candidate) => candidate.language === language);
	if (!template) throw whatsappError(132001, `template name (${name}) does not exist in ${language}`);
	if (template.status !== 'APPROVED') {
		throw whatsappError(
			unsendable[template.status] ?? 132001,
			`template name (${name}) in ${language} is ${template.status.toLowerCase()}`,
		);
	}
	checkComponents(template.components, components, template.parameter_format === 'NAMED', sender);
	checkOrderStatus(template, components);
	return template;
}
