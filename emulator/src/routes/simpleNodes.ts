import { selectFields } from '../fields';
import type { RouteResponse, RequestContext } from '../requestContext';

/** GET /{business}: a portfolio node has ID and name here; every other field is unknown. */
export function getBusiness(ctx: RequestContext): RouteResponse {
	return {
		json: selectFields(
			{ id: ctx.state.seed.businessPortfolioId, name: 'Acme Holding' },
			'Business',
			['id', 'name'],
			['id', 'name'],
			ctx.params.fields,
		),
	};
}

/** GET /{app} */
export function getApp(ctx: RequestContext): RouteResponse {
	const { id, name } = ctx.token.app;
	const app = {
		id,
		name,
		link: `https://www.facebook.com/games/?app_id=${id}`,
		category: 'Business and pages',
	};
	return {
		json: selectFields(
			app,
			'Application',
			['id', 'name', 'link', 'category'],
			['id', 'name', 'link', 'category'],
			ctx.params.fields,
		),
	};
}

/** GET /me: the system user of the token. */
export function getUser(ctx: RequestContext): RouteResponse {
	return {
		json: selectFields(
			{ id: ctx.state.seed.systemUserId, name: 'Acme Automation' },
			'User',
			['id', 'name'],
			['id', 'name'],
			ctx.params.fields,
		),
	};
}
