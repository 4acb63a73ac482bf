import type { INodeExecutionData } from 'n8n-workflow';
import { businessAccount, limitFields, simplifyField } from '../../shared/input/commonFields';
import { optionalFlag } from '../../shared/input/parameterValues';
import { compact, part, text } from '../../shared/untrustedJson';
import { readAccount } from '../accountId';
import { readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { portfolioField, portfolioOf, readPortfolio } from './portfolio';

/** Account > Get Assigned Users: GET /{waba}/assigned_users. WhatsApp docs: WhatsApp Business Accounts. */
export const getAssignedUsers: Operation = {
	properties: [businessAccount, portfolioField, ...limitFields, simplifyField, ...readOptions],

	prepare(item) {
		const account = readAccount(item);
		const chosen = readPortfolio(item);
		const limit = readLimit(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const business = chosen ?? (await portfolioOf(item, account));
				const request = {
					method: 'GET' as const,
					path: [account, 'assigned_users'],
					query: { business, fields: 'id,name,user_type,tasks,business' },
					// Users belong to the portfolio.
					permission: 'business_management' as const,
				};
				const found: INodeExecutionData[] = [];
				for await (const row of item.graph.pages(request, { limit })) {
					const simple = compact({
						id: text(row.id),
						name: row.name,
						type: row.user_type,
						tasks: Array.isArray(row.tasks) ? row.tasks : undefined,
						portfolioId: text(part(row.business).id),
						portfolioName: text(part(row.business).name),
					});
					found.push({ json: simplify ? simple : row });
				}
				return found;
			},
		};
	},
};
