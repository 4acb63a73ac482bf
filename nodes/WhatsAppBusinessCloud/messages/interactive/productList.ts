import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../shared/input/parameters';
import { omitUndefined, isObject } from '../../shared/input/parameterValues';
import { catalogIdField, listedProductField, productPayload, readCatalogId } from './catalogFields';
import { checkCount } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { counts, texts } from './interactiveLimits';
import {
	toEntries,
	assertObject,
	listFields,
	type ListSpec,
	readList,
	mapEntries,
} from '../../shared/input/listParameter';
import { sectionTitle } from './section';

const productsName = 'Products';

const spec: ListSpec = {
	// Not that of lists, whose sections have rows: what was entered would stay when the type is changed.
	name: 'productSections',
	key: 'section',
	title: 'Sections',
	one: 'Section',
	description: `Sections with up to ${counts.products.max} products in total`,
	values: [
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			placeholder: 'e.g. Bread',
			description: `Heading above the products, up to ${texts.productSectionTitle.max} characters. Required if there is more than one section.`,
		},
		{
			displayName: productsName,
			name: 'products',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			placeholder: 'Add Product',
			default: { product: [{}] },
			options: [{ displayName: 'Product', name: 'product', values: [listedProductField] }],
		},
	],
	json: {
		default: '[\n  { "title": "Bread", "product_items": [{ "product_retailer_id": "SKU-1042" }] }\n]',
		description: `A list of 1 to ${counts.productSections.max} sections with up to ${counts.products.max} products in total`,
		hint: 'You can also enter a list of product IDs: ["SKU-1042", "SKU-1043"]',
	},
};

/** The sections as entered. Products without a section form one section without a title. */
function sectionsOf({ entries, isJson }: { entries: unknown[]; isJson: boolean }): unknown[] {
	const isProduct = (entry: unknown): boolean => !isObject(entry) || entry.product_retailer_id !== undefined;
	return isJson && entries.length > 0 && entries.every(isProduct) ? [{ product_items: entries }] : entries;
}

function readSections(parameters: Parameters): IDataObject[] {
	const list = readList(parameters, spec);
	const sectionEntries = checkCount(sectionsOf(list), counts.productSections, list.field, ['section', 'sections']);
	const sections = mapEntries(sectionEntries, 'section', (entry) => {
		const section = assertObject(entry);
		const title = sectionTitle(section.title, texts.productSectionTitle, sectionEntries.length);
		const products = toEntries(section.products ?? section.product_items, 'product', productsName);
		checkCount(products, { ...counts.products, max: Infinity }, productsName, ['product', 'products']);
		return omitUndefined({
			title,
			product_items: mapEntries(products, 'product', (product) => ({
				product_retailer_id: productPayload(product),
			})),
		});
	});
	const all = sections.flatMap(({ product_items: items }) => items as unknown[]);
	checkCount(
		all,
		counts.products,
		list.field,
		['product in total', 'products in total'],
		'Remove products, or send them in several messages',
	);
	return sections;
}

/**
 * WhatsApp docs: Messages > Multi-product messages.
 * `{catalog_id, sections: [{title, product_items: [{product_retailer_id}]}]}`.
 */
export const productList = interactiveType({
	value: 'product_list',
	name: 'Product List',
	description: 'Send up to 30 products from your catalog, grouped in sections',
	headers: ['text'],
	isHeaderRequired: true,
	body: { placeholder: 'e.g. Fresh from the oven this morning' },
	properties: [catalogIdField, ...listFields(spec)],
	action: (parameters) => ({
		action: { catalog_id: readCatalogId(parameters.catalogId), sections: readSections(parameters) },
	}),
});
