import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/input/parameterValues';
import { catalogIdField, listedProductField, productPayload, readCatalogId } from './catalogFields';
import { checkCount } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { counts } from './interactiveLimits';
import { listFields, type ListSpec, readList } from '../../shared/input/listParameter';
import { withPath } from '../../shared/inputError';

const spec: ListSpec = {
	name: 'products',
	key: 'product',
	title: 'Products',
	one: 'Product',
	openEntries: counts.cards.min,
	description: `${counts.cards.min} to ${counts.cards.max} products from the catalog, one per card`,
	values: [listedProductField],
	json: {
		default: '["SKU-1042", "SKU-1043"]',
		description: `A list of ${counts.cards.min} to ${counts.cards.max} content IDs (SKUs) from the catalog`,
	},
};

/** The product of a card in Meta's format, or of any other entry. */
const inner = (entry: unknown): unknown => (isObject(entry) && isObject(entry.action) ? entry.action : entry);

/**
 * WhatsApp docs: Messages > Interactive product carousel messages.
 * `{cards: [{card_index, type, action: {product_retailer_id, catalog_id}}]}`.
 */
export const productCarousel = interactiveType({
	value: 'product_carousel',
	type: 'carousel',
	name: 'Product Carousel',
	description: 'Send 2 to 10 products from your catalog as horizontally scrollable cards',
	body: { placeholder: 'e.g. Fresh from the oven this week' },
	hasFooter: false,
	properties: [catalogIdField, ...listFields(spec)],
	action(parameters) {
		const catalogId = readCatalogId(parameters.catalogId);
		const { entries, field } = readList(parameters, spec);
		const cards: IDataObject[] = checkCount(entries, counts.cards, field, ['product', 'products']).map(
			(entry, index) => ({
				card_index: index,
				type: 'product',
				action: withPath(['product', index + 1], () => ({
					product_retailer_id: productPayload(inner(entry)),
					catalog_id: catalogId,
				})),
			}),
		);
		return { action: { cards } };
	},
});
