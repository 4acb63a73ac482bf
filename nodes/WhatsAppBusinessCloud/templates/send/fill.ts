import type { IDataObject } from 'n8n-workflow';
import { checkMaxLength } from '../../shared/input/textLength';
import { readEnum, emptyFieldError, optionalText } from '../../shared/input/parameterValues';
import { fillButtons, oneTimePassword, passwordField } from './buttons';
import { fillHeader } from './header';
import { templateLimits } from './limits';
import { expiration, textParameter, variableText } from './parts';
import { scopes, type TemplateFormValues } from './formValues';
import type { Components, Files, FilledField, FillContext } from './types';
import { isNumbered } from './variables';

const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Rejects empty required fields, in the order of the form. */
function checkRequired(fields: FilledField[]): void {
	for (const { required, value, label } of fields) {
		if (required && isEmpty(value))
			throw emptyFieldError(value, label, 'Fill it in: the template cannot be sent without it');
	}
}

function fillBody(scope: TemplateFormValues): IDataObject | undefined {
	const password = passwordField(scope);
	const parameters = password
		? [{ type: 'text', text: oneTimePassword(password) }]
		: scope
				.under('body.')
				.sort((a, b) => Number(a.rest) - Number(b.rest) || 0)
				.map(({ rest, field: { value, label } }) => textParameter(value, label, isNumbered(rest) ? undefined : rest));
	return parameters.length > 0 ? { type: 'body', parameters } : undefined;
}

function fillOffer(scope: TemplateFormValues, surroundings: FillContext): IDataObject | undefined {
	const field = scope.get('offer.expires');
	if (field === undefined) return undefined;
	const limited_time_offer = { expiration_time_ms: expiration(field.value, field.label, surroundings) };
	return { type: 'limited_time_offer', parameters: [{ type: 'limited_time_offer', limited_time_offer }] };
}

/** WhatsApp docs: Payments > Order status templates. */
function fillOrderStatus(scope: TemplateFormValues): IDataObject | undefined {
	const [reference, status, description] = ['reference', 'status', 'description'].map((part) =>
		scope.get(`order.${part}`),
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
	const told = description && optionalText(description.value, description.label);
	const order_status = {
		reference_id: variableText(reference.value, reference.label, templateLimits.referenceId),
		order: {
			status: readEnum(status.value, status.label, allowed, 'pending'),
			...(description &&
				told !== undefined && {
					description: checkMaxLength(told, templateLimits.orderDescription, description.label),
				}),
		},
	};
	return { type: 'order_status', parameters: [{ type: 'order_status', order_status }] };
}

function fillScope(scope: TemplateFormValues, files: Files, surroundings: FillContext): IDataObject[] {
	const parts = [
		fillHeader(scope, files),
		fillBody(scope),
		fillOffer(scope, surroundings),
		...fillButtons(scope),
		fillOrderStatus(scope),
	];
	return parts.filter((part) => part !== undefined);
}

const isOfProduct = (scope: TemplateFormValues): boolean => scope.has('header.product.');

/** Omits product cards without any input. WhatsApp docs: Templates > Product card carousel templates. */
function cardsToSend(
	cards: Array<{ index: number; scope: TemplateFormValues }>,
): Array<{ index: number; scope: TemplateFormValues }> {
	return cards
		.filter(({ scope }) => !isOfProduct(scope) || scope.under('').some(({ field }) => !isEmpty(field.value)))
		.map(({ index, scope }, position) => ({ index: isOfProduct(scope) ? position : index, scope }));
}

/**
 * Builds the components of a template message from its form. The addresses of the fields determine the position of each
 * value, so the template's definition is not needed. WhatsApp docs: Messages > Template messages.
 * @param fields in the order of the form
 * @throws InputError naming the field by its label
 */
export function fillTemplate(fields: FilledField[], surroundings: FillContext): Components {
	checkRequired(fields);
	const files: Files = { uploads: [], links: [] };
	const { main, cards } = scopes(fields);
	const components = fillScope(main, files, surroundings);
	if (cards.length > 0) {
		components.push({
			type: 'carousel',
			cards: cardsToSend(cards).map(({ index, scope }) => ({
				card_index: index,
				components: fillScope(scope, files, surroundings),
			})),
		});
	}
	return { components, ...files, authentication: passwordField(main) !== undefined };
}
