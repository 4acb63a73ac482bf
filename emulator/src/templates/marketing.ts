import { postMessages } from '../routes/messages';
import { parameterError, whatsappError } from '../errors';
import type { RouteResponse, RequestContext } from '../requestContext';
import { isObject, optionalBoolean } from '../messages/checks';

const policies = ['CLOUD_API_FALLBACK', 'STRICT'];

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
	const name = isObject(template) ? template.name : undefined;
	if (ctx.state.templates.named(String(name)).some(({ category }) => category !== 'MARKETING')) {
		throw whatsappError(134100, 'Only marketing messages can be sent with the Marketing Messages API.');
	}
	return postMessages(ctx, id);
}
