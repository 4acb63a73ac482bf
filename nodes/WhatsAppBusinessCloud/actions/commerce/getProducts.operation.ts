import type { INodeExecutionData } from 'n8n-workflow';
import { productQuery, simplifyProduct } from '../../shared/catalogProducts';
import { limitFields, simplifyField } from '../../shared/input/commonFields';
import { catalogField, productField } from '../../messages/interactive/catalogFields';
import { checkObjectId } from '../../shared/input/objectId';
import { isObject, optionalFlag } from '../../shared/input/parameterValues';
import { text } from '../../shared/untrustedJson';
import { entriesOf, readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation, OperationItem } from '../types';

const names = { catalog: 'Catalog', products: 'Products' };

/** IDs as text, or as the items of an order event have them. @throws InputError */
const readProductIds = (item: OperationItem): string[] => [
	...new Set(
		entriesOf(item.parameter('productIds')).flatMap((entry) => {
			const id = isObject(entry) ? (entry.product_retailer_id ?? entry.productRetailerId ?? entry.retailerId) : entry;
			return text(id)?.trim() ?? [];
		}),
	),
];

/** Commerce > Get Products: GET /{catalog}/products. Meta docs: Marketing API > Product catalog. */
export const getProducts: Operation = {
	properties: [
		catalogField('The catalog of the products'),
		{
			...productField(
				names.products,
				'productIds',
				'Only these products. By ID, you can enter several IDs (SKUs), separated by commas, or an expression that returns the items of an order. Leave empty for all.',
				'All products',
			),
			required: false,
		},
		...limitFields,
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const catalog = checkObjectId(
			item.parameter('catalogId'),
			names.catalog,
			'Pick a catalog from the list, or enter its ID: a long number, as returned by Commerce > Get Catalogs.',
		);
		const ids = readProductIds(item);
		const limit = readLimit(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const request = {
					method: 'GET' as const,
					path: [catalog, 'products'],
					query: productQuery(ids),
					permission: 'catalog_management' as const,
				};
				const found: INodeExecutionData[] = [];
				for await (const row of item.graph.pages(request, { limit }))
					found.push({ json: simplify ? simplifyProduct(row) : row });
				return found;
			},
		};
	},
};
