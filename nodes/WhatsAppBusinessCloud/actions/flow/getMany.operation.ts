import type { INodeExecutionData } from 'n8n-workflow';
import { optionalFlag } from '../../shared/input/parameterValues';
import { accountId } from '../accountId';
import { limitFields, simplifyField } from '../../shared/input/commonFields';
import { readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { LIST_FIELDS, simplifyFlow } from './simplify';

/** Flow > Get Many: GET /{waba}/flows. WhatsApp docs: Flows > Flows API > Listing flows. */
export const getMany: Operation = {
	properties: [...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const account = accountId(item);
		const limit = readLimit(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		const query = { fields: LIST_FIELDS.join(',') };
		return {
			async run() {
				const found: INodeExecutionData[] = [];
				const rows = item.graph.pages({ method: 'GET', path: [account, 'flows'], query }, { limit });
				for await (const row of rows) found.push({ json: simplify ? simplifyFlow(row) : row });
				return found;
			},
		};
	},
};
