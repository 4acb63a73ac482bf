import { simplifyField } from '../../shared/input/commonFields';
import { readObject } from '../availableFields';
import { readSimplify } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { groupFields, readGroup } from './fields';
import { GROUP_FIELDS, simplifyGroup } from './simplify';

/** Group > Get: GET /{group}. WhatsApp docs: Groups API > Get group info. */
export const get: Operation = {
	properties: [...groupFields('The group to get'), simplifyField, ...readOptions],

	prepare(item) {
		const id = readGroup(item);
		const simplify = readSimplify(item);
		return {
			async run() {
				const row = await readObject(item, id, GROUP_FIELDS);
				return { json: simplify ? simplifyGroup(id, row) : row };
			},
		};
	},
};
