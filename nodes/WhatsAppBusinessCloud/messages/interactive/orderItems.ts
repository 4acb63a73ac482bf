import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../shared/input/parameters';
import type { BuiltMessage } from '../types';
import { checkLink } from '../../shared/input/publicUrl';
import { InputError } from '../../shared/inputError';
import { type InputWarning, inputWarning } from '../../shared/inputWarning';
import { omitUndefined, readCollection, isObject, optionalId, optionalText } from '../../shared/input/parameterValues';
import { checkCount, requiredId, requiredTitle, wholeNumber } from '../../shared/input/validators';
import { counts, numbers, texts } from './interactiveLimits';
import { assertObject, listFields, type ListSpec, readList, mapEntries } from '../../shared/input/listParameter';
import { toAmount, requireExact, requiredAmount, optionalAmount } from './amount';
import { showInIndia } from './orderCountry';
import { textField } from '../../shared/input/commonFields';

const fields = {
	name: 'Name',
	id: 'Product ID',
	amount: 'Price',
	sale: 'Sale Price',
	quantity: 'Quantity',
	image: 'Image Link',
	origin: 'Country of Origin',
	importer: 'Importer Name',
	importerAddress: 'Importer Address',
};

/** Parts of an importer's address: parameter, display name and Meta's name. */
const addressParts = [
	['addressLine1', 'Address Line 1', 'address_line1'],
	['addressLine2', 'Address Line 2', 'address_line2'],
	['city', 'City', 'city'],
	['zoneCode', 'State Code', 'zone_code'],
	['postalCode', 'Postal Code', 'postal_code'],
	['countryCode', 'Country Code', 'country_code'],
] as const;

const priceField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	default: '',
	typeOptions: { minValue: 0, numberPrecision: 2 },
	placeholder: 'e.g. 12.50',
	description,
});

const spec: ListSpec = {
	name: 'items',
	key: 'item',
	title: 'Items',
	one: 'Item',
	description: 'The items of the order. The subtotal is calculated from prices and quantities.',
	values: [
		textField(fields.name, 'name', {
			placeholder: 'e.g. Rye sourdough',
			description: `Name shown to the recipient, up to ${texts.itemName.max} characters`,
		}),
		textField(fields.id, 'retailerId', {
			placeholder: 'e.g. SKU-1042',
			description:
				'Your product ID (SKU), or the content ID of a catalog product. Required in Brazil. In India, not allowed together with an image.',
		}),
		priceField(fields.amount, 'amount', 'Unit price, in the currency of the order'),
		priceField(fields.sale, 'saleAmount', 'Discounted unit price. The regular price is shown crossed out.'),
		{
			displayName: fields.quantity,
			name: 'quantity',
			type: 'number',
			default: 1,
			typeOptions: { minValue: numbers.quantity.min },
			description: 'Number of units',
		},
		textField(fields.image, 'imageLink', {
			placeholder: 'e.g. https://example.com/rye.jpg',
			description: `Public URL of an image, for items that are not in a catalog. Only in orders with up to ${counts.itemsWithImages.max} items.`,
			// Meta's page on orders in Brazil names no image of an item. Items as JSON may have one.
			displayOptions: { show: { '/orderCountry': ['IN'] } },
		}),
		textField(fields.origin, 'countryOfOrigin', {
			placeholder: 'e.g. India',
			description: 'For physical goods in India',
			displayOptions: showInIndia(),
		}),
		textField(fields.importer, 'importerName', {
			description: 'For physical goods in India',
			displayOptions: showInIndia(),
		}),
		{
			displayName: fields.importerAddress,
			name: 'importerAddress',
			type: 'fixedCollection',
			placeholder: 'Add Address',
			default: {},
			description: 'For physical goods in India',
			displayOptions: showInIndia(),
			options: [
				{
					displayName: 'Address',
					name: 'address',
					values: addressParts.map(([name, displayName]) => textField(displayName, name)),
				},
			],
		},
	],
	json: {
		default: '[\n  { "name": "Rye sourdough", "retailer_id": "SKU-1042", "amount": 12.5, "quantity": 2 }\n]',
		description:
			'A list of items with name, retailer_id, amount and quantity, and other Cloud API keys such as sale_amount or image',
		hint: 'Enter amounts as numbers such as 12.5, or as {"value": 1250, "offset": 100}',
	},
};

export const itemFields: INodeProperties[] = listFields(spec);

/** An address with the form's names, or in Meta's format. */
function importerAddress(value: unknown): IDataObject | undefined {
	const collection = readCollection(value, fields.importerAddress);
	const source = isObject(collection.address) ? collection.address : collection;
	const address = omitUndefined(
		Object.fromEntries(
			addressParts.map(([name, displayName, key]) => [
				key,
				optionalText(source[name] ?? source[key], displayName)?.trim(),
			]),
		),
	);
	return Object.keys(address).length > 0 ? address : undefined;
}

