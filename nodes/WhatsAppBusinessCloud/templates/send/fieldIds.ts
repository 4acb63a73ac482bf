import { shorten } from '../../shared/shorten';
import { paymentFields } from '../paymentRequest';

/** Names of the fields that a message or card has once. Part of saved workflows. */
const names = {
	header: {
		image: 'Header Image',
		video: 'Header Video',
		document: 'Header Document',
		gif: 'Header GIF',
		filename: 'Header File Name',
		'location.latitude': 'Header Latitude',
		'location.longitude': 'Header Longitude',
		'location.name': 'Header Place Name',
		'location.address': 'Header Address',
		'product.id': 'Header Product ID',
		'product.catalog': 'Header Catalog ID',
	},
	offer: { expires: 'Offer Ends' },
	order: { reference: 'Order Reference ID', status: 'Order Status', description: 'Order Description' },
} as const;

/** Names of the fields of a button. Part of saved workflows. */
const buttonNames = {
	url: 'URL Suffix',
	otp: 'Verification Code',
	payload: 'Payload',
	code: 'Code',
	flow_token: 'Flow Token',
	flow_data: 'Flow Data (JSON)',
	thumbnail: 'Thumbnail Product ID',
	products: 'Products',
	minutes: 'Expires After (Minutes)',
	call_payload: 'Call Payload',
	order: 'Order Details (JSON)',
	...paymentFields,
} as const;

type Names = typeof names;
export type ButtonPart = keyof typeof buttonNames;

/** A field that a message or card has once. */
export type SingleField = { [C in keyof Names]: { component: C; part: keyof Names[C] } }[keyof Names];

/** The place of a form field in the message or card. */
export type ComponentField =
	| SingleField
	/** `variable`: number or name, of letters, digits and underscores. */
	| { component: 'headerText' | 'body'; variable: string }
	/** `index`: 0 to 9. */
	| { component: 'button'; index: number; part: ButtonPart };

/** The place of a form field in the message. `card`: index in the carousel, 0 to 99; absent for the message itself. */
export type FieldPosition = ComponentField & { card?: number };

const isButtonPart = (part: string): part is ButtonPart => Object.hasOwn(buttonNames, part);

const fieldByName = new Map(
	(Object.keys(names) as Array<keyof Names>).flatMap((component) =>
		Object.entries(names[component]).map(([part, name]): [string, SingleField] => [
			name,
			{ component, part } as SingleField,
		]),
	),
);
const partByButtonName = new Map(
	Object.entries(buttonNames).flatMap(([part, name]): Array<[string, ButtonPart]> =>
		isButtonPart(part) ? [[name, part]] : [],
	),
);

/** Number of characters of a button's text in the name of its fields: WhatsApp's limit. */
const BUTTON_TEXT = 25;

/** A button's text in quotes, without the characters that n8n uses in paths of values. */
function quoteButton(text: string | undefined): string {
	const shown = shorten((text ?? '').replace(/["\\[\]]/g, ''), BUTTON_TEXT);
	return shown === '' ? '' : `“${shown}” `;
}

/** Button fields without an index of the button: an authentication template has one button, whose code is also in the body. */
const isOnlyCode = (field: ComponentField): boolean =>
	field.component === 'button' && field.part === 'otp' && field.index === 0;

function nameOf(field: ComponentField, buttonText?: string): string {
	switch (field.component) {
		case 'headerText':
			return `Header {{${field.variable}}}`;
		case 'body':
			return `{{${field.variable}}}`;
		case 'button':
			return isOnlyCode(field) ? buttonNames.otp : `${buttonNames[field.part]} for ${quoteButton(buttonText)}Button`;
		default:
			return (names[field.component] as Record<string, string>)[field.part];
	}
}

const onCard = (card: number | undefined, name: string): string =>
	card === undefined ? name : `Card ${card + 1} ${name}`;

/** The name of a form field as its label shows it, e.g. `Card 1 URL Suffix for “Buy” Button`. */
export const fieldName = ({ card, ...field }: FieldPosition, buttonText?: string): string =>
	onCard(card, nameOf(field, buttonText));

/**
 * The ID of a form field: its name, as n8n and our errors show it when the value is missing, and for buttons the number
 * of the button, e.g. `Card 1 URL Suffix for “Buy” Button 2`. Saved workflows contain it.
 */
export function encodeFieldId({ card, ...field }: FieldPosition, buttonText?: string): string {
	const name = nameOf(field, buttonText);
	return onCard(card, field.component === 'button' && !isOnlyCode(field) ? `${name} ${field.index + 1}` : name);
}

function fromName(name: string): ComponentField | undefined {
	if (name === buttonNames.otp) return { component: 'button', index: 0, part: 'otp' };
	const [, header, variable] = /^(Header )?\{\{(\w+)\}\}$/.exec(name) ?? [];
	if (variable !== undefined) return { component: header === undefined ? 'body' : 'headerText', variable };
	const [, buttonName = '', number] = /^(.+?) for (?:“.+” )?Button ([1-9]|10)$/.exec(name) ?? [];
	const part = partByButtonName.get(buttonName);
	return part === undefined ? fieldByName.get(name) : { component: 'button', index: Number(number) - 1, part };
}

/** @param id as saved @returns undefined when no template has such a field */
export function decodeFieldId(id: string): FieldPosition | undefined {
	const [, number, name] = /^Card ([1-9]\d?|100) (.+)$/.exec(id) ?? [];
	if (name === undefined) return fromName(id);
	const field = fromName(name);
	return field && { ...field, card: Number(number) - 1 };
}

/**
 * The ID of the same field without the text of its button, which may have changed since the workflow was saved; `id`
 * itself when no template has such a field.
 */
export function fieldKey(id: string): string {
	const position = decodeFieldId(id);
	return position === undefined ? id : encodeFieldId(position);
}
