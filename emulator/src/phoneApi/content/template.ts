import type { Json } from '../../messages/checks';
import type { MediaStore } from '../../mediaStore';
import type { TemplateStore } from '../../templates/store';
import type { Template } from '../../templates/types';
import { rendered } from '../../templates/variables';
import { catalog, CATALOG_ID, productOf } from '../catalog';
import type { Button, Card, Content, Header, Media } from '../types';
import { placeOf } from './contacts';
import { linkButton, productSections } from './interactive';
import { mediaOf } from './media';
import { orderDetails, orderStatus } from './order';
import { compact, objects, part, text } from './read';

const isType = (component: Json, type: string): boolean => String(component.type).toLowerCase() === type;
const ofType = (components: Json[], type: string): Json => components.find((one) => isType(one, type)) ?? {};

/** The template that a message names; undefined when it was deleted since. */
export function templateOf({ name, language }: Json, templates: TemplateStore): Template | undefined {
	return templates.named(String(name)).find((one) => one.language === part(language).code);
}

/** A template filled in with the parameters of a message, as the customer sees it. */
export function templateContent(sent: Json, templates: TemplateStore, store: MediaStore): Content {
	const template = templateOf(sent, templates);
	if (!template) return { type: 'template', note: `The template '${String(sent.name)}' was deleted` };
	const given = objects(sent.components);
	const shown = components(template.components, given, store);
	const status = part(objects(ofType(given, 'order_status').parameters)[0]?.order_status);
	return compact({
		type: 'template',
		...shown,
		...(template.sub_category === 'ORDER_STATUS' ? { order: orderStatus(status) } : {}),
	});
}

/** A text with its variables replaced, numbered or named. */
function filled(words: unknown, component: Json): string | undefined {
	const values = new Map<string, string>();
	objects(component.parameters).forEach((parameter, index) => {
		const name = text(parameter.parameter_name) ?? String(index + 1);
		const value = parameter.text ?? part(parameter[String(parameter.type)]).fallback_value ?? parameter.group_id;
		values.set(name, String(value ?? ''));
	});
	return words === undefined ? undefined : rendered(String(words), values);
}

function components(defined: Json[], given: Json[], store: MediaStore): Partial<Content> & { buttons?: Button[] } {
	const body = ofType(defined, 'body');
	const footer = ofType(defined, 'footer');
	const warning = body.add_security_recommendation === true ? ' For your security, do not share this code.' : '';
	const bodyText = filled(body.text, ofType(given, 'body'));
	const buttons = objects(ofType(defined, 'buttons').buttons);
	const sentButtons = given.filter((one) => isType(one, 'button'));
	const all = buttons.map((button, index) =>
		buttonOf(button, part(sentButtons.find((one) => Number(one.index) === index))),
	);
	const minutes = footer.code_expiration_minutes;
	return compact({
		header: headerOf(ofType(defined, 'header'), ofType(given, 'header'), store),
		text: bodyText === undefined || bodyText.includes(warning.trim()) ? bodyText : bodyText + warning,
		footer:
			text(footer.text) ?? (minutes === undefined ? undefined : `This code expires in ${String(minutes)} minutes.`),
		offer: offerOf(ofType(defined, 'limited_time_offer'), ofType(given, 'limited_time_offer'), all),
		buttons: [
			...all,
			...(defined.some((one) => isType(one, 'call_permission_request'))
				? [{ kind: 'callPermission', title: 'Choose preference' } as Button]
				: []),
		],
		...extras(buttons, sentButtons),
		cards: cards(ofType(defined, 'carousel'), ofType(given, 'carousel'), store),
	});
}

/** Products and orders that buttons open. */
function extras(buttons: Json[], sent: Json[]): Partial<Content> {
	const found: Partial<Content> = {};
	buttons.forEach((button, index) => {
		const action = part(objects(part(sent.find((one) => Number(one.index) === index)).parameters)[0]?.action);
		if (button.type === 'CATALOG') found.products = { catalogId: CATALOG_ID, sections: [{ items: catalog() }] };
		if (button.type === 'MPM') found.products = { catalogId: CATALOG_ID, sections: productSections(action.sections) };
		if (button.type === 'ORDER_DETAILS') found.order = orderDetails(part(action.order_details));
	});
	return found;
}

