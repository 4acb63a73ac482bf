import { isObject } from '../../shared/input/parameterValues';
import { buttonFields, isOneTimePassword } from './buttons';
import { encodeFieldId, fieldName } from './fieldIds';
import { headerFields } from './header';
import type { FormField, TemplateDefinition, TemplateField } from './types';
import { fieldLabel, variables } from './variables';
import { objects } from '../../shared/untrustedJson';

const typeOf = (component: TemplateDefinition): string => String(component.type).toUpperCase();

/** Available order statuses. WhatsApp docs: Payments > Order status. */
const orderStates = [
	['Canceled', 'canceled'],
	['Completed', 'completed'],
	['Partially Shipped', 'partially-shipped'],
	['Pending', 'pending'],
	['Processing', 'processing'],
	['Shipped', 'shipped'],
].map(([name, value]) => ({ name, value }));

const orderStatus: TemplateField[] = [
	{ position: { component: 'order', part: 'reference' }, type: 'string', required: true },
	{ position: { component: 'order', part: 'status' }, type: 'options', required: true, options: orderStates },
	{ position: { component: 'order', part: 'description' }, type: 'string', required: false },
];

function bodyFields(body: TemplateDefinition): TemplateField[] {
	return variables(body, 'body_text').map(({ name, example }) => ({
		position: { component: 'body', variable: name },
		example,
		type: 'string',
		required: true,
	}));
}

function offerFields({ limited_time_offer: offer }: TemplateDefinition): TemplateField[] {
	if (!isObject(offer) || offer.has_expiration !== true) return [];
	return [{ position: { component: 'offer', part: 'expires' }, type: 'dateTime', required: true }];
}

/** The fields of the components of a template, or of one card. */
function componentFields(components: TemplateDefinition[]): TemplateField[] {
	const of = (type: string): TemplateDefinition[] => components.filter((component) => typeOf(component) === type);
	const buttons = of('BUTTONS').flatMap((component) => objects(component.buttons));
	// The code of an authentication template is in its body and its button, but entered only once.
	const body = buttons.some(isOneTimePassword) ? [] : of('BODY').flatMap(bodyFields);
	return [
		...of('HEADER').flatMap(headerFields),
		...body,
		...of('LIMITED_TIME_OFFER').flatMap(offerFields),
		...buttonFields(buttons),
	];
}

/**
 * Number of product cards: a template that defines two can be sent with up to ten. WhatsApp docs: Templates > Product
 * card carousel templates.
 */
const productCards = { min: 2, max: 10 };

/**
 * The cards to fill in. Media cards are sent as defined. Product cards have the same parts, so more of them can be
 * sent.
 */
function cardsToFill(carousel: TemplateDefinition): Array<{ components: TemplateDefinition[]; required: boolean }> {
	const cards = objects(carousel.cards).map((card) => objects(card.components));
	const isOfProducts = cards[0]?.some(
		(component) => typeOf(component) === 'HEADER' && String(component.format).toUpperCase() === 'PRODUCT',
	);
	if (!isOfProducts) return cards.map((components) => ({ components, required: true }));
	return Array.from({ length: productCards.max }, (_unused, index) => ({
		components: cards[index] ?? cards[0],
		required: index < productCards.min,
	}));
}

function cardFields(carousel: TemplateDefinition): TemplateField[] {
	return cardsToFill(carousel).flatMap(({ components, required }, index) =>
		componentFields(components).map((field) => ({
			...field,
			position: { ...field.position, card: index },
			required: required && field.required,
		})),
	);
}

const toForm = ({ position, example, format, buttonText, ...rest }: TemplateField): FormField => ({
	id: encodeFieldId(position, buttonText),
	label: fieldLabel(fieldName(position, buttonText), { example, format, isOptional: !rest.required }),
	...rest,
});

/**
 * The form of a template: one field for each value that it requires or accepts when sent, in the order of the message.
 * WhatsApp docs: Templates > Components.
 * @param template as returned by GET /{waba}/message_templates; unknown parts are ignored
 */
export function templateForm(template: TemplateDefinition): FormField[] {
	const components = objects(template.components);
	return [
		...componentFields(components),
		...(String(template.sub_category).toUpperCase() === 'ORDER_STATUS' ? orderStatus : []),
		...components.filter((component) => typeOf(component) === 'CAROUSEL').flatMap(cardFields),
	].map(toForm);
}
