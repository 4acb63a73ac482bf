import type { IDataObject } from 'n8n-workflow';
import { jsonObject } from '../../shared/input/jsonParameter';
import { withJsonPath } from '../../shared/input/parseInput';
import { checkMaxLength } from '../../shared/input/textLength';
import { valueLimits } from './valueLimits';

/**
 * The order of a Review and Pay button, with the length of its reference ID checked.
 * WhatsApp docs: Payments India > Payment gateways; Payments Brazil > Orders.
 * @throws InputError
 */
export function orderDetails(value: unknown, field: string): IDataObject {
	const order = jsonObject(value, field);
	const { reference_id: id, currency } = order;
	if (typeof id === 'string') {
		const limit = currency === 'BRL' ? valueLimits.referenceId : valueLimits.referenceIdIndia;
		withJsonPath(field, ['reference_id'], () => checkMaxLength(id, limit, 'reference_id', 'Use a shorter ID'));
	}
	return order;
}