function headerOf(defined: Json, sent: Json, store: MediaStore): Header | undefined {
	const format = text(defined.format);
	if (format === undefined) return undefined;
	if (format === 'TEXT') return { text: filled(defined.text, sent) };
	const [parameter] = objects(sent.parameters);
	const type = format.toLowerCase();
	const value = part(parameter?.[type]);
	if (type === 'location') return { place: placeOf(value) };
	if (type === 'product') return { product: productOf(String(value.product_retailer_id)) };
	return { media: mediaOf(type as Media['kind'], value, store) };
}

function offerOf(defined: Json, sent: Json, buttons: Button[]): Content['offer'] {
	if (defined.type === undefined) return undefined;
	const expiresAt = Number(part(objects(sent.parameters)[0]?.limited_time_offer).expiration_time_ms);
	return compact({
		text: text(part(defined.limited_time_offer).text) ?? '',
		expiresAt: Number.isFinite(expiresAt) ? expiresAt : undefined,
		code: buttons.find(({ kind }) => kind === 'copy')?.code,
	});
}

/** The code of a one-time password button, in the URL that Meta returns for it. */
const isPassword = (button: Json): boolean =>
	button.type === 'OTP' || String(button.url ?? '').startsWith('https://www.whatsapp.com/otp/');

function buttonOf(button: Json, sent: Json): Button {
	const title = text(button.text) ?? '';
	const [parameter] = objects(sent.parameters);
	if (isPassword(button)) return { kind: 'copy', title: title || 'Copy code', code: text(parameter?.text) };
	return { ...(buttons[String(button.type)]?.(button, part(parameter), title) ?? { kind: 'url', title }) };
}

/** Meta docs: Payments Brazil > Payment request buttons: a code to copy, a page to open, or a stored card to confirm. */
function paymentButton({ payment_setting }: Json, title: string): Button {
	const setting = part(payment_setting);
	const type = text(setting.type)?.toLowerCase() ?? '';
	const value = part(setting[type]);
	if (type === 'payment_link') return linkButton(title, value.uri);
	if (type === 'offsite_card_pay') return { kind: 'pay', title, disabled: 'The emulator has no stored cards' };
	return { kind: 'copy', title, code: text(value.code) ?? text(value.digitable_line) };
}

/** Buttons by the type in the definition (Meta docs: Templates > Components > Buttons). */
const buttons: Record<string, (button: Json, parameter: Json, title: string) => Button> = {
	QUICK_REPLY: (_button, { payload }, title) => ({ kind: 'quickReply', title, id: text(payload) ?? title }),
	URL: ({ url }, { text: suffix }, title) =>
		linkButton(title, rendered(String(url ?? ''), new Map([['1', String(suffix ?? '')]]))),
	PHONE_NUMBER: ({ phone_number }, _parameter, title) => ({ kind: 'phone', title, phone: text(phone_number) }),
	COPY_CODE: (_button, { coupon_code }, title) => ({
		kind: 'copy',
		title: title || 'Copy code',
		code: text(coupon_code),
	}),
	FLOW: (_button, _parameter, title) => ({ kind: 'flow', title }),
	CATALOG: (_button, _parameter, title) => ({ kind: 'catalog', title: title || 'View catalog' }),
	MPM: (_button, _parameter, title) => ({ kind: 'products', title: title || 'View items' }),
	SPM: (_button, _parameter, title) => ({ kind: 'product', title: title || 'View' }),
	VOICE_CALL: (_button, { payload }, title) =>
		compact({ kind: 'voiceCall' as const, title: title || 'Call', id: text(payload) }),
	ORDER_DETAILS: (_button, _parameter, title) => ({ kind: 'pay', title: title || 'Review and Pay' }),
	PAYMENT_REQUEST: (_button, { action }, title) => paymentButton(part(part(action).payment_request), title),
	REQUEST_CONTACT_INFO: (_button, _parameter, title) => ({ kind: 'contact', title: title || 'Share contact info' }),
};

function cards(defined: Json, sent: Json, store: MediaStore): Card[] | undefined {
	const templates = objects(defined.cards);
	if (templates.length === 0) return undefined;
	return objects(sent.cards).map((card, index) => {
		const definition = objects(part(templates[index] ?? templates[0]).components);
		const shown = components(definition, objects(card.components), store);
		return compact({
			header: shown.header,
			text: shown.text,
			product: shown.header?.product,
			buttons: shown.buttons ?? [],
		});
	});
}
