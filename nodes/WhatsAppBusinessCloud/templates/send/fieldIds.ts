/** Names of the fields that a message or card has once. Part of saved workflows: add new ones, never change them. */
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

/** Names of the fields of a button. Part of saved workflows: add new ones, never change them. */
const buttonNames = {
	url: 'URL Suffix',
	otp: 'Verification Code',
	payload: 'Payload',
	code: 'Code',
	flow_token: 'Flow Token',
	flow_data: 'Flow Data',
	thumbnail: 'Thumbnail Product ID',
	products: 'Products',
	minutes: 'Expires After (Minutes)',
	call_payload: 'Call Payload',
	order: 'Order Details',
} as const;

/** Names that fields of buttons had before. Saved workflows contain them. */
const earlierButtonNames: Readonly<Record<string, ButtonPart>> = { 'Link End': 'url', 'Minutes to Call': 'minutes' };

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

const singleFields = (Object.keys(names) as Array<keyof Names>).flatMap((component) =>
	Object.entries(names[component]).map(([part, name]) => {
		const field = { component, part } as SingleField;
		return { field, path: pathOf(field), name };
	}),
);
const nameByPath = new Map(singleFields.map(({ path, name }) => [path, name]));
const fieldByPath = new Map(singleFields.map(({ path, field }) => [path, field]));
const fieldByName = new Map(singleFields.map(({ name, field }) => [name as string, field]));

const isButtonPart = (part: string): part is ButtonPart => Object.hasOwn(buttonNames, part);
const partByButtonName = new Map<string, ButtonPart>([
	...Object.entries(earlierButtonNames),
	...Object.entries(buttonNames).flatMap(([part, name]): Array<[string, ButtonPart]> =>
		isButtonPart(part) ? [[name, part]] : [],
	),
]);

function pathOf(field: ComponentField): string {
	switch (field.component) {
		case 'headerText':
			return `header.text.${field.variable}`;
		case 'body':
			return `body.${field.variable}`;
		case 'button':
			return `button.${field.index}.${field.part}`;
		default:
			return `${field.component}.${field.part}`;
	}
}

function nameOf(field: ComponentField): string {
	switch (field.component) {
		case 'headerText':
			return `Header {{${field.variable}}}`;
		case 'body':
			return `Body {{${field.variable}}}`;
		case 'button':
			// An authentication template has one button, whose code is also in the body.
			return field.part === 'otp' && field.index === 0
				? buttonNames.otp
				: `Button ${field.index + 1} ${buttonNames[field.part]}`;
		default:
			return nameByPath.get(pathOf(field)) ?? '';
	}
}

function fromPath(path: string): ComponentField | undefined {
	const [, text, variable] = /^(header\.text|body)\.(\w+)$/.exec(path) ?? [];
	if (text !== undefined) return { component: text === 'body' ? 'body' : 'headerText', variable };
	const [, index, part = ''] = /^button\.(\d)\.(\w+)$/.exec(path) ?? [];
	return isButtonPart(part) ? { component: 'button', index: Number(index), part } : fieldByPath.get(path);
}

function fromName(name: string): ComponentField | undefined {
	if (name === buttonNames.otp) return { component: 'button', index: 0, part: 'otp' };
	const [, text, variable] = /^(Header|Body) \{\{(\w+)\}\}$/.exec(name) ?? [];
	if (text !== undefined) return { component: text === 'Body' ? 'body' : 'headerText', variable };
	const [, number, buttonName = ''] = /^Button ([1-9]|10) (.+)$/.exec(name) ?? [];
	const part = partByButtonName.get(buttonName);
	return part === undefined ? fieldByName.get(name) : { component: 'button', index: Number(number) - 1, part };
}

/**
 * The ID of a form field: the beginning of its label, which n8n shows when the value is missing, e.g. `Card 1 Button 2
 * URL Suffix`. Saved workflows contain it.
 */
export const encodeFieldId = ({ card, ...field }: FieldPosition): string =>
	card === undefined ? nameOf(field) : `Card ${card + 1} ${nameOf(field)}`;

/** The ID that older workflows have for the same field, e.g. `card.0.button.1.url`. */
export const encodeFieldPath = ({ card, ...field }: FieldPosition): string =>
	card === undefined ? pathOf(field) : `card.${card}.${pathOf(field)}`;

/** @param id as saved, of this or an older version @returns undefined when no template has such a field */
export function decodeFieldId(id: string): FieldPosition | undefined {
	const [, index, path] = /^card\.(\d|[1-9]\d)\.(.+)$/.exec(id) ?? [];
	const [, number, name] = /^Card ([1-9]\d?|100) (.+)$/.exec(id) ?? [];
	const card = path === undefined ? Number(number) - 1 : Number(index);
	if (path === undefined && name === undefined) return fromPath(id) ?? fromName(id);
	const field = path === undefined ? fromName(name) : fromPath(path);
	return field && { ...field, card };
}

/** The ID of the same field in this version; `id` itself when no template has such a field. */
export function currentFieldId(id: string): string {
	const position = decodeFieldId(id);
	return position === undefined ? id : encodeFieldId(position);
}
