import { omitUndefined, optionalText, readAdditionalFields } from '../../shared/input/parameterValues';
import { writeOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, pinField, readNumberId, readPin } from './fields';
import { readRegion, regionField } from './regions';

/**
 * Phone Number > Register: POST /{phone}/register. Meta allows 10 calls per number in 72 hours, so it is never retried
 * after a lost response. WhatsApp docs: Phone numbers > Register.
 */
export const register: Operation = {
	properties: [
		numberLocator('The phone number to use with the Cloud API. It must be verified.'),
		pinField(
			'The PIN for two-step verification: the current one if the number has a PIN, otherwise 6 digits of your choice. Keep it: it is needed to register again.',
		),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					...regionField,
					description:
						'Where Meta stores message data at rest. To change it later, deregister the number and register it again.',
				},
			],
		},
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const pin = readPin(item);
		const more = readAdditionalFields(item.parameter('additionalFields', {}));
		const region = optionalText(more.region, regionField.displayName);
		const body = omitUndefined({
			messaging_product: 'whatsapp',
			pin,
			data_localization_region: region === undefined ? undefined : readRegion(region),
		});
		return {
			orderingKey: `${id} registration`,
			async run() {
				const response = await item.graph.request({
					method: 'POST',
					path: [id, 'register'],
					body,
					permission: 'whatsapp_business_management and whatsapp_business_messaging',
				});
				return { json: { id, registered: response.success !== false } };
			},
		};
	},
};
