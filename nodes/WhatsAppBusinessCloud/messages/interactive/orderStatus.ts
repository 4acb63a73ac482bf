import { readAdditionalFields, readEnum, omitUndefined } from '../../shared/input/parameterValues';
import type { Parameters } from '../../shared/input/parameters';
import { limitedText } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { texts } from './interactiveLimits';
import { paymentNotice } from './orderCountry';
import { readReferenceId, referenceIdField } from './orderReference';

const fields = { status: 'Order Status', description: 'Status Description' };
const statusDescription = 'statusDescription';
const states = [
	'canceled',
	'completed',
	'partially-shipped',
	'partially_shipped',
	'pending',
	'processing',
	'shipped',
] as const;

function readDescription(parameters: Parameters): string | undefined {
	const values = [readAdditionalFields(parameters.additionalFields)[statusDescription], parameters[statusDescription]];
	const [added, earlier] = values.map((value) => limitedText(value, texts.statusDescription, fields.description));
	return added ?? earlier;
}

/**
 * WhatsApp docs: Payments India > Payment gateways; Payments Brazil > Orders, order status.
 * `{name, parameters: {reference_id, order: {status, description}}}`.
 */
export const orderStatus = interactiveType({
	value: 'order_status',
	name: 'Order Status',
	description: 'Update the status of an order, such as processing, shipped or completed',
	body: { placeholder: 'e.g. Your order is on its way' },
	properties: [
		paymentNotice('orderStatusNotice'),
		{ ...referenceIdField, description: 'The reference ID of the order details sent to the same recipient' },
		{
			displayName: fields.status,
			name: 'orderStatus',
			type: 'options',
			default: 'processing',
			description: 'The new status of the order',
			options: [
				{ name: 'Canceled', value: 'canceled', description: 'Not possible after the payment was captured' },
				{ name: 'Completed', value: 'completed' },
				{ name: 'Partially Shipped', value: 'partially-shipped' },
				{
					name: 'Partially Shipped (With Underscore)',
					value: 'partially_shipped',
					description:
						"Sends partially_shipped, the spelling on some of Meta's pages for India, instead of partially-shipped",
				},
				{ name: 'Pending', value: 'pending' },
				{ name: 'Processing', value: 'processing' },
				{ name: 'Shipped', value: 'shipped' },
			],
		},
		// From nodes that had it outside of Additional Fields. Not offered in the editor.
		{ displayName: fields.description, name: statusDescription, type: 'hidden', default: '' },
	],
	additionalFields: [
		{
			displayName: fields.description,
			name: statusDescription,
			type: 'string',
			default: '',
			placeholder: 'e.g. Expected on Friday',
			description: `Text shown with the status, up to ${texts.statusDescription.max} characters`,
		},
	],
	action: (parameters) => ({
		action: {
			name: 'review_order',
			parameters: {
				reference_id: readReferenceId(parameters.referenceId, texts.referenceIdBrazil),
				order: omitUndefined({
					status: readEnum(parameters.orderStatus, fields.status, states, 'processing'),
					description: readDescription(parameters),
				}),
			},
		},
	}),
});
