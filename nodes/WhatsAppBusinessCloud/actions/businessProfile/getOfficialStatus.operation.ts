import { simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { compact, text } from '../../shared/untrustedJson';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';

/**
 * Business Profile > Get Official Account Status: GET /{phone}/official_business_account. WhatsApp docs: Official
 * business accounts.
 */
export const getOfficialStatus: Operation = {
	properties: [numberLocator('The phone number to get the status of'), simplifyField, ...readOptions],

	prepare(item) {
		const id = readNumberId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const path = [id, 'official_business_account'];
				const response = await item.graph.request({
					method: 'GET',
					path,
					query: { fields: 'oba_status,status_message' },
				});
				if (!simplify) return { json: response };
				const status = text(response.oba_status);
				return {
					json: compact({
						phoneNumberId: id,
						status,
						isOfficial: status === undefined ? undefined : status === 'APPROVED',
						message: text(response.status_message),
					}),
				};
			},
		};
	},
};
