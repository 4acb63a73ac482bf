import { simplifyField } from '../../shared/input/commonFields';
import { isObject, optionalFlag } from '../../shared/input/parameterValues';
import { compact, objects, text } from '../../shared/untrustedJson';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

/** Commerce > Get Settings: GET /{phone}/whatsapp_commerce_settings. WhatsApp docs: Sell products > Commerce settings. */
export const getSettings: Operation = {
	properties: [numberLocator('The phone number to get the settings of'), simplifyField, ...readOptions],

	prepare(item) {
		const id = readNumberId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const response = await item.graph.request({ method: 'GET', path: [id, 'whatsapp_commerce_settings'] });
				if (!simplify) return { json: response };
				const [settings = {}] = isObject(response.data) ? [response.data] : objects(response.data);
				return {
					json: compact({
						phoneNumberId: id,
						catalogId: text(settings.id),
						cartEnabled: settings.is_cart_enabled,
						catalogVisible: settings.is_catalog_visible,
					}),
				};
			},
		};
	},
};
