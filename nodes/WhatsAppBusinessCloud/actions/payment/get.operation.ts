import type { IDataObject } from 'n8n-workflow';
import { simplifyField } from '../../shared/input/commonFields';
import { InputError } from '../../shared/inputError';
import { objects } from '../../shared/untrustedJson';
import { readSimplify } from '../listOperation';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { configurationLocator } from '../../messages/paymentConfiguration';
import { readConfiguration, readReference, referenceField } from './fields';
import { simplifyPayment } from './simplify';

/**
 * Payment > Get: GET /{phone}/payments/{payment configuration}/{reference ID}. WhatsApp docs: Payments India > Payment
 * look-up.
 */
export const get: Operation = {
	properties: [
		numberLocator('The phone number that sent the order details'),
		configurationLocator('The payment configuration that the order is paid with'),
		referenceField,
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const permission = 'whatsapp_business_messaging';
		const reference = readReference(item);
		const path = [readNumberId(item), 'payments', readConfiguration(item), reference];
		const simplify = readSimplify(item);
		return {
			async run() {
				const { payments } = await item.graph.request({ method: 'GET', path, permission });
				const [payment] = objects(payments);
				if (payment === undefined)
					throw new InputError(
						'Reference ID',
						`'${reference.slice(0, 60)}' has no payment`,
						'Check the reference ID, and the payment configuration of the order',
					);
				return { json: simplify ? simplifyPayment(payment) : (payment as IDataObject) };
			},
		};
	},
};
