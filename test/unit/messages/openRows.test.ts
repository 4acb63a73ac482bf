import type { INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { messageTypes } from '../../../nodes/WhatsAppBusinessCloud/messages';
import { inputErrorOf } from '../inputErrorOf';

/** Lists of each type that a new form shows with open rows: type, list, entry, number of rows. */
const open: Array<[string, string, string, number]> = [
	['contacts', 'contacts', 'contact', 1],
	['button', 'buttons', 'button', 1],
	['list', 'sections', 'section', 1],
	['product_list', 'productSections', 'section', 1],
	['carousel', 'cards', 'card', 2],
	['product_carousel', 'products', 'product', 2],
	['order_details', 'items', 'item', 1],
];

const typeOf = (value: string) => messageTypes.find((type) => type.value === value)!;

/** The parameters of a new node, as n8n fills in the form's defaults; or of a saved one. */
const filledIn = (properties: INodeProperties[], saved: object = {}): Record<string, unknown> =>
	NodeHelpers.getNodeParameters(properties, saved as never, true, false, null, null) ?? {};

test('is the list of all types with a list', () => {
	const found = messageTypes.flatMap(({ value, properties }) =>
		properties
			.filter(({ type, typeOptions }) => type === 'fixedCollection' && typeOptions?.multipleValues)
			.map(({ name }) => [value, name]),
	);
	expect(found.sort()).toEqual(open.map(([type, list]) => [type, list]).sort());
});

describe.each(open)('%s', (value, list, entry, rows) => {
	const type = typeOf(value);
	const { properties } = type;
	const field = { ...properties.find(({ name }) => name === list)!, displayOptions: undefined };
	const [{ values }] = field.options as Array<{ values: INodeProperties[] }>;

	test('starts with open rows that have the defaults of their fields', () => {
		const row = filledIn(values);
		expect(Object.keys(row)).not.toEqual([]);
		expect(filledIn([field])[list]).toEqual({ [entry]: Array.from({ length: rows }, () => row) });
	});

	test('keeps the rows of a saved node, also none', () => {
		expect(filledIn([field], { [list]: {} })[list]).toEqual({});
		const saved = { [list]: { [entry]: [{}, {}, {}] } };
		expect((filledIn([field], saved)[list] as Record<string, unknown[]>)[entry]).toHaveLength(3);
	});

	test('names the first row if it is left empty', () => {
		const parameters = { textBody: 'a', headerText: 'a', buttonText: 'a', catalogId: '1', referenceId: '1' };
		const payment = { paymentConfiguration: 'a' };
		const { message } = inputErrorOf(() =>
			type.build({ ...filledIn(properties, { contactsInput: 'several' }), ...parameters, ...payment }),
		);
		expect(message).toMatch(new RegExp(`^'[^']+' of (row|product) 1 of section 1|^'[^']+' of ${entry} 1`));
	});
});
