import { businessAccount, limitFields, simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { readAccount } from '../accountId';
import { readRows } from '../availableFields';
import { readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { ALL_FIELDS, SIMPLE_FIELDS, simplifyNumber } from './simplify';

/** Phone Number > Get Many: GET /{waba}/phone_numbers. WhatsApp docs: Phone numbers. */
export const getMany: Operation = {
	properties: [businessAccount, ...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const path = [readAccount(item), 'phone_numbers'];
		const limit = readLimit(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const rows = await readRows(item, path, simplify ? SIMPLE_FIELDS : ALL_FIELDS, limit);
				return rows.map((row) => ({ json: simplify ? simplifyNumber(row) : row }));
			},
		};
	},
};
