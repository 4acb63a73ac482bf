import type { IDataObject, INode } from 'n8n-workflow';
import { productQuery, simplifyProduct } from '../../shared/catalogProducts';
import { LruMap } from '../../shared/lruMap';
import { compact, objects, part, text, type Data } from '../../shared/untrustedJson';
import { errorText } from '../../shared/binaryItems';
import type { GraphClient } from '../../transport/types';
import { partsOf } from '../combine/combinedItem';

/** IDs in one request: the rows of a page. */
const IDS_PER_REQUEST = 100;

/** Requests per catalog and execution. A webhook request has up to 1,000 messages, usually of other kinds. */
const MAX_REQUESTS = 10;

/** In ms. Orders often come in bursts; a change of a catalog shows after this time. */
const KEEP_MS = 5 * 60_000;

/** Products kept in memory, about 0.5 KB each. */
const MAX_KEPT = 5000;

/** IDs that an error names. */
const MAX_NAMED = 10;

interface KnownProduct {
	at: number;
	product: IDataObject;
}

const knownProducts = new LruMap<string, KnownProduct>(MAX_KEPT);

/** An order in an item of any output format. */
interface Order {
	item: number;
	/** Receives the error. */
	note: IDataObject;
	catalog: string | undefined;
	ids: string[];
	/** Adds the products to the item. */
	add: (products: ReadonlyMap<string, IDataObject>) => void;
}

/** What the catalog says of a product, beside the item's own price. */
const details = (product: IDataObject | undefined): IDataObject =>
	product === undefined
		? {}
		: compact({
				name: product.name,
				catalogPrice: product.price,
				availability: product.availability,
				imageUrl: product.imageUrl,
				url: product.url,
			});

const catalogId = (value: unknown): string | undefined => {
	const id = text(value);
	return id !== undefined && /^\d{1,20}$/.test(id) ? id : undefined;
};

const idsOf = (rows: Data[], key: string): string[] => rows.flatMap((row) => text(row[key]) ?? []);

/** The order in one of the trigger's events. */
function inEvent(item: number, json: IDataObject): Order[] {
	const parts = partsOf(json);
	if (parts !== undefined) return parts.flatMap((part) => inEvent(item, part));
	if (json.kind !== 'message' || !Array.isArray(json.orderItems)) return [];
	const rows = objects(json.orderItems);
	const add: Order['add'] = (products) => {
		for (const row of rows) Object.assign(row, details(products.get(text(row.productRetailerId) ?? '')));
	};
	return [{ item, note: json, catalog: catalogId(json.orderCatalogId), ids: idsOf(rows, 'productRetailerId'), add }];
}

/** The orders in a change as WhatsApp sent it. Their products are listed beside it: the change itself stays as it is. */
function inChange(item: number, json: IDataObject): Order[] {
	if (json.field !== 'messages') return [];
	return objects(json.messages).flatMap(({ order }): Order[] => {
		const { catalog_id: catalog, product_items: items } = part(order);
		const ids = idsOf(objects(items), 'product_retailer_id');
		if (ids.length === 0) return [];
		const add: Order['add'] = (products) => {
			const list = (json.orderProducts ??= []) as IDataObject[];
			for (const id of new Set(ids)) {
				const product = products.get(id);
				if (product !== undefined) list.push({ productRetailerId: id, ...details(product) });
			}
		};
		return [{ item, note: json, catalog: catalogId(catalog), ids, add }];
	});
}

/** The orders in an item, for any 'Output' format. */
export function ordersIn(json: IDataObject, item: number): Order[] {
	if (json.kind !== undefined) return inEvent(item, json);
	if (Array.isArray(json.events))
		return (objects(json.events) as IDataObject[]).flatMap((event) => inEvent(item, event));
	return inChange(item, json);
}

/** The products of a catalog, as far as they are known or can be read. */
class Catalog {
	readonly products = new Map<string, IDataObject>();

	/** Why products could not be read. */
	error: string | undefined;

	/** @param scope what the credential may see; other credentials do not see its products */
	constructor(
		private readonly scope: string,
		private readonly id: string,
	) {}

