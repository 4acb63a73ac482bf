import { businessAccount, limitFields, simplifyField } from '../../shared/input/commonFields';
import { readAccount } from '../accountId';
import { readLimit, readSimplify, runList } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { simplifyConfiguration } from './simplify';

/** Payment > Get Many Configurations: GET /{waba}/payment_configurations. WhatsApp docs: Payments India > Onboarding APIs. */
export const getConfigurations: Operation = {
	properties: [businessAccount, ...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const path = [readAccount(item), 'payment_configurations'];
		const limit = readLimit(item);
		const simplify = readSimplify(item) ? simplifyConfiguration : undefined;
		const request = { method: 'GET' as const, path, list: 'payment_configurations' };
		return { run: async () => await runList(item, request, limit, simplify) };
	},
};
