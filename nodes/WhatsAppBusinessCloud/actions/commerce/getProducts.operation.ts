import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { limitFields, simplifyField } from '../../shared/input/commonFields';
import { checkObjectId } from '../../shared/input/objectId';
import { isObject, optionalFlag } from '../../shared/input/parameterValues';
import { compact, text } from '../../shared/untrustedJson';
import { entriesOf, readLimit } from '../listOperation';
import { readOptions } from '../options';
import { listLocator } from '../../shared/input/listLocator';
import type { Operation, OperationItem } from '../types';

const names = { catalog: 'Catalog', products: 'Product IDs' };

/** Meta's SDK v26.0: ProductItem. */
const FIELDS = 'id,retailer_id,name,price,currency,availability,image_url,url,review_status,inventory';

const catalogLocator = listLocator({
	field: names.catalog,
	name: 'catalogId',
	description: 'The catalog of the products',
	noun: 'a catalog',
	search: 'searchCatalogs',
	modes: [{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 194836987003835' }],
});

/** IDs as text, or as the items of an order event have them. @throws InputError */
const readProductIds = (item: OperationItem): string[] => [
	...new Set(
		entriesOf(item.parameter('productIds')).flatMap((entry) => {
			const id = isObject(entry) ? (entry.product_retailer_id ?? entry.productRetailerId ?? entry.retailerId) : entry;
			return text(id)?.trim() ?? [];
		}),
	),
];

const simplifyProduct = (row: IDataObject): IDataObject =>
	compact({
		productId: text(row.retailer_id),
		name: row.name,
		price: row.price,
		currency: row.currency,
		availability: row.availability,
		inventory: row.inventory,
		reviewStatus: row.review_status,
		imageUrl: row.image_url,
		url: row.url,
		metaId: text(row.id),
	});

/** Commerce > Get Products: GET /{catalog}/products. Meta docs: Marketing API > Product catalog. */
export const getProducts: Operation = {
	properties: [
		catalogLocator,
		{
			displayName: names.products,
			name: 'productIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. SKU-1042, SKU-1043',
			description:
				'Only these products: your product IDs (SKUs), separated by commas, or an expression that returns the items of an order. Leave empty for all.',
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
				const filter = ids.length > 0 ? JSON.stringify({ retailer_id: { is_any: ids } }) : undefined;
				const request = {
					method: 'GET' as const,
					path: [catalog, 'products'],
					query: { fields: FIELDS, filter },
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
