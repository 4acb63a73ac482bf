import { z } from 'zod';
import { requireScope } from '../auth';
import { parameterError } from '../errors';
import { selectFields } from '../fields';
import { isObject } from '../messages/checks';
import { page } from '../paging';
import { flag, paramsOf, text } from '../params';
import { CATALOG_ID, catalog } from '../phoneApi/catalog';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { Collections } from '../collections';
import type { Seed } from '../seed';

/** Commerce settings of a number. */
export interface Commerce {
	is_cart_enabled: boolean;
	is_catalog_visible: boolean;
}

export interface ProductCatalog {
	id: string;
	name: string;
	/** The account that it is connected to. */
	wabaId?: string;
}

/** A catalog of the business that is not connected to the account. */
export const outletCatalogId = '194836987003836';

/** The catalogs that the business starts with. */
export function seedCatalogs({ catalogs }: Collections, { wabaId }: Seed): void {
	catalogs.set(CATALOG_ID, { id: CATALOG_ID, name: 'Acme Garden', wabaId });
	catalogs.set(outletCatalogId, { id: outletCatalogId, name: 'Acme Outlet' });
}

/** Meta docs: Sell products > Commerce settings: the cart is on, the catalog is hidden, until changed. */
const settingsOf = ({ state }: RequestContext, phoneId: string): Commerce =>
	state.collections.commerce.get(phoneId) ?? { is_cart_enabled: true, is_catalog_visible: false };

const connected = ({ state }: RequestContext, wabaId: string): ProductCatalog[] =>
	[...state.collections.catalogs.values()].filter((one) => one.wabaId === wabaId);

/** GET /{phone}/whatsapp_commerce_settings (Meta docs: Sell products > Commerce settings). */
export function getCommerceSettings(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const [first] = connected(ctx, ctx.state.phones.get(id)!.wabaId);
	const names = ['id', 'is_cart_enabled', 'is_catalog_visible'];
	const node = { id: first?.id, ...settingsOf(ctx, id) };
	return { json: { data: [selectFields(node, 'WhatsAppCommerceSettings', names, names, ctx.params.fields)] } };
}

const changes = z.object({ is_cart_enabled: flag.optional(), is_catalog_visible: flag.optional() });

/** POST /{phone}/whatsapp_commerce_settings: one of the settings, or both. */
export function postCommerceSettings(ctx: RequestContext, id: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const read = paramsOf(ctx.params, changes);
	const known = settingsOf(ctx, id);
	ctx.state.collections.commerce.set(id, {
		is_cart_enabled: read.is_cart_enabled ?? known.is_cart_enabled,
		is_catalog_visible: read.is_catalog_visible ?? known.is_catalog_visible,
	});
	return { json: { success: true } };
}

/** GET /{waba}/product_catalogs (Meta's SDK v26.0: WhatsAppBusinessAccount). */
export function getProductCatalogs(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	return {
		json: page(
			ctx,
			connected(ctx, wabaId).map(({ id, name }) => ({ id, name })),
		),
	};
}

/** The catalog of the business that a request names. */
function named(ctx: RequestContext): ProductCatalog {
	const { catalog_id } = paramsOf(ctx.params, z.object({ catalog_id: text(50) }));
	const found = ctx.state.collections.catalogs.get(catalog_id);
	if (!found)
		throw parameterError(`Param catalog_id must be the ID of a catalog of the business - got "${catalog_id}".`);
	return found;
}

/** POST /{waba}/product_catalogs: connects a catalog, in place of another one: an account has one. */
export function connectCatalog(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const chosen = named(ctx);
	for (const one of connected(ctx, wabaId)) delete one.wabaId;
	chosen.wabaId = wabaId;
	return { json: { success: true } };
}

/** DELETE /{waba}/product_catalogs */
export function disconnectCatalog(ctx: RequestContext, wabaId: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const chosen = named(ctx);
	if (chosen.wabaId !== wabaId) throw parameterError('The catalog is not connected to this account.');
	delete chosen.wabaId;
	return { json: { success: true } };
}

const productFields = [
	'id',
	'retailer_id',
	'name',
	'price',
	'currency',
	'availability',
	'image_url',
	'url',
	'review_status',
	'inventory',
];

/** A price as the catalog writes it. */
const price = (cents: number): string =>
	new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

/** Retailer IDs in `filter={"retailer_id":{"is_any":[...]}}` or `{"eq":...}`; undefined without a filter. */
function wanted(filter: unknown): string[] | undefined {
	if (filter === undefined || filter === '') return undefined;
	let read: unknown = filter;
	try {
		if (typeof filter === 'string') read = JSON.parse(filter);
	} catch {
		throw parameterError('Param filter must be a JSON-encoded rule.');
	}
	const rule = isObject(read) && isObject(read.retailer_id) ? read.retailer_id : undefined;
	const ids = rule?.is_any ?? (rule?.eq === undefined ? undefined : [rule.eq]);
	if (!Array.isArray(ids)) throw parameterError('Param filter is not supported.');
	return ids.map(String);
}

/** GET /{catalog}/products (Meta's SDK v26.0: ProductCatalog). */
export function getProducts(ctx: RequestContext, catalogId: string): RouteResponse {
	requireScope(ctx, 'catalog_management');
	const ids = wanted(ctx.params.filter);
	const goods = catalogId === CATALOG_ID ? catalog() : [];
	const products = goods
		.filter(({ id }) => ids === undefined || ids.includes(id))
		.map(({ id, name, price: cents, currency }, index) => ({
			id: `7094${String(index + 1).padStart(11, '0')}`,
			retailer_id: id,
			name,
			price: price(cents),
			currency,
			availability: 'in stock',
			image_url: `https://shop.example.com/${id}.jpg`,
			url: `https://shop.example.com/${id}`,
			review_status: 'approved',
			inventory: 10,
		}));
	return {
		json: page(
			ctx,
			products.map((one) =>
				selectFields(one, 'ProductItem', productFields, ['name', 'retailer_id'], ctx.params.fields),
			),
		),
	};
}
