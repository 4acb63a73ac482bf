import { businessAccount, limitFields, simplifyField } from '../../shared/input/commonFields';
import { readAccount } from '../accountId';
import { readRows } from '../availableFields';
import { readLimit, readSimplify } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { SIGN_UP_FIELDS, simplifySignUp } from './fields';

/** Sign-Up > Get Many: GET /{waba}/signups. WhatsApp docs: In-app sign-up. */
export const getMany: Operation = {
	properties: [businessAccount, ...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const path = [readAccount(item), 'signups'];
		const limit = readLimit(item);
		const simplify = readSimplify(item);
		return {
			async run() {
				const rows = await readRows(item, path, SIGN_UP_FIELDS, limit);
				return rows.map((row) => ({ json: simplify ? simplifySignUp(row) : row }));
			},
		};
	},
};
