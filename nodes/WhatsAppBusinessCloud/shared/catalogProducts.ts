import type { IDataObject } from 'n8n-workflow';
import { compact, text } from './untrustedJson';

/** Meta's SDK v26.0: ProductItem. */
const FIELDS = 'id,retailer_id,name,price,currency,availability,image_url,url,review_status,inventory';

/**
 * The query of GET /{catalog}/products. Meta docs: Marketing API > Product catalog > Products.
 * @param ids content IDs (SKUs) of the products; none: all products
 */
export const productQuery = (ids: string[]): { fields: string; filter: string | undefined } => ({
	fields: FIELDS,
	filter: ids.length > 0 ? JSON.stringify({ retailer_id: { is_any: ids } }) : undefined,
});

/** A product of a catalog with plain fields. Missing ones are left out. */
export const simplifyProduct = (row: IDataObject): IDataObject =>
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
