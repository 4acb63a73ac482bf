import type { IDataObject } from 'n8n-workflow';
import { businessAccount, simplifyField } from '../../shared/input/commonFields';
import { isObject } from '../../shared/input/parameterValues';
import { objects } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { readSimplify } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { configurationLocator } from '../../messages/paymentConfiguration';
import { readConfiguration } from './fields';
import { simplifyConfiguration } from './simplify';

/** Payment > Get Configuration: GET /{waba}/payment_configuration/{name}. WhatsApp docs: Payments India > Onboarding APIs. */
export const getConfiguration: Operation = {
	properties: [
		businessAccount,
		configurationLocator('The payment configuration to get'),
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const path = [readAccount(item), 'payment_configuration', readConfiguration(item)];
		const simplify = readSimplify(item);
		return {
			async run() {
				const { data } = await item.graph.request({ method: 'GET', path });
				const [row = {}] = isObject(data) ? [data] : objects(data);
				return { json: simplify ? simplifyConfiguration(row) : (row as IDataObject) };
			},
		};
	},
};
