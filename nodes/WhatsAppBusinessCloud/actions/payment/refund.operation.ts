import { requiredAmount, toAmount } from '../../messages/interactive/amount';
import { textField } from '../../shared/input/commonFields';
import { readEnum } from '../../shared/input/parameterValues';
import { InputError } from '../../shared/inputError';
import { compact, text } from '../../shared/untrustedJson';
import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation, OperationItem } from '../types';
import { configurationLocator } from '../../messages/paymentConfiguration';
import { readConfiguration, readReference, referenceField } from './fields';

const names = { amount: 'Amount (INR)', speed: 'Speed' };
const speeds = ['normal', 'instant'] as const;

const change = {
	what: 'refund the amount',
	consequence: 'A refund pays money back to the customer. It cannot be undone.',
};

/** @returns hundredths @throws InputError */
function readRefund(item: OperationItem): number {
	const hundredths = requiredAmount(item.parameter('amount'), names.amount);
	if (hundredths > 0) return hundredths;
	throw new InputError(names.amount, 'is 0', 'Enter the amount to pay back, in rupees, such as 499.50');
}

/** Payment > Refund: POST /{phone}/payments_refund. WhatsApp docs: Payments India > Refunds. */
export const refund: Operation = {
	properties: [
		numberLocator('The phone number that sent the order details'),
		configurationLocator('The payment configuration that the order was paid with'),
		referenceField,
		textField(names.amount, 'amount', {
			required: true,
			placeholder: 'e.g. 499.50',
			description: 'The amount to pay back, in rupees: all of the payment, or a part of it',
		}),
		{
			displayName: names.speed,
			name: 'speed',
			type: 'options',
			options: [
				{ name: 'Instant', value: 'instant', description: 'At once, if the payment method can do it' },
				{ name: 'Normal', value: 'normal', description: 'Within a few days' },
			],
			default: 'normal',
			description: 'How fast the customer gets the money',
		},
		...confirmFields(change),
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const reference = readReference(item);
		const { value, offset } = toAmount(readRefund(item));
		const body = {
			reference_id: reference,
			speed: readEnum(item.parameter('speed'), names.speed, speeds, 'normal'),
			payment_config_id: readConfiguration(item),
			amount: { currency: 'INR', value: String(value), offset: String(offset) },
		};
		checkConfirmed(item, change);
		return {
			// Refunds of one order one after the other, and never sent twice: see GraphRequest.idempotent.
			orderingKey: `${id} payment ${reference}`,
			async run() {
				const path = [id, 'payments_refund'];
				const permission = 'whatsapp_business_messaging';
				const response = await item.graph.request({ method: 'POST', path, body, permission });
				return {
					json: compact({
						referenceId: reference,
						refundId: text(response.id),
						amount: value / offset,
						currency: 'INR',
						status: text(response.status),
						speed: text(response.speed_processed),
					}),
				};
			},
		};
	},
};
