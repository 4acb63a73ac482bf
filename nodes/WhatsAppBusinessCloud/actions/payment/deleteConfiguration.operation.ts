import { businessAccount } from '../../shared/input/commonFields';
import { readAccount } from '../accountId';
import { checkConfirmed, confirmFields } from '../confirm';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { configurationLocator } from '../../messages/paymentConfiguration';
import { readConfiguration } from './fields';

const change = {
	what: 'delete the payment configuration',
	consequence: 'Orders that refer to the configuration can no longer be paid, and it cannot be restored.',
};

/**
 * Payment > Delete Configuration: DELETE /{waba}/payment_configuration. WhatsApp docs: Payments India > Onboarding APIs.
 */
export const deleteConfiguration: Operation = {
	properties: [
		businessAccount,
		configurationLocator('The payment configuration to delete'),
		...confirmFields(change),
		...writeOptions,
	],

	prepare(item) {
		const path = [readAccount(item), 'payment_configuration'];
		const name = readConfiguration(item);
		checkConfirmed(item, change);
		return {
			async run() {
				const body = { configuration_name: name };
				const { success } = await item.graph.request({ method: 'DELETE', path, body });
				return { json: { name, deleted: success !== false } };
			},
		};
	},
};
