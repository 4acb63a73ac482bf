import type { Product } from './types';

/** The ID of the catalog that a catalog message opens. */
export const CATALOG_ID = '194836987003835';

const goods: Array<[id: string, name: string, price: number]> = [
	['di9ozbzfi4', 'Potted succulent', 1800],
	['nqryix03ez', 'Terracotta pot', 2550],
	['watering-can', 'Watering can', 3200],
	['garden-gloves', 'Garden gloves', 1250],
	['herb-seeds', 'Herb seeds', 450],
	['lemon-tree', 'Lemon tree', 6900],
];

/** The fictitious products of a catalog. */
export const catalog = (): Product[] => goods.map(([id, name, price]) => ({ id, name, price, currency: 'USD' }));

/**
 * The product with a retailer ID. There is no product feed, so an unknown ID gets a name and a price that follow from
 * it.
 */
export function productOf(id: string): Product {
	const known = catalog().find((product) => product.id === id);
	if (known) return known;
	let sum = 0;
	for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9_000;
	const words = id.replace(/[_-]+/g, ' ').trim();
	return { id, name: words.charAt(0).toUpperCase() + words.slice(1) || id, price: 500 + sum, currency: 'USD' };
}
