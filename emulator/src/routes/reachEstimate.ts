import { requireScope } from '../auth';
import { parameterError } from '../errors';
import { isObject } from '../messages/checks';
import type { RequestContext, RouteResponse } from '../requestContext';

const intervals = ['L1D', 'L7D', 'L14D', 'L28D'];

function parsed(text: unknown): unknown {
	try {
		return JSON.parse(String(text));
	} catch {
		return undefined;
	}
}

/** GET /{waba}/reachestimate (Meta docs: Marketing Messages API > Max price > Reach estimate). */
export function getReachEstimate(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const spec = parsed(ctx.params.targeting_spec);
	const places = isObject(spec) && isObject(spec.geo_locations) ? spec.geo_locations.countries : undefined;
	if (!Array.isArray(places) || places.length === 0) throw parameterError('The parameter targeting_spec is required');
	if (!intervals.includes(String(ctx.params.date_interval)))
		throw parameterError(`Param date_interval must be one of {${intervals.join(', ')}}`);
	const estimates = [2500, 5000, 10_000].map((bid_amount) => ({
		bid_amount,
		users: 1000,
		deliveries_lower_bound: Math.min(900, bid_amount / 20),
		deliveries_upper_bound: Math.min(1000, bid_amount / 10),
		cost_lower_bound: bid_amount / 4,
		cost_upper_bound: bid_amount / 2,
	}));
	return { json: { waba_currency: 'USD', estimates } };
}
