import { limitFields, simplifyField } from '../../shared/input/commonFields';
import { optionalFlag, readEnum } from '../../shared/input/parameterValues';
import type { GraphClient, GraphRequest } from '../../transport/types';
import { accountId } from '../accountId';
import { withAvailableFields } from '../availableFields';
import { readLimit } from '../listOperation';
import { readOptions } from '../options';
import type { Operation } from '../types';
import { portfolioField, portfolioOf, readPortfolio } from './portfolio';
import { ALL_FIELDS, SIMPLE_FIELDS, simplifyAccount } from './simplify';

const FIELD = 'Accounts';
const kinds = ['owned', 'shared', 'assigned'] as const;

async function rowsOf(graph: GraphClient, request: GraphRequest, limit: number | undefined) {
	const rows = [];
	for await (const row of graph.pages(request, { limit })) rows.push(row);
	return rows;
}

/**
 * Account > Get Many: GET /{business}/owned_whatsapp_business_accounts, /client_whatsapp_business_accounts, or
 * /{user}/assigned_whatsapp_business_accounts. WhatsApp docs: WhatsApp Business Accounts.
 */
export const getMany: Operation = {
	properties: [
		{
			displayName: FIELD,
			name: 'accounts',
			type: 'options',
			// The order is from the usual to the special.

			options: [
				{ name: 'Owned by the Portfolio', value: 'owned', description: 'The accounts of your business' },
				{ name: 'Shared With the Portfolio', value: 'shared', description: 'Accounts of clients, for partners' },
				{ name: 'Assigned to the Token', value: 'assigned', description: 'The accounts that the access token can use' },
			],
			default: 'owned',
			description: 'Which accounts to return',
		},
		{ ...portfolioField, displayOptions: { show: { accounts: ['owned', 'shared'] } } },
		...limitFields,
		simplifyField,
		...readOptions,
	],

	prepare(item) {
		const kind = readEnum(item.parameter('accounts'), FIELD, kinds, 'owned');
		const chosen = kind === 'assigned' ? undefined : readPortfolio(item);
		const own = kind === 'assigned' || chosen !== undefined ? undefined : accountId(item);
		const limit = readLimit(item);
		const simplify = optionalFlag(item.parameter('simplify', true), 'Simplify') ?? true;
		return {
			async run() {
				const owner = kind === 'assigned' ? 'me' : (chosen ?? (await portfolioOf(item, own ?? '')));
				const prefix = { owned: 'owned', shared: 'client', assigned: 'assigned' }[kind];
				const path = [owner, `${prefix}_whatsapp_business_accounts`];
				// The accounts of a token are not those of a portfolio.
				const permission = kind === 'assigned' ? 'whatsapp_business_management' : 'business_management';
				const rows = await withAvailableFields(simplify ? SIMPLE_FIELDS : ALL_FIELDS, async (fields) => {
					const request = { method: 'GET', path, query: { fields }, permission } as const;
					return await rowsOf(item.graph, request, limit);
				});
				return rows.map((row) => ({ json: simplify ? simplifyAccount(row) : row }));
			},
		};
	},
};
