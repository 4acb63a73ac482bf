import { listLocator } from '../../../../nodes/WhatsAppBusinessCloud/shared/input/listLocator';

const about = {
	field: 'Product',
	name: 'productId',
	description: 'A product',
	noun: 'a product',
	search: 'searchProducts',
};
const list = (placeholder: string): object => ({
	displayName: 'From List',
	name: 'list',
	type: 'list',
	placeholder,
	typeOptions: { searchListMethod: 'searchProducts', searchable: true },
});

it('is a required field that asks to select something', () => {
	expect(listLocator({ ...about, modes: [] })).toEqual({
		displayName: 'Product',
		name: 'productId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description: 'A product',
		modes: [list('Select a product')],
	});
});

it('shows what an empty field means, and a hint', () => {
	expect(listLocator({ ...about, placeholder: 'All products', hint: 'More', modes: [] })).toMatchObject({
		hint: 'More',
		modes: [list('All products')],
	});
});
