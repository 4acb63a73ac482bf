import type { IDataObject } from 'n8n-workflow';
import { checkMaxLength } from '../../shared/input/textLength';
import { readEnum, isBlank, optionalText } from '../../shared/input/parameterValues';
import { fillButtons, oneTimePassword, passwordField } from './buttons';
import { fillHeader, isProductHeader } from './header';
import { valueLimits } from './valueLimits';
import { expiration, textParameter, variableText } from './parts';
import { checkRequired } from './requiredValues';
import { splitByCard, type CardValues, type TemplateFormValues } from './formValues';
import type { Components, Files, FilledField, FillContext } from './types';
import { isNumbered } from './variables';

function fillBody(values: TemplateFormValues): IDataObject | undefined {
	const password = passwordField(values);
	const parameters = password
		? [{ type: 'text', text: oneTimePassword(password) }]
		: values
				.variables('body')
				.sort((a, b) => Number(a.name) - Number(b.name) || 0)
				.map(({ name, field: { value, label } }) => textParameter(value, label, isNumbered(name) ? undefined : name));
	return parameters.length > 0 ? { type: 'body', parameters } : undefined;
}

function fillOffer(values: TemplateFormValues, context: FillContext): IDataObject | undefined {
	const field = values.get({ component: 'offer', part: 'expires' });
	if (field === undefined) return undefined;
	const limited_time_offer = { expiration_time_ms: expiration(field.value, field.label, context) };
	return { type: 'limited_time_offer', parameters: [{ type: 'limited_time_offer', limited_time_offer }] };
}

/** WhatsApp docs: Payments > Order status templates. */
function fillOrderStatus(values: TemplateFormValues): IDataObject | undefined {
	const [reference, status, description] = (['reference', 'status', 'description'] as const).map((part) =>
		values.get({ component: 'order', part }),
	);
	if (!reference || !status) return undefined;
	// Meta's documentation uses both partially-shipped and partially_shipped.
	const allowed = [
		'pending',
		'processing',
		'partially-shipped',
		'partially_shipped',
		'shipped',
		'completed',
		'canceled',
	] as const;
	const text = description && optionalText(description.value, description.label);
	const order_status = {
		reference_id: variableText(reference.value, reference.label, valueLimits.referenceId),
		order: {
			status: readEnum(status.value, status.label, allowed, 'pending'),
			...(description &&
				text !== undefined && {
					description: checkMaxLength(text, valueLimits.orderDescription, description.label),
				}),
		},
	};
	return { type: 'order_status', parameters: [{ type: 'order_status', order_status }] };
}

function fillComponents(values: TemplateFormValues, files: Files, context: FillContext): IDataObject[] {
	const parts = [
		fillHeader(values, files),
		fillBody(values),
		fillOffer(values, context),
		...fillButtons(values),
		fillOrderStatus(values),
	];
	return parts.filter((part) => part !== undefined);
}

/** Omits product cards without any input. WhatsApp docs: Templates > Product card carousel templates. */
function cardsToSend(cards: CardValues[]): CardValues[] {
	return cards
		.filter(({ values }) => !isProductHeader(values) || values.all().some(({ value }) => !isBlank(value)))
		.map(({ index, values }, position) => ({ index: isProductHeader(values) ? position : index, values }));
}

/**
 * Builds the components of a template message from its form. The positions of the fields determine the position of each
 * value, so the template's definition is not needed. WhatsApp docs: Messages > Template messages.
 * @param fields in the order of the form
 * @throws InputError naming the field by its label
 */
export function fillTemplate(fields: FilledField[], context: FillContext): Components {
	checkRequired(fields);
	const files: Files = { uploads: [], links: [] };
	const { main, cards } = splitByCard(fields);
	const components = fillComponents(main, files, context);
	if (cards.length > 0) {
		components.push({
			type: 'carousel',
			cards: cardsToSend(cards).map(({ index, values }) => ({
				card_index: index,
				components: fillComponents(values, files, context),
			})),
		});
	}
	return { components, ...files, authentication: passwordField(main) !== undefined };
}
