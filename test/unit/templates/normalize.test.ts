import type { IDataObject } from 'n8n-workflow';
import { buildComponents, inComponents } from '../../../nodes/WhatsAppBusinessCloud/templates/form';
import { checkComponents } from '../../../nodes/WhatsAppBusinessCloud/templates/check';
import { rejectionMessage } from './support';

const built = (componentsJson: unknown) => buildComponents({ defineComponents: 'json', componentsJson });
const components = (list: IDataObject[]): IDataObject[] => built(list).components;

test.each<[string, IDataObject, IDataObject]>([
	[
		'a body example that is text',
		{ type: 'body', text: 'Hi {{1}}!', example: { body_text: 'Pablo' } },
		{ type: 'body', text: 'Hi {{1}}!', example: { body_text: [['Pablo']] } },
	],
	[
		'body examples in one list',
		{ type: 'BODY', text: 'Hi {{1}}, {{2}}!', example: { body_text: ['Ann', 'Bo'] } },
		{ type: 'BODY', text: 'Hi {{1}}, {{2}}!', example: { body_text: [['Ann', 'Bo']] } },
	],
	[
		'a text header without a format',
		{ type: 'header', text: 'Sale' },
		{ type: 'header', text: 'Sale', format: 'TEXT' },
	],
	[
		'a header example that is text',
		{ type: 'HEADER', format: 'TEXT', text: 'Hi {{1}}', example: { header_text: 'Ann' } },
		{ type: 'HEADER', format: 'TEXT', text: 'Hi {{1}}', example: { header_text: ['Ann'] } },
	],
	[
		'a handle that is text',
		{ type: 'HEADER', format: 'IMAGE', example: { header_handle: '4::aW' } },
		{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::aW'] } },
	],
	[
		'a URL example that is text',
		{ type: 'BUTTONS', buttons: [{ type: 'url', example: 'https://example.com/1' }] },
		{ type: 'BUTTONS', buttons: [{ type: 'url', example: ['https://example.com/1'] }] },
	],
	[
		'an offer code that is text',
		{ type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'SAVE25' }] },
		{ type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'SAVE25' }] },
	],
	[
		'the components of a card',
		{ type: 'carousel', cards: [{ components: [{ type: 'body', text: 'Hi {{1}}!', example: { body_text: 'Ann' } }] }] },
		{
			type: 'carousel',
			cards: [{ components: [{ type: 'body', text: 'Hi {{1}}!', example: { body_text: [['Ann']] } }] }],
		},
	],
	[
		'named examples',
		{ type: 'BODY', text: 'Hi {{a}}!', example: { body_text_named_params: [{ param_name: 'a', example: 'x' }] } },
		{ type: 'BODY', text: 'Hi {{a}}!', example: { body_text_named_params: [{ param_name: 'a', example: 'x' }] } },
	],
])("normalizes JSON components to the format of Meta's reference: %s", (_name, given, expected) => {
	expect(components([given])).toEqual([expected]);
});

test('accepts a complete template as Meta returns it, and keeps its display format', () => {
	const template = {
		name: 'order_details_pix',
		category: 'MARKETING',
		display_format: 'order_details',
		components: [
			{ type: 'HEADER', text: 'Your order' },
			{ type: 'BODY', text: 'Thank you, {{1}}, for your order.', example: { body_text: 'Pablo' } },
			{ type: 'BUTTONS', buttons: [{ type: 'ORDER_DETAILS', text: 'Review and Pay' }] },
		],
	};
	const result = built(JSON.stringify(template));
	expect(result.displayFormat).toBe('ORDER_DETAILS');
	expect(checkComponents(result, 'MARKETING')).toBe('POSITIONAL');
});

test('rejects an unknown display format and names the field', () => {
	const message = rejectionMessage(() => built({ components: [], display_format: 'RECEIPT' }));
	expect(message).toBe("'display_format' of 'Components (JSON)' has an unknown value");
});

test('does not change the JSON of the input item', () => {
	const list: IDataObject[] = [{ type: 'BODY', text: 'Hi {{1}}!', example: { body_text: 'Ann' } }];
	const before = structuredClone(list);
	inComponents({ defineComponents: 'json' }, () => components(list));
	expect(list).toEqual(before);
});
