import { limitFields, simplifyField } from '../../shared/input/commonFields';
import { readLimit, readSimplify, runList } from '../listOperation';
import { readOptions } from '../options';
import { numberLocator, readNumberId } from '../phoneNumber/fields';
import type { Operation } from '../types';
import { simplifyEntry } from './simplify';

/** Group > Get Many: GET /{phone}/groups. WhatsApp docs: Groups API > Get active groups. */
export const getMany: Operation = {
	properties: [numberLocator('The phone number to get the groups of'), ...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const path = [readNumberId(item), 'groups'];
		const limit = readLimit(item);
		const simplify = readSimplify(item) ? simplifyEntry : undefined;
		return { run: async () => await runList(item, { method: 'GET', path, list: 'groups' }, limit, simplify) };
	},
};
