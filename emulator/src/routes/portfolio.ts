import { requireScope } from '../auth';
import { parameterError } from '../errors';
import { selectFields } from '../fields';
import { page } from '../paging';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { Scope } from '../tokens';
import { wabaFields, wabaNode } from './waba';

const defaults = ['id', 'name', 'timezone_id', 'message_template_namespace'];

function accounts(ctx: RequestContext, nodes: Array<Record<string, unknown>>, scope: Scope): RouteResponse {
	requireScope(ctx, scope);
	const { fields } = ctx.params;
	return {
		json: page(
			ctx,
			nodes.map((node) => selectFields(node, 'WhatsAppBusinessAccount', wabaFields, defaults, fields)),
		),
	};
}

/**
 * GET /{business}/owned_whatsapp_business_accounts (Meta docs: WhatsApp Business Accounts; Access tokens > Permissions:
 * lists of a portfolio need business_management).
 */
export const getOwnedAccounts = (ctx: RequestContext): RouteResponse =>
	accounts(ctx, [wabaNode(ctx.state)], 'business_management');

/** GET /{business}/client_whatsapp_business_accounts: the portfolio has no clients. */
export const getClientAccounts = (ctx: RequestContext): RouteResponse => accounts(ctx, [], 'business_management');

/** GET /{user}/assigned_whatsapp_business_accounts: those of the token (Meta's OpenAPI file). */
export const getAssignedAccounts = (ctx: RequestContext): RouteResponse =>
	accounts(
		ctx,
		ctx.token.wabaIds.includes(ctx.state.seed.wabaId) ? [wabaNode(ctx.state)] : [],
		'whatsapp_business_management',
	);

/** GET /{waba}/assigned_users (Meta's OpenAPI file): of one portfolio, which is required. */
export function getAssignedUsers(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const { business, fields } = ctx.params;
	if (business === undefined || business === '') throw parameterError('The parameter business is required');
	const portfolio = { id: ctx.state.seed.businessPortfolioId, name: 'Acme Holding' };
	const users = [
		{
			id: ctx.state.seed.systemUserId,
			name: 'Acme Automation',
			user_type: 'SYSTEM_USER',
			tasks: ['MANAGE'],
			business: portfolio,
		},
		{
			id: '122100000000000009',
			name: 'Ann Owner',
			user_type: 'BUSINESS_USER',
			tasks: ['MANAGE', 'DEVELOP'],
			business: portfolio,
		},
	];
	const known = ['id', 'name', 'user_type', 'tasks', 'business'];
	const rows = users.map((one) => selectFields(one, 'BusinessUser', known, ['id', 'name', 'tasks'], fields));
	return { json: page(ctx, business === portfolio.id ? rows : []) };
}
