import { readEnum, omitUndefined } from '../../shared/input/parameterValues';
import { limitedText } from '../../shared/input/validators';
import { interactiveType } from './defineInteractiveType';
import { texts } from './limits';
import { readReferenceId, referenceIdField } from './orderReference';

const fields = { status: 'Order Status', description: 'Status Description' };
const states = [
	'canceled',
	'completed',
	'partially-shipped',
	'partially_shipped',
	'pending',
	'processing',
	'shipped',
] as const;

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
		{
			displayName: fields.description,
			name: 'statusDescription',
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
					description: limitedText(parameters.statusDescription, texts.statusDescription, fields.description),
				}),
			},
		},
	}),
});
