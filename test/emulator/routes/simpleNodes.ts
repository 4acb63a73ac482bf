import { selectFields } from '../fields';
import { seed } from '../seed';
import type { Answer, Exchange } from '../requestContext';

/** GET /{business}: a portfolio node has ID and name here; every other field is unknown. */
export function getBusiness(x: Exchange): Answer {
	return {
		json: selectFields(
			{ id: seed.businessPortfolioId, name: 'Acme Holding' },
			'Business',
			['id', 'name'],
			['id', 'name'],
			x.params.fields,
		),
	};
}

/** GET /{app} */
export function getApp(x: Exchange): Answer {
	const app = {
		id: seed.app.id,
		name: seed.app.name,
		link: 'https://www.facebook.com/games/?app_id=634974688087057',
		category: 'Business and pages',
	};
	return {
		json: selectFields(
			app,
			'Application',
			['id', 'name', 'link', 'category'],
			['id', 'name', 'link', 'category'],
			x.params.fields,
		),
	};
}

/** GET /me: the system user of the token. */
export function getUser(x: Exchange): Answer {
	return {
		json: selectFields(
			{ id: seed.systemUserId, name: 'Acme Automation' },
			'User',
			['id', 'name'],
			['id', 'name'],
			x.params.fields,
		),
	};
}
