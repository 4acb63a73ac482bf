import type { INodeProperties } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { requiredId } from '../../shared/input/validators';
import { assertObject } from '../../shared/input/listParameter';

const fields = { catalog: 'Catalog ID', product: 'Product ID' };

/** The catalog of the products. */
export const catalogIdField: INodeProperties = {
	displayName: fields.catalog,
	name: 'catalogId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 146265584024623',
	description: 'ID of the catalog connected to the WhatsApp Business Account, as shown in Commerce Manager',
};

/** One product of a catalog. */
export const productIdField: INodeProperties = {
	displayName: fields.product,
	name: 'productRetailerId',
	type: 'string',
	default: '',
	placeholder: 'e.g. SKU-1042',
	description: 'The content ID (SKU) of the product in the catalog',
};

/** @throws InputError when there is none */
export const readCatalogId = (value: unknown): string =>
	requiredId(value, fields.catalog, 'Enter the ID of the catalog, as Commerce Manager shows it');

/** @throws InputError when there is none */
export const readProductId = (value: unknown): string =>
	requiredId(value, fields.product, 'Enter the content ID (SKU) of the product');

/** The product of a list entry: the form's or Meta's object, or just the ID. @throws InputError */
export function productPayload(entry: unknown): string {
	if (!isObject(entry) && !Array.isArray(entry)) return readProductId(entry);
	const product = assertObject(entry);
	return readProductId(product.productRetailerId ?? product.product_retailer_id);
}
