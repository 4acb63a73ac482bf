import { businessAccount, limitFields, simplifyField } from '../../shared/input/commonFields';
import { readAccount } from '../accountId';
import { readLimit, readSimplify, runList } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { simplifySequence } from './fields';
import { EDGE } from './write';

/**
 * Welcome Sequence > Get Many: GET /{waba}/welcome_message_sequences. WhatsApp docs: Click to WhatsApp ads > Welcome
 * message sequences.
 */
export const getMany: Operation = {
	properties: [businessAccount, ...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const path = [readAccount(item), EDGE];
		const limit = readLimit(item);
		const simplify = readSimplify(item) ? simplifySequence : undefined;
		return { run: async () => await runList(item, { method: 'GET', path }, limit, simplify) };
	},
};
