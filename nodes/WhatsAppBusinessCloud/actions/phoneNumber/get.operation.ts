import { simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { readObject } from '../availableFields';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { numberLocator, readNumberId } from './fields';
import { ALL_FIELDS, SIMPLE_FIELDS, simplifyNumber } from './simplify';

/** Phone Number > Get: GET /{phone}. WhatsApp docs: Phone numbers. */
export const get: Operation = {
	properties: [numberLocator('The phone number to get'), simplifyField, ...readOptions],

	prepare(item) {
		const id = readNumberId(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const row = await readObject(item, id, simplify ? SIMPLE_FIELDS : ALL_FIELDS);
				return { json: simplify ? simplifyNumber(row) : row };
			},
		};
	},
};
