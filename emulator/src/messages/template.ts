import { whatsappError } from '../errors';
import type { State } from '../state';
import { checkFit } from '../templates/fit';
import type { PhoneNumber } from '../types';
import { at, invalid, list, object, onlyKeys, optionalText, text, type Json } from './checks';

// Meta docs: Messages > Template messages: the components of a template message.
const componentTypes = [
	'header',
	'body',
	'button',
	'limited_time_offer',
	'carousel',
	'tap_target_configuration',
	'order_status',
];
const buttonTypes = [
	'quick_reply',
	'url',
	'copy_code',
	'flow',
	'catalog',
	'mpm',
	'voice_call',
	'order_details',
	'payment_request',
];

/**
 * Meta docs: Messages > Template messages: name, language.code and valid components, which match the template of that
 * name.
 */
export function checkTemplate(
	part: Json,
	{ body, phone, state }: { body: Json; phone: PhoneNumber; state: State },
): void {
	onlyKeys(part, 'template', ['name', 'language', 'components', 'namespace']);
	const name = text(part.name, at('template', 'name'), 512);
	if (!/^[a-z0-9_]+$/.test(name))
		invalid(`Template name '${name}' may hold lower-case letters, digits and underscores only.`);
	const language = object(part.language, at('template', 'language'));
	onlyKeys(language, at('template', 'language'), ['code', 'policy']);
	const code = text(language.code, at('template', 'language', 'code'));
	if (part.components !== undefined) checkComponents(part.components, at('template', 'components'));
	const { category } = checkFit(name, code, (part.components as Json[] | undefined) ?? [], { phone, state });
	// Authentication templates cannot go to groups (Meta docs: Groups API > Group messaging) or to business-scoped user
	// IDs (Business-scoped user IDs > Sending).
	if (category !== 'AUTHENTICATION') return;
	if (body.recipient_type === 'group')
		throw whatsappError(130501, 'Authentication templates cannot be sent to a group.');
	if (body.to === undefined)
		throw whatsappError(131062, 'Authentication templates cannot be sent to a business-scoped user ID.');
}

function checkComponents(value: unknown, place: string): void {
	if (!Array.isArray(value)) invalid(`${place} must be an array.`);
	value.forEach((entry, index) => checkComponent(object(entry, `${place}[${index}]`), `${place}[${index}]`));
}

function checkComponent(component: Json, place: string): void {
	const type = text(component.type, `${place}['type']`).toLowerCase();
	if (!componentTypes.includes(type)) invalid(`${place}['type'] '${type}' is not a component type.`);
	if (type === 'button') {
		const subType = text(component.sub_type, `${place}['sub_type']`).toLowerCase();
		if (!buttonTypes.includes(subType)) invalid(`${place}['sub_type'] '${subType}' is not a button type.`);
		// The index is a number or a numeric string, from 0 (Meta docs: Messages > Template messages).
		if (!/^\d$/.test(optionalText(component.index, `${place}['index']`) ?? ''))
			invalid(`${place}['index'] must be 0 to 9.`);
	}
	if (type === 'carousel') {
		list(component.cards, `${place}['cards']`, 10).forEach((entry, index) => {
			const card = object(entry, `${place}['cards'][${index}]`);
			checkComponents(card.components, `${place}['cards'][${index}]['components']`);
		});
		return;
	}
	if (component.parameters === undefined) return;
	if (!Array.isArray(component.parameters)) invalid(`${place}['parameters'] must be an array.`);
	component.parameters.forEach((entry, index) =>
		checkParameter(object(entry, `${place}['parameters'][${index}]`), `${place}['parameters'][${index}]`),
	);
}

function checkParameter(parameter: Json, place: string): void {
	const type = text(parameter.type, `${place}['type']`);
	if (type === 'text') text(parameter.text, `${place}['text']`);
	else if (parameter[type] === undefined) invalid(`${place} needs the key '${type}' for its type.`);
}
