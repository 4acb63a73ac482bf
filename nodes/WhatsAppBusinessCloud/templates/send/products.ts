import type { IDataObject } from 'n8n-workflow';
import { checkMaxLength } from '../../shared/input/textLength';
import { InputError } from '../../shared/inputError';
import { readJson } from '../../shared/input/jsonParameter';
import { emptyFieldError, isObject, describeType, optionalText } from '../../shared/input/parameterValues';
import { valueLimits } from './valueLimits';

const advice =
	'Enter product IDs with commas between them, and a title before each section when there are several, such as Shoes: sku-1, sku-2; Bags: sku-3';

interface Section {
	title?: string;
	products: string[];
}

/** `sku-1, sku-2`, or sections separated by semicolons or line breaks: `Shoes: sku-1, sku-2; Bags: sku-3`. */
function fromText(text: string): Section[] {
	return text
		.split(/[;\n]/)
		.filter((part) => part.trim() !== '')
		.map((part) => {
			const colon = part.indexOf(':');
			const title = part.slice(0, Math.max(colon, 0)).trim();
			const products = part
				.slice(colon + 1)
				.split(',')
				.map((id) => id.trim());
			return { ...(title !== '' && { title }), products: products.filter((id) => id !== '') };
		});
}

function productId(entry: unknown, field: string): string {
	const id = optionalText(isObject(entry) ? entry.product_retailer_id : entry, field)?.trim();
	if (id === undefined) throw new InputError(field, 'has a product without an ID', advice);
	return id;
}

/** Meta's `[{title, product_items: [{product_retailer_id}]}]`, or a plain list of product IDs. */
function fromList(list: unknown[], field: string): Section[] {
	if (!list.some((entry) => isObject(entry) && entry.product_items !== undefined)) {
		return [{ products: list.map((entry) => productId(entry, field)) }];
	}
	return list.map((entry) => {
		const items = isObject(entry) ? entry.product_items : undefined;
		if (!isObject(entry) || !Array.isArray(items)) {
			throw new InputError(field, 'has a section without product_items', advice);
		}
		const title = optionalText(entry.title, field)?.trim();
		return { ...(title !== undefined && { title }), products: items.map((item) => productId(item, field)) };
	});
}

function read(value: unknown, field: string): Section[] {
	if (Array.isArray(value)) return fromList(value, field);
	if (isObject(value)) return fromList([value], field);
	const text = optionalText(value, field)?.trim();
	if (text === undefined) throw emptyFieldError(value, field, advice);
	if (!/^[[{]/.test(text)) return fromText(text);
	const json = readJson(text, field, advice);
	return fromList(Array.isArray(json) ? json : [json], field);
}

/**
 * The sections of a multi-product button. WhatsApp docs: Templates > Multi-product message templates.
 * @returns `[{title, product_items: [{product_retailer_id}]}]`
 * @throws InputError
 */
export function productSections(value: unknown, field: string): IDataObject[] {
	const sections = read(value, field);
	const invalid = (what: string): InputError => new InputError(field, what, advice);
	const count = sections.reduce((sum, { products }) => sum + products.length, 0);
	if (count === 0) throw invalid(`contains no products, got ${describeType(value)}`);
	if (sections.some(({ products }) => products.length === 0)) throw invalid('has a section without products');
	if (sections.length > valueLimits.sections.max) {
		throw invalid(`has ${sections.length} sections, WhatsApp allows ${valueLimits.sections.max}`);
	}
	if (count > valueLimits.products.max)
		throw invalid(`has ${count} products, WhatsApp allows ${valueLimits.products.max}`);
	if (sections.length > 1 && sections.some(({ title }) => title === undefined))
		throw invalid('has a section without a title');
	return sections.map(({ title, products }) => ({
		...(title !== undefined && { title: checkMaxLength(title, valueLimits.sectionTitle, field) }),
		product_items: products.map((id) => ({ product_retailer_id: id })),
	}));
}
