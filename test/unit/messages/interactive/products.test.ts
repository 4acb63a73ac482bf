import { inputErrorOf } from '../../inputErrorOf';
import { build, interactive, least } from './forms';

test('sends a single product with and without text', () => {
	const action = { catalog_id: '146265584024623', product_retailer_id: 'SKU-1' };
	expect(interactive('product', least.product)).toEqual({ type: 'product', action });
	expect(
		interactive('product', { ...least.product, textBody: 'Back in stock', additionalFields: { footerText: 'Hurry' } }),
	).toEqual({
		type: 'product',
		body: { text: 'Back in stock' },
		footer: { text: 'Hurry' },
		action,
	});
	expect(inputErrorOf(() => build('product', { ...least.product, catalogId: '' })).message).toBe("'Catalog' is empty");
	expect(inputErrorOf(() => build('product', { ...least.product, productRetailerId: null })).message).toBe(
		"'Product' is empty",
	);
});

describe('product list', () => {
	const section = [
		{ title: 'Bread', products: { product: [{ productRetailerId: 'SKU-1' }, { productRetailerId: 2 }] } },
		{ title: 'Cake', products: { product: [{ productRetailerId: 'SKU-3' }] } },
	];

	test('sends sections with products', () => {
		expect(interactive('product_list', { ...least.product_list, productSections: { section } })).toEqual({
			type: 'product_list',
			header: { type: 'text', text: 'Bread' },
			body: { text: 'Fresh' },
			action: {
				catalog_id: '146265584024623',
				sections: [
					{ title: 'Bread', product_items: [{ product_retailer_id: 'SKU-1' }, { product_retailer_id: '2' }] },
					{ title: 'Cake', product_items: [{ product_retailer_id: 'SKU-3' }] },
				],
			},
		});
	});

	test.each([
		['only IDs', ['SKU-1', 2], [{ product_items: [{ product_retailer_id: 'SKU-1' }, { product_retailer_id: '2' }] }]],
		['only products', [{ product_retailer_id: 'SKU-1' }], [{ product_items: [{ product_retailer_id: 'SKU-1' }] }]],
		[
			'sections',
			'[{"title": "A", "product_items": [{"product_retailer_id": "SKU-1"}]}]',
			[{ title: 'A', product_items: [{ product_retailer_id: 'SKU-1' }] }],
		],
	])('accepts JSON of a product list: %s', (_what, productSectionsJson, sections) => {
		const sent = interactive('product_list', {
			...least.product_list,
			defineProductSections: 'json',
			productSectionsJson,
		});
		expect(sent.action).toEqual({ catalog_id: '146265584024623', sections });
	});

	test.each([
		[{ headerText: '' }, "'Header Text' is empty"],
		[{ productSections: { section: [section[0], { ...section[1], title: '' }] } }, "'Title' of section 2 is empty"],
		[
			{ productSections: { section: [section[0], { title: 'Cake', products: {} }] } },
			"'Products' of section 2 is empty",
		],
		[
			{
				productSections: {
					section: [section[0], { title: 'Cake', products: { product: [{ productRetailerId: '' }] } }],
				},
			},
			"'Product' of product 1 of section 2 is empty",
		],
	])('rejects the product list %j', (more, message) => {
		expect(inputErrorOf(() => build('product_list', { ...least.product_list, ...more })).message).toBe(message);
	});
});

test('sends a catalog with and without a thumbnail product', () => {
	expect(interactive('catalog_message', least.catalog_message)).toEqual({
		type: 'catalog_message',
		body: { text: 'Everything' },
		action: { name: 'catalog_message' },
	});
	expect(
		interactive('catalog_message', {
			...least.catalog_message,
			additionalFields: { thumbnailProductRetailerId: 'SKU-1' },
		}).action,
	).toEqual({
		name: 'catalog_message',
		parameters: { thumbnail_product_retailer_id: 'SKU-1' },
	});
});

describe('product carousel', () => {
	const cards = [
		{ card_index: 0, type: 'product', action: { product_retailer_id: 'SKU-1', catalog_id: '1' } },
		{ card_index: 1, type: 'product', action: { product_retailer_id: 'SKU-2', catalog_id: '1' } },
	];

	test('sends a carousel with products of one catalog', () => {
		expect(
			interactive('product_carousel', { ...least.product_carousel, additionalFields: { footerText: 'not there' } }),
		).toEqual({
			type: 'carousel',
			body: { text: 'Bread' },
			action: { cards },
		});
	});

	test.each([
		['IDs', '["SKU-1", "SKU-2"]'],
		['cards', cards],
	])('accepts JSON of a product carousel: %s', (_what, productsJson) => {
		expect(
			interactive('product_carousel', { ...least.product_carousel, defineProducts: 'json', productsJson }).action,
		).toEqual({ cards });
	});

	test('rejects a card without a product', () => {
		const products = { product: [{ productRetailerId: 'SKU-1' }, { productRetailerId: ' ' }] };
		expect(inputErrorOf(() => build('product_carousel', { ...least.product_carousel, products })).message).toBe(
			"'Product' of product 2 is empty",
		);
	});
});