/** Context that the rules for items depend on. */
export interface OrderContext {
	isIndian: boolean;
	catalogId?: string;
}

interface Item {
	item: IDataObject;
	/** Hundredths. */
	cost: number;
	link?: string;
	/** The ID was omitted, because it cannot be combined with an image. */
	isIdDropped: boolean;
}

/**
 * The product's ID. WhatsApp docs: Payments Brazil > Orders: required. Payments India > Payment gateways, UPI intent,
 * Payment links: optional; an image cannot be combined with it or with a catalog.
 */
function readId(
	value: unknown,
	hasImage: boolean,
	{ isIndian, catalogId }: OrderContext,
): { id?: string; isDropped: boolean } {
	if (!isIndian)
		return {
			id: requiredId(value, fields.id, 'Enter the ID (SKU) of the product: orders in Brazil need it'),
			isDropped: false,
		};
	const id = optionalId(value, fields.id);
	if (!hasImage) return { id, isDropped: false };
	if (catalogId === undefined) return { isDropped: id !== undefined };
	throw new InputError(
		fields.image,
		"cannot be used together with 'Catalog' in India",
		"Remove the image, because WhatsApp shows the catalog's, or remove the catalog",
	);
}

/** The link of an item's picture, with the form's name or in Meta's format. */
function readImage(item: Record<string, unknown>): string | undefined {
	const image = item.imageLink ?? (isObject(item.image) ? item.image.link : item.image);
	return optionalText(image, fields.image) === undefined ? undefined : checkLink(image, fields.image);
}

function readItem(entry: unknown, context: OrderContext): Item {
	const item = assertObject(entry);
	const amount = requiredAmount(item.amount, fields.amount);
	const sale = optionalAmount(item.saleAmount ?? item.sale_amount, fields.sale);
	const quantity = wholeNumber(item.quantity, numbers.quantity, fields.quantity) ?? 1;
	const link = readImage(item);
	const { id, isDropped } = readId(item.retailerId ?? item.retailer_id, link !== undefined, context);
	return {
		item: omitUndefined({
			retailer_id: id,
			name: requiredTitle(item.name, texts.itemName, fields.name, 'Enter the name of the item'),
			image: link === undefined ? undefined : { link },
			amount: { ...toAmount(amount) },
			sale_amount: sale === undefined ? undefined : { ...toAmount(sale) },
			quantity,
			country_of_origin: optionalText(item.countryOfOrigin ?? item.country_of_origin, fields.origin)?.trim(),
			importer_name: optionalText(item.importerName ?? item.importer_name, fields.importer)?.trim(),
			importer_address: importerAddress(item.importerAddress ?? item.importer_address),
		}),
		cost: requireExact((sale ?? amount) * quantity, fields.amount),
		...(link === undefined ? {} : { link }),
		isIdDropped: isDropped,
	};
}

const droppedId = (index: number): InputWarning =>
	inputWarning(
		['item', index + 1, fields.id],
		'was left out: in India, WhatsApp accepts either an ID or an image',
		`Remove '${fields.id}' or '${fields.image}'.`,
	);

/**
 * The items of an order. WhatsApp docs: Payments India > Payment gateways, Payments Brazil > Orders, item object.
 * @returns Meta's items, their total cost in hundredths, and the pictures that Meta will download
 * @throws InputError
 */
export function readItems(
	parameters: Parameters,
	context: OrderContext,
): { items: IDataObject[]; subtotal: number; links: BuiltMessage['links']; warnings: InputWarning[] } {
	const { entries, field } = readList(parameters, spec);
	const list = checkCount(entries, { min: 1, max: Infinity, source: '' }, field, ['item', 'items']);
	const read = mapEntries(list, 'item', (entry) => readItem(entry, context));
	const pictured = read.findIndex(({ link }) => link !== undefined);
	if (pictured >= 0 && read.length > counts.itemsWithImages.max) {
		throw new InputError(
			['item', pictured + 1, fields.image],
			`is set in an order of ${read.length} items, WhatsApp allows images in orders of up to ${counts.itemsWithImages.max}`,
			'Remove the images, or send fewer items',
		);
	}
	return {
		items: read.map(({ item }) => item),
		subtotal: requireExact(
			read.reduce((sum, { cost }) => sum + cost, 0),
			spec.title,
		),
		links: read.flatMap(({ link }, index) =>
			link === undefined ? [] : [{ kind: 'image' as const, field: ['item', index + 1, fields.image], link }],
		),
		warnings: read.flatMap(({ isIdDropped }, index) => (isIdDropped ? [droppedId(index)] : [])),
	};
}
