import { catalogIdField, productIdField, readCatalogId, readProductId } from './catalogFields';
import { interactiveType } from './defineInteractiveType';

/** WhatsApp docs: Messages > Single product messages. `{catalog_id, product_retailer_id}`. */
export const singleProduct = interactiveType({
	value: 'product',
	name: 'Single Product',
	description: 'Send one product from your catalog',
	body: { isOptional: true, placeholder: 'e.g. This one is back in stock' },
	properties: [catalogIdField, productIdField],
	action: (parameters) => ({
		action: {
			catalog_id: readCatalogId(parameters.catalogId),
			product_retailer_id: readProductId(parameters.productRetailerId),
		},
	}),
});
