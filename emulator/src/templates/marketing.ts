import { postMessages } from '../routes/messages';
import { parameterError, whatsappError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { isObject, optionalBoolean } from '../messages/checks';

const policies = ['CLOUD_API_FALLBACK', 'STRICT'];

/** Meta docs: Marketing Messages API > Max price: a number above 0; Meta's example sends it as text. */
function checkBid(value: unknown): void {
	if (value === undefined) return;
	const multiplier = isObject(value) ? Number(value.per_message_bid_multiplier ?? 1) : NaN;
	if (!(multiplier > 0)) throw parameterError("Param bid_spec['per_message_bid_multiplier'] must be a number above 0.");
}

/**
 * What only POST /messages rejects: 131063 for marketing templates if the account has turned them off there, 131061 for
 * a template with a max price. Meta docs: Marketing Messages API > Disable marketing on the Cloud API; Max price.
 */
function checkCloudApi({ params, state }: RequestContext): void {
	const name = isObject(params.template) ? String(params.template.name) : '';
	const templates = state.templates.named(name);
	if (templates.some((one) => one.optimization_spec !== undefined))
		throw whatsappError(131061, 'Send this template with the Marketing Messages API.');
	if (!state.settings.marketingOnCloudApi && templates.some(({ category }) => category === 'MARKETING'))
		throw whatsappError(131063, 'Send marketing templates with the Marketing Messages API.');
}

/**
 * POST /{phone}/marketing_messages: templates of the category MARKETING only (Meta docs: Marketing Messages API >
 * Send).
 */
export function postMarketingMessages(ctx: RequestContext, id: string): RouteResponse {
	const { type, template, product_policy: policy, message_activity_sharing: sharing } = ctx.params;
	if (type !== 'template')
		throw whatsappError(131055, 'Only template messages can be sent with the Marketing Messages API.');
	if (policy !== undefined && !policies.includes(String(policy))) {
		throw parameterError(`Param product_policy must be one of {${policies.join(', ')}} - got "${String(policy)}".`);
	}
	optionalBoolean(sharing, 'message_activity_sharing');
	checkBid(ctx.params.bid_spec);
	const name = isObject(template) ? template.name : undefined;
	if (ctx.state.templates.named(String(name)).some(({ category }) => category !== 'MARKETING')) {
		throw whatsappError(134100, 'Only marketing messages can be sent with the Marketing Messages API.');
	}
	return postMessages(ctx, id, true);
}

/** POST /{phone}/messages. */
export function postCloudApiMessages(ctx: RequestContext, id: string): RouteResponse {
	checkCloudApi(ctx);
	return postMessages(ctx, id);
}
