import { simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { simplifyHealth } from '../health';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, readNumberId } from './fields';

/** Phone Number > Check Health: GET /{phone}?fields=health_status. WhatsApp docs: Health status. */
export const checkHealth: Operation = {
	properties: [numberLocator('The phone number to check'), simplifyField, ...readOptions],

	prepare(item) {
		const id = readNumberId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const query = { fields: 'health_status' };
				const response = await item.graph.request({ method: 'GET', path: [id], query });
				return { json: simplify ? simplifyHealth(id, response) : response };
			},
		};
	},
};
