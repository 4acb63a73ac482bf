import { InputError } from '../../shared/inputError';
import { omitUndefined, optionalFlag, readCollection } from '../../shared/input/parameterValues';
import { writeOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

const fields = { update: 'Update Fields', cart: 'Cart', catalog: 'Show Catalog' };

/**
 * Commerce > Update Settings: POST /{phone}/whatsapp_commerce_settings. WhatsApp docs: Sell products > Commerce
 * settings.
 */
export const updateSettings: Operation = {
	properties: [
		numberLocator('The phone number to change'),
		{
			displayName: fields.update,
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'The settings to change',
			options: [
				{
					displayName: fields.cart,
					name: 'cartEnabled',
					type: 'boolean',
					default: true,
					description: 'Whether customers can put products into a cart and send it as an order',
				},
				{
					displayName: fields.catalog,
					name: 'catalogVisible',
					type: 'boolean',
					default: true,
					description:
						'Whether customers see the catalog in your profile. While it is hidden, catalog links and View Catalog buttons do not work either.',
				},
			],
		},
		...writeOptions,
	],

	prepare(item) {
		const id = readNumberId(item);
		const values = readCollection(item.parameter('updateFields', {}), fields.update);
		const query = omitUndefined({
			is_cart_enabled: optionalFlag(values.cartEnabled, fields.cart),
			is_catalog_visible: optionalFlag(values.catalogVisible, fields.catalog),
		}) as Record<string, boolean>;
		if (Object.keys(query).length === 0)
			throw new InputError(fields.update, 'has no field', "Use 'Add Field' to choose what to change");
		return {
			orderingKey: `${id} commerce`,
			async run() {
				const path = [id, 'whatsapp_commerce_settings'];
				const response = await item.graph.request({ method: 'POST', path, query, idempotent: true });
				return { json: { phoneNumberId: id, updated: response.success !== false } };
			},
		};
	},
};
