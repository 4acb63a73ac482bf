import { invalid, onlyKeys, optionalText, text, type Json } from './checks';
import { limited, objects, parameters, place } from './interactiveChecks';

/** Meta docs: Messages > Single product messages. */
export function checkProduct(action: Json): void {
	onlyKeys(action, place(), ['catalog_id', 'product_retailer_id']);
	text(action.catalog_id, place('catalog_id'));
	text(action.product_retailer_id, place('product_retailer_id'));
}

/** Meta docs: Messages > Multi-product messages: 1 to 10 sections, titles if there are several, at most 30 products. */
export function checkProductList(action: Json): void {
	text(action.catalog_id, place('catalog_id'));
	const sections = objects(action.sections, ['sections'], 10);
	const products = sections.flatMap((section, index) => {
		if (sections.length > 1 || section.title !== undefined)
			limited('Section title', section.title, sections.length > 1 ? 1 : 0, 24);
		return objects(section.product_items, ['sections', index, 'product_items']).map((item, number) =>
			text(item.product_retailer_id, place('sections', index, 'product_items', number, 'product_retailer_id')),
		);
	});
	if (products.length > 30) invalid('Total product count exceed max allowed count: 30');
}

/** Meta docs: Messages > Catalog messages: the thumbnail is optional. */
export function checkCatalog(action: Json): void {
	if (action.parameters === undefined) return;
	const values = parameters(action);
	onlyKeys(values, place('parameters'), ['thumbnail_product_retailer_id']);
	optionalText(values.thumbnail_product_retailer_id, place('parameters', 'thumbnail_product_retailer_id'));
}
