import type { INodeExecutionData } from 'n8n-workflow';
import { businessAccount, limitFields } from '../../shared/input/commonFields';
import { readAccount } from '../accountId';
import { readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';

/** Commerce > Get Catalogs: GET /{waba}/product_catalogs. WhatsApp docs: Sell products > Catalogs. */
export const getCatalogs: Operation = {
	properties: [businessAccount, ...limitFields, ...readOptions],

	prepare(item) {
		const path = [readAccount(item), 'product_catalogs'];
		const limit = readLimit(item);
		return {
			async run() {
				const found: INodeExecutionData[] = [];
				const request = {
					method: 'GET' as const,
					path,
					query: { fields: 'id,name' },
					permission: 'whatsapp_business_management and catalog_management' as const,
				};
				for await (const row of item.graph.pages(request, { limit })) found.push({ json: row });
				return found;
			},
		};
	},
};
