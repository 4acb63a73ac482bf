import { requireScope } from '../auth';
import { parameterError } from '../errors';
import type { Json } from '../messages/checks';
import type { RequestContext, RouteResponse } from '../requestContext';

const DAY = 86_400;

/** Meta keeps these numbers for 90 days (Meta docs: Analytics > Template analytics). */
const KEPT = 90 * DAY;

function ids(ctx: RequestContext, name: string, max: number): string[] {
	const value = ctx.params[name];
	const list: unknown = typeof value === 'string' ? JSON.parse(value.startsWith('[') ? value : '[]') : value;
	if (!Array.isArray(list) || list.length === 0) throw parameterError(`The parameter ${name} is required`);
	if (list.length > max) throw parameterError(`Param ${name} must have at most ${max} elements.`);
	return list.map(String);
}

function days(ctx: RequestContext): number[] {
	const [start, end] = [Number(ctx.params.start), Number(ctx.params.end)];
	if (!(start > 0 && end > start)) throw parameterError('The parameters start and end are required');
	if (ctx.params.granularity !== 'DAILY') throw parameterError('Param granularity must be one of {DAILY}');
	const now = ctx.state.clock.seconds();
	if (start < now - KEPT - DAY) throw parameterError('Param start must be within the last 90 days.');
	const first = Math.ceil(start / DAY) * DAY;
	const list: number[] = [];
	for (let day = first; day < Math.min(end, now); day += DAY) list.push(day);
	return list;
}

const number = (day: number, id: string): number => 20 + ((day / DAY + Number(id.slice(-3)) || 0) % 17);

function wanted(ctx: RequestContext, all: Json): Json {
	const types = String(ctx.params.metric_types ?? '').toUpperCase();
	return Object.fromEntries(Object.entries(all).filter(([name]) => types === '' || types.includes(name.toUpperCase())));
}

/** Numbers of templates: made up, and the same for the same day (Meta docs: Analytics > Template analytics). */
function templateDay(ctx: RequestContext, day: number, id: string): Json {
	const sent = number(day, id);
	const read = Math.floor(sent * 0.6);
	return wanted(ctx, {
		sent,
		delivered: sent - 1,
		read,
		clicked: [{ type: 'quick_reply_button', button_content: 'Yes', count: Math.floor(read / 3) }],
		cost: [
			{ type: 'amount_spent', value: Math.round(sent * 2.5) / 100 },
			{ type: 'cost_per_delivered', value: 0.025 },
		],
	});
}

function templates(ctx: RequestContext, parameter: string, key: string): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const list = ids(ctx, parameter, 10);
	const data_points = days(ctx).flatMap((day) =>
		list.map((id) => ({ [key]: id, start: day, end: day + DAY, ...templateDay(ctx, day, id) })),
	);
	return {
		json: { data: [{ granularity: 'DAILY', product_type: ctx.params.product_type ?? 'CLOUD_API', data_points }] },
	};
}

/** GET /{waba}/template_analytics */
export const getTemplateAnalytics = (ctx: RequestContext): RouteResponse =>
	templates(ctx, 'template_ids', 'template_id');

/** GET /{waba}/template_group_analytics */
export const getTemplateGroupAnalytics = (ctx: RequestContext): RouteResponse =>
	templates(ctx, 'template_group_ids', 'template_group_id');

/** GET /{waba}/group_analytics: of exactly one group (Meta docs: Groups > Analytics). */
export function getGroupAnalytics(ctx: RequestContext): RouteResponse {
	requireScope(ctx, 'whatsapp_business_management');
	const [group_id] = ids(ctx, 'group_ids', 1);
	if (ctx.params.metric_types === undefined) throw parameterError('The parameter metric_types is required');
	const data_points = days(ctx).map((day) => {
		const sent = number(day, '7');
		const types = String(ctx.params.metric_types);
		return {
			group_id,
			start: day,
			end: day + DAY,
			...wanted(ctx, { sent, delivered: sent, read: sent - 2 }),
			...(types.includes('PARTICIPANTS_JOINED') ? { joined: 1 } : {}),
			...(types.includes('PARTICIPANTS_LEFT') ? { left: 0 } : {}),
		};
	});
	return { json: { data: [{ granularity: 'DAILY', data_points }] } };
}