	private keyOf(product: string): string {
		return JSON.stringify([this.scope, this.id, product]);
	}

	/** @returns those of the products that have to be read */
	private findUnknown(ids: Iterable<string>): string[] {
		const now = Date.now();
		return [...ids].filter((id) => {
			const known = knownProducts.get(this.keyOf(id));
			if (known === undefined || now - known.at >= KEEP_MS) return true;
			this.products.set(id, known.product);
			return false;
		});
	}

	private async read(graph: GraphClient, ids: string[]): Promise<void> {
		const request = {
			method: 'GET' as const,
			path: [this.id, 'products'],
			query: productQuery(ids),
			permission: 'catalog_management' as const,
		};
		for await (const row of graph.pages(request, { limit: ids.length })) {
			const product = simplifyProduct(row);
			const id = text(product.productId);
			if (id === undefined) continue;
			this.products.set(id, product);
			knownProducts.set(this.keyOf(id), { at: Date.now(), product });
		}
	}

	/** Reads the products with these IDs: one request for up to 100. Does not throw. */
	async load(graphOf: () => Promise<GraphClient>, ids: Iterable<string>): Promise<void> {
		const unknown = this.findUnknown(ids);
		try {
			for (let at = 0; at < unknown.length; at += IDS_PER_REQUEST) {
				if (at >= MAX_REQUESTS * IDS_PER_REQUEST)
					throw new Error(`Only ${MAX_REQUESTS * IDS_PER_REQUEST} products of a catalog are looked up at a time`);
				await this.read(await graphOf(), unknown.slice(at, at + IDS_PER_REQUEST));
			}
		} catch (cause) {
			this.error = errorText(cause);
		}
	}
}

/** What is missing of an order's products; undefined when all are there. */
function missingText({ ids }: Order, catalog: Catalog | undefined): string | undefined {
	if (catalog === undefined) return 'WhatsApp did not say which catalog the order is from';
	const missing = [...new Set(ids)].filter((id) => !catalog.products.has(id));
	if (missing.length === 0) return undefined;
	if (catalog.error !== undefined) return catalog.error;
	const more = missing.length > MAX_NAMED ? ` and ${missing.length - MAX_NAMED} more` : '';
	return `The catalog has no product ${missing.slice(0, MAX_NAMED).join(', ')}${more}`;
}

/** The IDs of the products in the orders of each catalog, and an item that has one. */
function idsByCatalog(orders: Order[]): Map<string, { item: number; ids: Set<string> }> {
	const found = new Map<string, { item: number; ids: Set<string> }>();
	for (const { catalog, item, ids } of orders) {
		if (catalog === undefined) continue;
		const known = found.get(catalog) ?? { item, ids: new Set<string>() };
		found.set(catalog, known);
		for (const id of ids) known.ids.add(id);
	}
	return found;
}

/**
 * Adds what the catalog says of the products in orders: name, price, picture. One request for each catalog, unless its
 * products were read within the last minutes. What is missing is in `orderError`; no order is lost.
 * @param node the trigger: what its credential reads is kept for it alone
 * @param graphOf the client for an item; called only if products have to be read
 */
export async function addOrderProducts(
	orders: Order[],
	node: INode,
	graphOf: (order: { item: number }) => Promise<GraphClient>,
): Promise<void> {
	const scope = JSON.stringify([node.id, node.credentials?.whatsAppBusinessCloudApi?.id]);
	const catalogs = new Map<string, Catalog>();
	const loading = [...idsByCatalog(orders)].map(async ([id, { item, ids }]) => {
		const catalog = new Catalog(scope, id);
		catalogs.set(id, catalog);
		await catalog.load(async () => await graphOf({ item }), ids);
	});
	await Promise.all(loading);
	for (const order of orders) {
		const catalog = catalogs.get(order.catalog ?? '');
		if (catalog !== undefined) order.add(catalog.products);
		const missing = missingText(order, catalog);
		if (missing !== undefined) order.note.orderError = missing;
	}
}
