import type { Advisory } from '../../shared/inputWarning';
import { countCharacters } from '../../shared/input/textLength';
import { at, listAt } from './types';

/**
 * Maximum lengths of an importer's fields, in characters. WhatsApp docs: Payments India > Checkout button templates;
 * the pages on orders document no limits.
 */
const importerLimits: Array<[path: string, name: string, max: number]> = [
	['importer_name', 'Importer Name', 200],
	['importer_address.address_line1', 'Address Line 1', 100],
	['importer_address.address_line2', 'Address Line 2', 100],
	['importer_address.city', 'City', 120],
];

/** Formats of the codes in an importer's address. WhatsApp docs: Payments India > Checkout button templates. */
const importerCodes: Array<[path: string, name: string, pattern: RegExp, problem: string]> = [
	['importer_address.zone_code', 'State Code', /^[A-Za-z]{2}$/, 'does not have two letters'],
	['importer_address.postal_code', 'Postal Code', /^\d{6}$/, 'does not have 6 digits'],
	['importer_address.country_code', 'Country Code', /^IN$/, 'is not IN'],
];

const origins = ['country_of_origin', 'importer_name', 'importer_address'];

/** WhatsApp docs: Payments India, Payments Brazil: prices are positive, and a sale price should be below the price. */
function advisePrice(item: unknown, index: number, path: string): Advisory[] {
	const found: Advisory[] = [];
	const own = `${path}[${index}]`;
	const [price, sale] = [at(item, 'amount.value'), at(item, 'sale_amount.value')];
	if (price === 0) {
		found.push({
			field: ['item', index + 1, 'Price'],
			path: `${own}.amount.value`,
			problem: 'is 0',
			advice: 'Enter a price: Meta asks for a positive amount.',
		});
	}
	if (typeof price === 'number' && typeof sale === 'number' && sale >= price) {
		found.push({
			field: ['item', index + 1, 'Sale Price'],
			path: `${own}.sale_amount.value`,
			problem: "is not below 'Price'",
			advice: 'Lower it, or leave it out.',
		});
	}
	return found;
}

function adviseImporter(item: unknown, index: number, path: string): Advisory[] {
	const own = `${path}[${index}]`;
	const long = importerLimits.flatMap(([key, field, max]): Advisory[] => {
		const value = at(item, key);
		if (typeof value !== 'string' || countCharacters(value) <= max) return [];
		return [
			{
				field: ['item', index + 1, field],
				path: `${own}.${key}`,
				problem: `has more than ${max} characters`,
				advice: "Shorten it: Meta's page on checkout buttons allows no more.",
			},
		];
	});
	const odd = importerCodes.flatMap(([key, field, pattern, problem]): Advisory[] => {
		const value = at(item, key);
		if (typeof value !== 'string' || pattern.test(value)) return [];
		return [
			{
				field: ['item', index + 1, field],
				path: `${own}.${key}`,
				problem,
				advice: 'Enter it as in MH, 411001 and IN.',
			},
		];
	});
	return [...long, ...odd];
}

/**
 * WhatsApp docs: Payments India > Payment gateways, Dynamic VPA and Payment links require origin and importer without a
 * catalog; UPI intent, which has no payment settings, does not.
 */
function adviseOrigin(parameters: unknown, items: unknown[], path: string): Advisory[] {
	if (at(parameters, 'order.catalog_id') !== undefined || listAt(parameters, 'payment_settings').length === 0)
		return [];
	const missing = items.findIndex((item) => origins.some((key) => at(item, key) === undefined));
	if (missing < 0) return [];
	const advice = "Fill in all three, or set 'Catalog': some of Meta's pages require one or the other in India.";
	return [
		{
			field: 'Items',
			path: `${path}[${missing}]`,
			problem: "lack 'Country of Origin', 'Importer Name' or 'Importer Address'",
			advice,
		},
	];
}

function adviseImages(items: unknown[], path: string): Advisory[] {
	const pictured = items.findIndex((item) => at(item, 'image') !== undefined);
	if (pictured < 0) return [];
	return [
		{
			field: ['item', pictured + 1, 'Image Link'],
			path: `${path}[${pictured}].image`,
			problem: 'is set for an order in Brazil',
			advice: "Remove it if WhatsApp rejects the message: Meta's pages name it for India only.",
		},
	];
}

/**
 * The items of an order.
 * @param parameters the action's parameters
 * @param path location of the parameters in the message
 */
export function adviseItems(parameters: unknown, path: string, isBrazilian: boolean): Advisory[] {
	const items = listAt(parameters, 'order.items');
	const itemsPath = `${path}.order.items`;
	return [
		...(isBrazilian ? adviseImages(items, itemsPath) : adviseOrigin(parameters, items, itemsPath)),
		...items.flatMap((item, index) => [
			...advisePrice(item, index, itemsPath),
			...adviseImporter(item, index, itemsPath),
		]),
	];
}
