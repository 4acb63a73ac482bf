import { limitFields, simplifyField } from '../../shared/input/commonFields';
import { readLimit, readSimplify, runList } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { groupFields, readGroup } from './fields';
import { simplifyJoinRequest } from './simplify';

/** Group > Get Join Requests: GET /{group}/join_requests. WhatsApp docs: Groups API > Join requests. */
export const getJoinRequests: Operation = {
	properties: [...groupFields('The group that people ask to join'), ...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const path = [readGroup(item), 'join_requests'];
		const limit = readLimit(item);
		const simplify = readSimplify(item) ? simplifyJoinRequest : undefined;
		return { run: async () => await runList(item, { method: 'GET', path }, limit, simplify) };
	},
};
