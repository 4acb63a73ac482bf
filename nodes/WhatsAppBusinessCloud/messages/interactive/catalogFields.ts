import type { INodeProperties } from 'n8n-workflow';
import { listLocator, pickedValue } from '../../shared/input/listLocator';
import { isObject } from '../../shared/input/parameterValues';
import { requiredId } from '../../shared/input/validators';
import { assertObject } from '../../shared/input/listParameter';

const fields = { catalog: 'Catalog', product: 'Product' };

/** A catalog of the account. */
export const catalogField = (description: string): INodeProperties =>
	listLocator({
		field: fields.catalog,
		name: 'catalogId',
		description,
		noun: 'a catalog',
		search: 'searchCatalogs',
		modes: [
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 146265584024623',
				hint: 'The ID of the catalog in Commerce Manager',
			},
		],
	});

/** The catalog of the products of a message. */
export const catalogIdField = catalogField('The catalog of the products. It must be connected to the account.');

/**
 * A product of the catalog in the form, named by its content ID (SKU).
 * @param placeholder what the empty list shows, if the field is not required
 */
export const productField = (
	displayName: string,
	name: string,
	description: string,
	placeholder?: string,
): INodeProperties =>
	listLocator({
		field: displayName,
		name,
		description,
		noun: 'a product',
		placeholder,
		search: 'searchProducts',
		modes: [{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. SKU-1042' }],
	});

/** One product of a catalog. */
export const productIdField = productField(
	fields.product,
	'productRetailerId',
	'The product in the catalog. Its ID is the content ID (SKU).',
);

/** The same in a list, whose errors name the entry; n8n's own error for a required field does not. */
export const listedProductField: INodeProperties = { ...productIdField, required: false };

/** @throws InputError when there is none */
export const readCatalogId = (value: unknown): string =>
	requiredId(
		pickedValue(value),
		fields.catalog,
		'Pick a catalog from the list, or enter its ID, as Commerce Manager shows it',
	);

/** @throws InputError when there is none */
export const readProductId = (value: unknown): string =>
	requiredId(pickedValue(value), fields.product, 'Pick a product from the list, or enter its content ID (SKU)');

/** The product of a list entry: the form's or Meta's object, or just the ID. @throws InputError */
export function productPayload(entry: unknown): string {
	if (!isObject(entry) && !Array.isArray(entry)) return readProductId(entry);
	const product = assertObject(entry);
	return readProductId(product.productRetailerId ?? product.product_retailer_id);
}
