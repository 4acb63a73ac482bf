import { isObject } from '../values';
import { buttonFields, isOneTimePassword } from './buttons';
import { headerFields } from './header';
import type { FormField, TemplateDefinition } from './types';
import { variableLabel, variables } from './variables';

const list = (value: unknown): TemplateDefinition[] => (Array.isArray(value) ? value.filter(isObject) : []);

const typeOf = (component: TemplateDefinition): string => String(component.type).toUpperCase();

/** What an order may be said to be. WhatsApp docs: Payments > Order status. */
const orderStates = [
	['Canceled', 'canceled'],
	['Completed', 'completed'],
	['Partially Shipped', 'partially-shipped'],
	['Pending', 'pending'],
	['Processing', 'processing'],
	['Shipped', 'shipped'],
].map(([name, value]) => ({ name, value }));

const orderStatus: FormField[] = [
	{ id: 'order.reference', label: 'Order: Reference ID', type: 'string', required: true },
	{ id: 'order.status', label: 'Order: Status', type: 'options', required: true, options: orderStates },
	{ id: 'order.description', label: 'Order: Description', type: 'string', required: false },
];

function bodyFields(body: TemplateDefinition): FormField[] {
	return variables(body, 'body_text').map((variable) => ({
		id: `body.${variable.name}`,
		label: variableLabel(variable),
		type: 'string',
		required: true,
	}));
}

function offerFields({ limited_time_offer: offer }: TemplateDefinition): FormField[] {
	if (!isObject(offer) || offer.has_expiration !== true) return [];
	return [{ id: 'offer.expires', label: 'Offer Ends', type: 'dateTime', required: true }];
}

/** The fields of the components of a template, or of one card. */
function componentFields(components: TemplateDefinition[]): FormField[] {
	const of = (type: string): TemplateDefinition[] => components.filter((component) => typeOf(component) === type);
	const buttons = of('BUTTONS').flatMap((component) => list(component.buttons));
	// The code of an authentication template stands in its body and in its button, and is entered once.
	const body = buttons.some(isOneTimePassword) ? [] : of('BODY').flatMap(bodyFields);
	return [...of('HEADER').flatMap(headerFields), ...body, ...of('LIMITED_TIME_OFFER').flatMap(offerFields), ...buttonFields(buttons)];
}

/**
 * The form of a template: one field for each thing that it needs or takes when it is sent, in the order in which a person reads
 * the message. WhatsApp docs: Templates > Components.
 * @param template as GET /{waba}/message_templates gives it; parts that are not known are left out
 */
export function templateForm(template: TemplateDefinition): FormField[] {
	const components = list(template.components);
	const cards = components.filter((component) => typeOf(component) === 'CAROUSEL').flatMap((component) => list(component.cards));
	return [
		...componentFields(components),
		...(String(template.sub_category).toUpperCase() === 'ORDER_STATUS' ? orderStatus : []),
		...cards.flatMap((card, index) =>
			componentFields(list(card.components)).map((field) => ({
				...field,
				id: `card.${index}.${field.id}`,
				label: `Card ${index + 1} ${field.label}`,
			})),
		),
	];
}
